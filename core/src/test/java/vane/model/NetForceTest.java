package vane.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetForceTest {
  @Test
  void theMeanForceIsTakenOffEveryAtom() {
    ForcePrediction before =
        MadeUpPredictions.forces(
            new double[] {3, 0, 0, 1, 4, 0, -1, 2, 0},
            new double[] {0.1, 0.2, 0.3},
            AtomStatus.OK,
            AtomStatus.EXTRAPOLATING,
            AtomStatus.OK);
    ForcePrediction after = before.withoutNetForce();

    assertThat(after.forces().orElseThrow()).containsExactly(2, -2, 0, 0, 2, 0, -2, 0, 0);
    double half = Math.sqrt(0.5);
    assertThat(after.directions())
        .containsExactly(new double[] {half, -half, 0, 0, 1, 0, -1, 0, 0}, within(1e-15));
    assertThat(after.uncertainties().orElseThrow()).containsExactly(0.1, 0.2, 0.3);
    assertThat(after.status(1)).isEqualTo(AtomStatus.EXTRAPOLATING);
    assertThat(before.forces().orElseThrow()).containsExactly(3, 0, 0, 1, 4, 0, -1, 2, 0);
  }

  @Test
  void energyAndStressStay() {
    ForcePrediction after =
        MadeUpPredictions.withEnergy(
                MadeUpPredictions.forces(new double[] {3, 0, 0}, new double[1], AtomStatus.OK),
                -2.5,
                1,
                2,
                3,
                4,
                5,
                6)
            .withoutNetForce();
    assertThat(after.energy()).hasValue(-2.5);
    assertThat(after.stress().orElseThrow()).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void atomsOfUnknownElementsHaveNoPartInIt() {
    ForcePrediction after =
        MadeUpPredictions.forces(
                new double[] {1, 0, 0, 0, 0, 0, 3, 0, 0},
                new double[] {1, 0, 1},
                AtomStatus.OK,
                AtomStatus.UNKNOWN_ELEMENT,
                AtomStatus.OK)
            .withoutNetForce();
    assertThat(after.forces().orElseThrow()).containsExactly(-1, 0, 0, 0, 0, 0, 1, 0, 0);
    assertThat(after.directions()).containsExactly(-1, 0, 0, 0, 0, 0, 1, 0, 0);
  }

  @Test
  void whatIsLeftOfRoundingHasNoDirection() {
    double[] alike = new double[21];
    Arrays.fill(alike, 0.1);
    ForcePrediction after =
        MadeUpPredictions.forces(alike, new double[7], statuses(7)).withoutNetForce();
    assertThat(after.forces().orElseThrow()).containsOnly(0);
    assertThat(after.directions()).containsOnly(0);
  }

  @Test
  void noAtomsAreNoTrouble() {
    assertThat(
            MadeUpPredictions.forces(new double[0], new double[0]).withoutNetForce().forces().get())
        .isEmpty();
    double[] none =
        MadeUpPredictions.forces(new double[3], new double[1], AtomStatus.UNKNOWN_ELEMENT)
            .withoutNetForce()
            .forces()
            .get();
    assertThat(none).containsExactly(0, 0, 0);
  }

  @Test
  void directionsAloneHaveNoNetForce() {
    ForcePrediction directions = MadeUpPredictions.directions(new double[3], AtomStatus.OK);
    assertThatIllegalStateException().isThrownBy(directions::withoutNetForce);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void forcesSumToZeroAndDirectionsFollow(long seed) {
    Random random = new Random(seed);
    int atoms = 1 + random.nextInt(60);
    double[] forces = random.doubles(3L * atoms, -5, 5).toArray();
    ForcePrediction after =
        MadeUpPredictions.forces(forces, new double[atoms], statuses(atoms)).withoutNetForce();
    double[] changed = after.forces().orElseThrow();
    double[] directions = after.directions();
    double[] sum = new double[3];
    for (int i = 0; i < changed.length; i++) {
      sum[i % 3] += changed[i];
    }
    assertThat(sum).as("seed %d", seed).containsExactly(new double[3], within(1e-12));
    for (int a = 0; a < atoms && atoms > 1; a++) {
      double dot = 0;
      double squared = 0;
      for (int i = 3 * a; i < 3 * a + 3; i++) {
        dot += changed[i] * directions[i];
        squared += changed[i] * changed[i];
      }
      assertThat(dot).as("seed %d", seed).isCloseTo(Math.sqrt(squared), within(1e-12));
    }
  }

  private static AtomStatus[] statuses(int atoms) {
    AtomStatus[] statuses = new AtomStatus[atoms];
    Arrays.fill(statuses, AtomStatus.OK);
    return statuses;
  }
}
