package vane.report.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramTest {
  @ParameterizedTest
  @CsvSource({"0,0", "1.99,0", "2,1", "9.99,4", "10,4", "-0.001,-1", "10.001,-1", "NaN,-1"})
  void binsHoldTheirLowerEdgeAndTheLastItsUpper(double value, int bin) {
    assertThat(new Bins(0, 10, 5).index(value)).isEqualTo(bin);
  }

  @Test
  void binsMustHaveAWidth() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Bins(1, 1, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> new Bins(0, 1, 0));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void countsAddUp(long seed) {
    Random random = new Random(seed);
    double[] x = random.doubles(1000, -1.2, 1.1).toArray();
    double[] y = random.doubles(1000, 0, 180).toArray();
    Histogram one = Histogram.of(x.length, i -> x[i], new Bins(-1, 1, 7));
    long inside = IntStream.range(0, 7).mapToLong(one::count).sum();
    assertThat(inside + one.outside()).isEqualTo(1000).isEqualTo(one.total());
    assertThat(one.outside()).isPositive();
    assertThat(IntStream.range(0, 7).mapToDouble(one::share).sum())
        .isCloseTo(inside / 1000.0, within(1e-12));

    Bins columns = new Bins(-1, 1, 7);
    Bins rows = new Bins(0, 180, 5);
    Histogram2D two = Histogram2D.of(x.length, i -> x[i], i -> y[i], columns, rows);
    long sum = 0;
    long max = 0;
    for (int column = 0; column < 7; column++) {
      long inColumn = 0;
      for (int row = 0; row < 5; row++) {
        inColumn += two.count(column, row);
        max = Math.max(max, two.count(column, row));
      }
      assertThat(inColumn).isEqualTo(one.count(column));
      sum += inColumn;
    }
    assertThat(sum + two.outside()).isEqualTo(1000);
    assertThat(two.max()).isEqualTo(max);
  }

  @Test
  void nothingHasNoShare() {
    assertThat(Histogram.of(0, i -> 0, new Bins(0, 1, 2)).share(0)).isZero();
  }
}
