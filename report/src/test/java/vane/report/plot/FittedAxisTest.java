package vane.report.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FittedAxisTest {
  @Test
  void aLogarithmicAxisLeavesOutWhatIsFarBelowTheMedian() {
    Axis axis = FittedAxis.logarithmic("x", DoubleStream.of(1e-16, 0, -1, 1, 1, 2));
    assertThat(axis.from()).isCloseTo(-2, within(1e-9));
    assertThat(axis.to()).isCloseTo(Math.log10(2), within(1e-9));
  }

  @Test
  void aLogarithmicAxisOfNothingIsAnAxis() {
    assertThat(FittedAxis.logarithmic("x", DoubleStream.of(0, 0)).to()).isZero();
  }

  @Test
  void anAxisFromZeroLeavesOutAFewOutliers() {
    DoubleStream values =
        IntStream.rangeClosed(1, 2000).mapToDouble(i -> i == 2000 ? 1e6 : i / 1e3);
    assertThat(FittedAxis.fromZero("x", values).to()).isEqualTo(2);
    assertThat(FittedAxis.fromZero("x", DoubleStream.empty()).to()).isEqualTo(1);
  }

  @Test
  void aSymmetricAxisHasFewTicks() {
    Axis axis = FittedAxis.symmetric("x", DoubleStream.of(-75, 30));
    assertThat(axis.from()).isEqualTo(-axis.to());
    assertThat(axis.to()).isBetween(75.0, 80.0);
    assertThat(axis.ticks()).containsExactly(-50.0, 0.0, 50.0);
  }
}
