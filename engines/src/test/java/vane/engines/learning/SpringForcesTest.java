package vane.engines.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import vane.engines.dynamics.Inertia;
import vane.equivariant.EquivariantPreset;
import vane.model.EquivariantForceSettings;
import vane.structure.Cell;
import vane.structure.Element;
import vane.structure.Structure;

class SpringForcesTest {
  private static final double STEP = 1e-5;

  private static Structure moved(Structure structure, int coordinate, double by) {
    double[] positions = structure.positions();
    positions[coordinate] += by;
    return structure.cell().isPresent()
        ? Structure.of(structure.elements(), positions, structure.cell().get())
        : Structure.of(structure.elements(), positions);
  }

  private static void requireGradient(Structure atRest) {
    SpringForces springs = new SpringForces(atRest);
    assertThat(springs.evaluate(atRest).energy().orElseThrow()).isZero();
    Structure bent = moved(moved(atRest, 0, 0.13), 5, -0.21);
    double[] forces = springs.evaluate(bent).forces();
    for (int i = 0; i < forces.length; i++) {
      double slope =
          (springs.evaluate(moved(bent, i, STEP)).energy().orElseThrow()
                  - springs.evaluate(moved(bent, i, -STEP)).energy().orElseThrow())
              / (2 * STEP);
      assertThat(forces[i]).as("component %d", i).isCloseTo(-slope, within(1e-6));
    }
  }

  @Test
  void forcesAreTheGradientOfMoleculesAndCrystals() {
    requireGradient(Morse.ammonia());
    Element sodium = Element.of(11);
    requireGradient(
        Structure.of(
            List.of(sodium, sodium),
            new double[] {0, 0, 0, 2.1, 2.1, 2.1},
            Cell.of(new double[] {4.2, 0, 0, 0, 4.2, 0, 0, 0, 4.2}, true, true, true)));
  }

  @Test
  void seedsAreTheStartAndOthersLikeIt() {
    Structure start = Morse.ammonia();
    List<Structure> seeds =
        Seeds.of(
            start,
            Inertia.standard(start, new TreeSet<>()),
            new SpringForces(start),
            new LearningSettings(
                10,
                List.of(300.0),
                1.5,
                1,
                0.5,
                10,
                6,
                OptionalDouble.empty(),
                1,
                EquivariantForceSettings.of(EquivariantPreset.FAST),
                3),
            6);
    assertThat(seeds).hasSize(6);
    assertThat(seeds.get(0).positions()).isEqualTo(start.positions());
    KnownDistances distances = KnownDistances.of(List.of(start), 3.5);
    assertThat(distances.lack(start)).isZero();
    for (Structure seed : seeds) {
      // A bond of 1.01 Å, and H–H at 1.62 Å.
      assertThat(distances.lack(seed)).isLessThan(0.6);
    }
  }
}
