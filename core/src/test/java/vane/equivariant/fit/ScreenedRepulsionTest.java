package vane.equivariant.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The repulsion of atoms that are not bonded. */
class ScreenedRepulsionTest {
  // Energies by a plain program of the published formula.
  @ParameterizedTest
  @CsvSource({
    "1, 1, 2.0, 0.102142067",
    "1, 6, 2.0, 0.302669863",
    "6, 6, 3.0, 0.118646644",
    "8, 1, 1.5, 1.154469811",
    "79, 79, 3.0, 0.735481400"
  })
  void energiesAreThoseOfTheFormula(int z1, int z2, double distance, double energy) {
    assertThat(ScreenedRepulsion.energy(z1, z2, distance)).isCloseTo(energy, within(1e-6));
    assertThat(ScreenedRepulsion.energy(z2, z1, distance)).isCloseTo(energy, within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1.2", "1, 6, 2.5", "6, 8, 0.3", "29, 79, 3.1"})
  void forcesAreSlopesAndDistancesTheInverse(int z1, int z2, double distance) {
    double h = 1e-5;
    double slope =
        (ScreenedRepulsion.energy(z1, z2, distance + h)
                - ScreenedRepulsion.energy(z1, z2, distance - h))
            / (2 * h);
    double force = ScreenedRepulsion.force(z1, z2, distance);
    assertThat(force).isPositive().isCloseTo(-slope, within(1e-7 * force));
    double energy = ScreenedRepulsion.energy(z1, z2, distance);
    assertThat(ScreenedRepulsion.distance(z1, z2, energy)).isCloseTo(distance, within(1e-9));
  }
}
