package vane.equivariant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import vane.equivariant.invariant.BasisSettings;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Cell;
import vane.structure.Structure;

/** Energy, forces and virial belong together where no force is bounded; what bounding does. */
class ConservativeForcesTest {
  private static EquivariantPotential potential;

  @BeforeAll
  static void train() {
    BasisSettings basis = new BasisSettings(3.0, 3, 8, 4, 4, -1);
    try (WorkerPool pool = new WorkerPool(2)) {
      potential =
          new EquivariantTrainer(
                  new EquivariantSettings(basis, 0, OptionalDouble.of(1e-8)),
                  pool,
                  ProgressListener.SILENT)
              .fit(Clusters.frames(30, 12));
    }
  }

  /** As in training, in a triclinic cell, and both so dense that the repulsion is at work. */
  static List<Structure> structures() {
    Structure molecule = Clusters.cluster(new Random(77), 9, 2);
    Structure crystal = Clusters.crystal(new Random(78));
    return List.of(molecule, crystal, strained(molecule, dense()), strained(crystal, dense()));
  }

  private static double[] dense() {
    return new double[] {0.52, 0.02, 0, -0.03, 0.5, 0.01, 0, 0.04, 0.55};
  }

  /** Each position and cell vector r becomes m r. */
  private static Structure strained(Structure structure, double[] m) {
    double[] positions = times(m, structure.positions());
    return structure
        .cell()
        .map(
            cell ->
                Structure.of(
                    structure.elements(),
                    positions,
                    Cell.of(times(m, cell.vectors()), true, true, true)))
        .orElseGet(() -> Structure.of(structure.elements(), positions));
  }

  private static double[] times(double[] m, double[] vectors) {
    double[] result = new double[vectors.length];
    for (int i = 0; i < vectors.length; i++) {
      for (int k = 0; k < 3; k++) {
        result[i] += m[i % 3 * 3 + k] * vectors[i / 3 * 3 + k];
      }
    }
    return result;
  }

  private static Structure moved(Structure structure, int component, double by) {
    double[] positions = structure.positions();
    positions[component] += by;
    return structure
        .cell()
        .map(cell -> Structure.of(structure.elements(), positions, cell))
        .orElseGet(() -> Structure.of(structure.elements(), positions));
  }

  private static PotentialEvaluation conservative(Structure structure) {
    return conservative(List.of(structure), 1).get(0);
  }

  private static List<PotentialEvaluation> conservative(List<Structure> structures, int threads) {
    try (WorkerPool pool = new WorkerPool(threads)) {
      return potential.evaluateConservative(structures, pool, ProgressListener.SILENT);
    }
  }

  private static PotentialEvaluation bounded(Structure structure) {
    try (WorkerPool pool = new WorkerPool(1)) {
      return potential.evaluate(List.of(structure), pool, ProgressListener.SILENT).get(0);
    }
  }

  private static double[] net(double[] forces) {
    double[] net = new double[3];
    for (int c = 0; c < forces.length; c++) {
      net[c % 3] += forces[c];
    }
    return net;
  }

