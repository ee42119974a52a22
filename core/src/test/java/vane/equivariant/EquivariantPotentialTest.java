package vane.equivariant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vane.InputException;
import vane.equivariant.invariant.BasisSettings;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Cell;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.structure.Structure;
import vane.structure.StructureException;

/** What holds for every potential: on one that has learnt a Lennard-Jones-like force. */
class EquivariantPotentialTest {
  private static final BasisSettings BASIS = new BasisSettings(3.0, 3, 8, 4, 4, 3);
  private static List<LabelledStructure> frames;
  private static EquivariantPotential potential;

  @BeforeAll
  static void train() {
    frames = Clusters.frames(60, 12);
    potential = fit(frames, 1);
  }

  private static EquivariantPotential fit(List<LabelledStructure> frames, int threads) {
    try (WorkerPool pool = new WorkerPool(threads)) {
      return new EquivariantTrainer(
              new EquivariantSettings(BASIS, 0, OptionalDouble.empty()),
              pool,
              ProgressListener.SILENT)
          .fit(frames);
    }
  }

  private static PotentialEvaluation evaluate(Structure structure) {
    return evaluate(potential, List.of(structure), 1).get(0);
  }

  private static List<PotentialEvaluation> evaluate(
      EquivariantPotential potential, List<Structure> structures, int threads) {
    try (WorkerPool pool = new WorkerPool(threads)) {
      return potential.evaluate(structures, pool, ProgressListener.SILENT);
    }
  }

  private static Structure moved(Structure structure, double[] matrix, double shift, int[] order) {
    List<Element> elements = new ArrayList<>();
    double[] positions = new double[3 * structure.size()];
    for (int i = 0; i < order.length; i++) {
      elements.add(structure.element(order[i]));
      for (int axis = 0; axis < 3; axis++) {
        positions[3 * i + axis] = shift;
        for (int k = 0; k < 3; k++) {
          positions[3 * i + axis] += matrix[3 * axis + k] * structure.position(order[i], k);
        }
      }
    }
    return Structure.of(elements, positions);
  }

