package vane.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ErrorCalibrationTest {
  @Test
  void normalErrorsGetTheirStandardDeviation() {
    java.util.random.RandomGenerator random = new SplittableRandom(1);
    double[] errors =
        IntStream.range(0, 100_000).mapToDouble(i -> Math.abs(3 * random.nextGaussian())).toArray();
    double scale = ErrorCalibration.scale(errors);
    assertThat(scale).isCloseTo(3, within(0.05));
    assertThat(share(errors, scale)).isGreaterThanOrEqualTo(0.68);
    assertThat(share(errors, 2 * scale)).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void longTailsMakeTheScaleLarger() {
    double[] errors = new double[100];
    Arrays.fill(errors, 0, 90, 1);
    Arrays.fill(errors, 90, 100, 10);
    assertThat(ErrorCalibration.scale(errors)).isEqualTo(5);
    assertThat(errors[0]).as("not modified").isEqualTo(1);
  }

  @Test
  void oneErrorIsEnough() {
    assertThat(ErrorCalibration.scale(new double[] {0.5})).isEqualTo(0.5);
  }

  private static double share(double[] errors, double limit) {
    return (double) Arrays.stream(errors).filter(error -> error <= limit).count() / errors.length;
  }
}