  private static double largest(double[] numbers) {
    return DoubleStream.of(numbers).map(Math::abs).max().orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("structures")
  void forcesAreTheGradientOfTheEnergyEverywhere(Structure structure) {
    double[] forces = conservative(structure).forces();
    double scale = largest(forces);
    double h = 1e-5;
    for (int c = 0; c < forces.length; c++) {
      double up = conservative(moved(structure, c, h)).energy();
      double down = conservative(moved(structure, c, -h)).energy();
      assertThat(forces[c]).isCloseTo(-(up - down) / (2 * h), within(1e-6 * (1 + scale)));
    }
    assertThat(net(forces)).containsExactly(new double[3], within(1e-11 * scale));
  }

  @ParameterizedTest
  @MethodSource("structures")
  void theVirialIsTheGradientByStrain(Structure structure) {
    double[] virial = conservative(structure).virial();
    double scale = 1 + largest(virial);
    double h = 1e-5;
    for (int ab = 0; ab < 9; ab++) {
      double[] ahead = {1, 0, 0, 0, 1, 0, 0, 0, 1};
      ahead[ab] += h;
      double[] behind = {1, 0, 0, 0, 1, 0, 0, 0, 1};
      behind[ab] -= h;
      double up = conservative(strained(structure, ahead)).energy();
      double down = conservative(strained(structure, behind)).energy();
      assertThat(virial[ab]).isCloseTo(-(up - down) / (2 * h), within(1e-6 * scale));
      assertThat(virial[ab]).isEqualTo(virial[ab % 3 * 3 + ab / 3]);
    }
  }

  /** Without a cell the virial is Σ r_a F_b, wherever the molecule is. */
  @Test
  void theVirialOfAMoleculeFollowsFromItsForces() {
    Structure molecule = structures().get(2);
    PotentialEvaluation found = conservative(molecule);
    double[] forces = found.forces();
    double[] expected = new double[9];
    for (int i = 0; i < molecule.size(); i++) {
      for (int ab = 0; ab < 9; ab++) {
        expected[ab] += molecule.position(i, ab / 3) * forces[3 * i + ab % 3];
      }
    }
    double scale = largest(expected);
    assertThat(found.virial()).containsExactly(expected, within(1e-12 * scale));
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, false", "2, true", "3, true"})
  void boundingChangesForcesAndTheirLargestUncertainty(int which, boolean isBounded) {
    Structure structure = structures().get(which);
    PotentialEvaluation free = conservative(structure);
    PotentialEvaluation bounded = bounded(structure);
    assertThat(bounded.energy()).isEqualTo(free.energy());
    double[] before = free.forces();
    double[] after = bounded.forces();
    boolean any = false;
    for (int i = 0; i < structure.size(); i++) {
      double force = potential.parts().get(structure.element(i)).largestForce();
      double error = potential.parts().get(structure.element(i)).errorModel().scaleEvPerAngstrom();
      // A component of the force, and one of a typical force that has nothing to do with it.
      double most = Math.hypot(norm(after, i) / Math.sqrt(3), force / 5);
      assertThat(bounded.uncertainties()[i])
          .isCloseTo(
              Math.min(Math.max(error, most), free.uncertainties()[i]), withinPercentage(1e-9));
      assertThat(bounded.isExtrapolating(i)).isEqualTo(free.isExtrapolating(i));
      assertThat(bounded.isAlone(i)).isEqualTo(free.isAlone(i));
      double limit = 1.5 * potential.parts().get(structure.element(i)).largestForce();
      if (norm(before, i) <= limit) {
        assertThat(norm(after, i)).isEqualTo(norm(before, i));
      } else {
        any = true;
        assertThat(norm(after, i)).isLessThan(norm(before, i)).isBetween(limit, 2 * limit);
        assertThat(bounded.isExtrapolating(i)).isTrue();
      }
    }
    assertThat(any).isEqualTo(isBounded);
    if (any) {
      assertThat(largest(net(after))).isGreaterThan(1e-3 * largest(after));
    } else {
      assertThat(after).containsExactly(before);
    }
  }

  private static double norm(double[] forces, int atom) {
    return Math.hypot(Math.hypot(forces[3 * atom], forces[3 * atom + 1]), forces[3 * atom + 2]);
  }

  @Test
  void threadsAndCompanyDoNotMatter() {
    List<Structure> many = new ArrayList<>(structures());
    for (int i = 0; i < 40; i++) {
      many.add(Clusters.cluster(new Random(i), 5 + i % 20, 2));
    }
    List<PotentialEvaluation> together = conservative(many, 2);
    for (int i = 0; i < many.size(); i++) {
      PotentialEvaluation alone = conservative(many.get(i));
      assertThat(together.get(i).energy()).isEqualTo(alone.energy());
      assertThat(together.get(i).forces()).containsExactly(alone.forces());
      assertThat(together.get(i).virial()).containsExactly(alone.virial());
    }
  }

  /** The molecule between the crystals must not get the virial that they get. */
  @Test
  void crystalsHaveTheSameVirialWhereForcesAreBounded() {
    Structure crystal = structures().get(1);
    Structure dense = structures().get(3);
    List<PotentialEvaluation> found;
    try (WorkerPool pool = new WorkerPool(1)) {
      found =
          potential.evaluate(
              List.of(crystal, structures().get(0), dense), pool, ProgressListener.SILENT);
    }
    assertThat(found.get(0).virial()).containsExactly(conservative(crystal).virial());
    assertThat(found.get(1).hasVirial()).isFalse();
    assertThat(found.get(2).virial()).containsExactly(conservative(dense).virial());
    Structure slab =
        Structure.of(
            crystal.elements(),
            crystal.positions(),
            Cell.of(crystal.cell().orElseThrow().vectors(), true, true, false));
    assertThat(bounded(slab).hasVirial()).isFalse();
  }

  @Test
  void aVirialThatIsNotThereIsRefused() {
    Structure structure = structures().get(0);
    assertThat(conservative(structure).hasVirial()).isTrue();
    assertThat(bounded(structure).hasVirial()).isFalse();
    assertThatIllegalStateException()
        .isThrownBy(() -> bounded(structure).virial())
        .withMessageContaining("evaluateConservative");
  }

  @Test
  void forcesAloneAreTheSameToTheLastBit() {
    List<PotentialEvaluation> alone;
    try (WorkerPool pool = new WorkerPool(2)) {
      alone = potential.evaluateForces(structures(), pool, ProgressListener.SILENT);
    }
    for (int s = 0; s < alone.size(); s++) {
      PotentialEvaluation whole = conservative(structures().get(s));
      assertThat(alone.get(s).energy()).isEqualTo(whole.energy());
      assertThat(alone.get(s).forces()).containsExactly(whole.forces());
      assertThat(alone.get(s).hasVirial()).isFalse();
    }
    PotentialEvaluation one = alone.get(0);
    assertThatIllegalStateException().isThrownBy(one::uncertainties);
    assertThatIllegalStateException().isThrownBy(() -> one.isExtrapolating(0));
    assertThatIllegalStateException()
        .isThrownBy(() -> one.isAlone(0))
        .withMessageContaining("energy and forces alone");
  }
}
