package vane.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ReferenceEnergiesTest {
  @Test
  void energiesOfElementsAreFoundFromThoseOfStructures() {
    int[][] counts = {{1, 2}, {3, 1}, {2, 2}, {5, 0}};
    double[] energies = {-1000 - 40, -3000 - 20, Double.NaN, -5000};
    double[] found = ReferenceEnergies.fit(counts, energies);
    assertThat(found[0]).isCloseTo(-1000, within(1e-8));
    assertThat(found[1]).isCloseTo(-20, within(1e-8));
  }

  @Test
  void oneCompositionIsEnoughForItsOwnEnergy() {
    int[][] counts = {{12, 3, 0}, {12, 3, 0}};
    double[] found = ReferenceEnergies.fit(counts, new double[] {-17000, -17001});
    assertThat(ReferenceEnergies.sum(counts[0], found)).isCloseTo(-17000.5, within(1e-6));
    assertThat(found[2]).isZero();
  }

  @Test
  void withoutEnergiesTheyAreZero() {
    double[] found = ReferenceEnergies.fit(new int[][] {{4, 1}}, new double[] {Double.NaN});
    assertThat(found).containsExactly(0, 0);
  }
}