  /** An orthogonal matrix by Gram–Schmidt, of either determinant. */
  private static double[] orthogonal(Random random) {
    double[] m = random.doubles(9, -1, 1).toArray();
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < i; j++) {
        double dot = 0;
        for (int k = 0; k < 3; k++) {
          dot += m[3 * i + k] * m[3 * j + k];
        }
        for (int k = 0; k < 3; k++) {
          m[3 * i + k] -= dot * m[3 * j + k];
        }
      }
      double norm = Math.hypot(Math.hypot(m[3 * i], m[3 * i + 1]), m[3 * i + 2]);
      for (int k = 0; k < 3; k++) {
        m[3 * i + k] /= norm;
      }
    }
    return m;
  }

  @Test
  void forcesAreLearnt() {
    Structure structure = Clusters.cluster(new Random(1000), 12, 2);
    assertThat(evaluate(structure).forces())
        .containsExactly(Clusters.forces(structure), within(0.05));
    assertThat(potential.report().heldOutFrames()).isEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void forcesTurnWithTheStructure(long seed) {
    Random random = new Random(seed);
    Structure structure = Clusters.cluster(random, 12, 2);
    double[] matrix = orthogonal(random);
    int[] order = IntStream.range(0, 12).map(i -> (5 * i + 3) % 12).toArray();
    PotentialEvaluation before = evaluate(structure);
    PotentialEvaluation after = evaluate(moved(structure, matrix, 2.5, order));
    double[] forces = before.forces();
    double[] turned = new double[36];
    double scale = 0;
    for (int i = 0; i < 12; i++) {
      for (int axis = 0; axis < 3; axis++) {
        for (int k = 0; k < 3; k++) {
          turned[3 * i + axis] += matrix[3 * axis + k] * forces[3 * order[i] + k];
        }
        scale = Math.max(scale, Math.abs(forces[3 * i + axis]));
      }
      assertThat(after.uncertainties()[i])
          .isCloseTo(before.uncertainties()[order[i]], within(1e-9));
      assertThat(after.isExtrapolating(i)).isEqualTo(before.isExtrapolating(order[i]));
    }
    assertThat(after.forces()).containsExactly(turned, within(1e-10 * scale));
    assertThat(after.energy()).isCloseTo(before.energy(), within(1e-10 * scale));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void forcesAreTheGradientOfTheEnergyAndSumToZero(long seed) {
    Structure structure = Clusters.cluster(new Random(seed), 9, 2);
    double[] forces = evaluate(structure).forces();
    double h = 1e-4;
    double[] sum = new double[3];
    for (int c = 0; c < forces.length; c++) {
      double[] ahead = structure.positions();
      ahead[c] += h;
      double[] behind = structure.positions();
      behind[c] -= h;
      double up = evaluate(Structure.of(structure.elements(), ahead)).energy();
      double down = evaluate(Structure.of(structure.elements(), behind)).energy();
      assertThat(forces[c]).isCloseTo(-(up - down) / (2 * h), within(1e-4));
      sum[c % 3] += forces[c];
    }
    assertThat(sum).containsExactly(new double[3], within(1e-10));
  }

  @Test
  void forcesAreContinuousAsANeighbourCrossesTheCutoff() {
    List<Element> elements = List.of(Element.of(1), Element.of(2), Element.of(1));
    double cutoff = BASIS.cutoffAngstrom();
    double[] inside =
        evaluate(Structure.of(elements, new double[] {0, 0, 0, 1.4, 0, 0, 0, cutoff - 1e-6, 0}))
            .forces();
    double[] outside =
        evaluate(Structure.of(elements, new double[] {0, 0, 0, 1.4, 0, 0, 0, cutoff + 1e-6, 0}))
            .forces();
    assertThat(inside).containsExactly(outside, within(1e-9));
  }

  @Test
  void forcesAreContinuousAndBoundedDownToContact() {
    List<Element> elements = List.of(Element.of(1), Element.of(2));
    double largest = 0;
    for (ElementPotential part : potential.parts().values()) {
      largest = Math.max(largest, part.largestForce());
    }
    double before = Double.NaN;
    boolean flagged = false;
    for (double r = 2.9; r > 0.01; r -= 1e-4) {
      PotentialEvaluation atoms = evaluate(Structure.of(elements, new double[] {0, 0, 0, r, 0, 0}));
      double force = atoms.forces()[3];
      assertThat(Math.abs(force)).isLessThanOrEqualTo(3 * largest);
      if (!Double.isNaN(before)) {
        assertThat(force).isCloseTo(before, within(0.02 * largest));
      }
      flagged = atoms.isExtrapolating(0);
      before = force;
    }
    assertThat(flagged).isTrue();
    assertThat(before).as("atoms on top of each other are driven apart").isPositive();
  }

  @Test
  void periodicImagesCount() {
    Element h = Element.of(1);
    Cell cell = Cell.of(new double[] {2.2, 0, 0, 0, 9, 0, 0, 0, 9}, true, true, true);
    // In a chain with a period below the cutoff every atom sees its own images.
    Structure chain = Structure.of(List.of(h), new double[] {0.3, 0.1, 0.2}, cell);
    PotentialEvaluation one = evaluate(chain);
    assertThat(one.forces()).containsExactly(new double[3], within(1e-12));
    assertThat(one.isAlone(0)).isFalse();
    Cell twice = Cell.of(new double[] {4.4, 0, 0, 0, 9, 0, 0, 0, 9}, true, true, true);
    Structure two = Structure.of(List.of(h, h), new double[] {0.3, 0.1, 0.2, 2.5, 0.1, 0.2}, twice);
    assertThat(evaluate(two).energy()).isCloseTo(2 * one.energy(), within(1e-10));
  }

  @Test
  void anAtomAloneHasNoForce() {
    PotentialEvaluation alone = evaluate(Structure.of(List.of(Element.of(1)), new double[3]));
    assertThat(alone.isAlone(0)).isTrue();
    assertThat(alone.forces()).containsExactly(0, 0, 0);
    assertThat(alone.uncertainties()[0]).isFinite().isPositive();
  }

  @Test
  void threadsAndCompanyDoNotMatter() {
    EquivariantPotential other = fit(frames, 2);
    assertThat(other.parts().get(Element.of(1)).weights())
        .containsExactly(potential.parts().get(Element.of(1)).weights());
    List<Structure> many = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      many.add(Clusters.cluster(new Random(i), 5 + i % 20, 2));
    }
    List<PotentialEvaluation> together = evaluate(potential, many, 2);
    for (int i = 0; i < many.size(); i++) {
      PotentialEvaluation alone = evaluate(many.get(i));
      assertThat(together.get(i).forces()).containsExactly(alone.forces());
      assertThat(together.get(i).uncertainties()).containsExactly(alone.uncertainties());
    }
  }

  @Test
  void oneFrameIsEnoughAndNoneIsRefused() {
    EquivariantPotential tiny = fit(frames.subList(0, 1), 1);
    assertThat(tiny.report().heldOutFrames()).isZero();
    assertThat(tiny.report().heldOutRmseEvPerAngstrom()).isEmpty();
    assertThatThrownBy(() -> fit(List.of(), 1)).isInstanceOf(InputException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 50})
  void whatIsAlwaysTheSameGivesNumbersNevertheless(int copies) {
    EquivariantPotential still =
        fit(IntStream.range(0, copies).mapToObj(f -> frames.get(0)).toList(), 1);
    for (ElementPotential part : still.parts().values()) {
      assertThat(DoubleStream.of(part.whiteningFactor())).allMatch(Double::isFinite);
    }
    for (int f = 0; f < 2; f++) {
      Structure structure = frames.get(f).structure();
      PotentialEvaluation atoms = evaluate(still, List.of(structure), 1).get(0);
      assertThat(DoubleStream.of(atoms.uncertainties())).allMatch(each -> each > 0 && each < 1e6);
      for (int i = 0; i < structure.size() && f == 1; i++) {
        assertThat(atoms.isExtrapolating(i)).isTrue();
      }
    }
  }

  @Test
  void anElementOfWhichNothingIsLearntIsRefused() {
    Structure water =
        Structure.of(
            List.of(Element.of(8), Element.of(1), Element.of(1)),
            new double[] {0, 0, 0, 0.96, 0, 0, -0.24, 0.93, 0});
    EquivariantSettings few = new EquivariantSettings(BASIS, 1, OptionalDouble.of(1e-8));
    try (WorkerPool pool = new WorkerPool(1)) {
      EquivariantTrainer trainer = new EquivariantTrainer(few, pool, ProgressListener.SILENT);
      assertThatThrownBy(() -> trainer.fit(List.of(new LabelledStructure(water, new double[9], 0))))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("learn H from within 1 training environment");
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.NEGATIVE_INFINITY, 1e200})
  void aForceThatIsNoneIsRefusedWithItsFrame(double force) {
    List<LabelledStructure> some = new ArrayList<>(frames.subList(0, 3));
    Structure structure = some.get(2).structure();
    double[] forces = Clusters.forces(structure);
    forces[7] = force;
    some.set(2, new LabelledStructure(structure, forces, 0));
    assertThatThrownBy(() -> fit(some, 1))
        .isInstanceOfSatisfying(
            StructureException.class, error -> assertThat(error.structure()).isEqualTo(2))
        .hasMessageContaining("on atom 2");
  }

  @Test
  void atomsAtTheSamePlaceAreNamedWithTheirStructure() {
    List<Element> pair = List.of(Element.of(1), Element.of(1));
    Structure bad = Structure.of(pair, new double[] {1, 2, 3, 1, 2, 3});
    List<Structure> structures = new ArrayList<>();
    frames.subList(0, 20).forEach(frame -> structures.add(frame.structure()));
    structures.set(17, bad);
    List<LabelledStructure> training = new ArrayList<>(frames.subList(0, 20));
    training.set(17, new LabelledStructure(bad, new double[6], 0));
    for (ThrowingCallable work :
        List.<ThrowingCallable>of(
            () -> evaluate(potential, structures, 2), () -> fit(training, 2))) {
      assertThatThrownBy(work)
          .isInstanceOfSatisfying(
              StructureException.class, error -> assertThat(error.structure()).isEqualTo(17))
          .hasMessageContaining("atom 0 and atom 1");
    }
  }

  @Test
  void elementsThatNeverMeetMayMeetWithinAShortCutoff() {
    BasisSettings shortBasis = new BasisSettings(1.0, 2, 4, 2, -1, -1);
    List<Element> species = List.of(Element.of(1), Element.of(6));
    Structure near = Structure.of(species, new double[] {0, 0, 0, 0, 0, 0.8});
    EquivariantPotential learnt;
    try (WorkerPool pool = new WorkerPool(1)) {
      learnt =
          new EquivariantTrainer(
                  new EquivariantSettings(shortBasis, 0, OptionalDouble.of(1e-6)),
                  pool,
                  ProgressListener.SILENT)
              .fit(List.of(new LabelledStructure(near, new double[] {0, 0, -1, 0, 0, 1}, 0)));
    }
    Structure other =
        Structure.of(
            List.of(Element.of(1), Element.of(1), Element.of(6)),
            new double[] {0, 0, 0, 0, 0, 0.9, 0, 0.5, 0});
    PotentialEvaluation atoms = evaluate(learnt, List.of(other), 1).get(0);
    assertThat(DoubleStream.of(atoms.forces())).allMatch(Double::isFinite);
    assertThat(atoms.isExtrapolating(0)).isTrue();
  }

  @Test
  void numbersThatDoNotBelongTogetherAreRefused() {
    assertThatThrownBy(
            () ->
                EquivariantPotential.of(
                    new BasisSettings(3.0, 3, 8, 4, 4, -1),
                    new TreeMap<>(potential.parts()),
                    potential.shortestDistances(),
                    potential.innerDistances(),
                    potential.report()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weights");
  }
}
