package vane.equivariant.range;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorGrowthTest {
  @ParameterizedTest
  @CsvSource({"1.3, 0", "0.4, 1.5", "2, 4"})
  void aKnownPowerBeyondTheBendIsFound(double bend, double power) {
    Random random = new Random(3);
    int n = 20000;
    double[] distances = new double[n];
    double[] squares = new double[n];
    for (int i = 0; i < n; i++) {
      distances[i] = bend * Math.exp(random.nextDouble());
      double normal = random.nextGaussian();
      squares[i] = 0.01 * Math.pow(distances[i] / bend, 2 * power) * normal * normal;
    }
    ErrorGrowth found = ErrorGrowth.fit(bend, distances, squares);
    assertThat(found.bend()).isEqualTo(bend);
    assertThat(found.power()).isCloseTo(power, within(0.11));
    assertThat(ErrorGrowth.fit(bend, 0.1, distances, squares).power())
        .isCloseTo(power, within(0.06));
  }

  @Test
  void aSmallerErrorAtTheBendHasToGrowFaster() {
    double[] distances = {2, 3, 4, 5};
    double[] squares = {4, 9, 16, 25};
    assertThat(ErrorGrowth.fit(1, 1, distances, squares).power()).isCloseTo(1, within(0.01));
    assertThat(ErrorGrowth.fit(1, 0.5, distances, squares).power()).isBetween(1.3, 2.0);
    assertThat(ErrorGrowth.fit(1, 1000, distances, squares).power()).isZero();
  }

  @Test
  void theUnitOfTheSquaresDoesNotMatter() {
    double[] distances = {1.1, 1.5, 2, 2.5, 3};
    double[] squares = {1.2, 2, 4, 7, 8};
    double[] larger = {1.2e6, 2e6, 4e6, 7e6, 8e6};
    assertThat(ErrorGrowth.fit(1, distances, larger))
        .isEqualTo(ErrorGrowth.fit(1, distances, squares));
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "-1, 1", "NaN, 1", "1, -1", "1, Infinity"})
  void numbersThatCannotBeAreRefused(double bend, double power) {
    assertThatIllegalArgumentException().isThrownBy(() -> new ErrorGrowth(bend, power));
  }
}
