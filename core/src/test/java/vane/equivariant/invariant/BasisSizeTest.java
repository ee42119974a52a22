package vane.equivariant.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BasisSizeTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1, 10, 8, 6, 5, -1",
    "2, 1, 10, 6, 6, 5, 4",
    "3, 0.45, 6, 14, 7.3, 6.3, -1",
    "2, 0.45, 6, 14, 5.5, 4.7, 3.9",
    "1, 0.25, 10, 14, 6, 5, 4",
    "4, 0.45, 0, 3, 2, 2, 2",
    "2, 1, 4, 5, -1, -1, -1",
    "2, 2, 4, 5, -1, 4, -1",
    "1, 0.5, 6, 0, 0, 0, 0"
  })
  void countsWhatTheBasisHas(
      int species, double weight, int largestL, double one, double two, double three, double four) {
    BasisSettings settings = new BasisSettings(4, 4, weight, largestL, one, two, three, four);
    assertThat(settings.functions(species, Integer.MAX_VALUE))
        .isEqualTo(new TensorBasis(settings, species).size());
  }

  @Test
  void stopsCountingBeforeItTakesLong() {
    BasisSettings huge = new BasisSettings(4, 4, 0.25, 10, 30, 30, 30, 30);
    assertThat(huge.functions(10, 1_000_000)).isBetween(1_000_001L, 2_000_000L);
  }
}
