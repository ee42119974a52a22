package vane.equivariant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vane.equivariant.invariant.BasisSettings;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Cell;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.structure.StressComponents;
import vane.structure.Structure;

/** Energies and stresses of a potential that the functions can be equal to. */
class EnergyTrainingTest {
  private static final BasisSettings BASIS = new BasisSettings(3.0, 3, 3, 2, -1, -1);
  private static final double[] REFERENCES = {-1313.5, -1307.25};
  private static List<Structure> structures;
  private static EquivariantPotential truth;

  /** Molecules of 9 to 12 atoms, and every third a crystal. */
  @BeforeAll
  static void makeTruth() {
    structures = new ArrayList<>();
    List<LabelledStructure> frames = new ArrayList<>();
    for (int f = 0; f < 90; f++) {
      Structure molecule = Clusters.cluster(new Random(f), 9 + f % 4, 2);
      double[] vectors = {5.2, 0.2, -0.1, 0.3, 5.3, 0.1, -0.2, 0.1, 4};
      Structure structure =
          f % 3 == 0
              ? Structure.of(
                  molecule.elements(), molecule.positions(), Cell.of(vectors, true, true, true))
              : molecule;
      structures.add(structure);
      frames.add(new LabelledStructure(structure, Clusters.forces(structure), f / 30));
    }
    EquivariantPotential learnt = fit(frames, 1);
    SortedMap<Element, ElementPotential> parts = new TreeMap<>();
    int[] a = {0};
    learnt
        .parts()
        .forEach(
            (element, part) ->
                parts.put(
                    element,
                    new ElementPotential(
                        part.environments(),
                        part.weights(),
                        part.metric(),
                        part.largestTrainingDistance(),
                        part.largestForce(),
                        part.errorModel(),
                        REFERENCES[a[0]++])));
    truth =
        EquivariantPotential.of(
            learnt.settings(),
            parts,
            learnt.shortestDistances(),
            learnt.innerDistances(),
            learnt.report());
  }

  private static EquivariantPotential fit(List<LabelledStructure> frames, int threads) {
    EquivariantSettings settings = new EquivariantSettings(BASIS, 0, OptionalDouble.empty());
    try (WorkerPool pool = new WorkerPool(threads)) {
      return new EquivariantTrainer(settings, pool, ProgressListener.SILENT).fit(frames);
    }
  }

  private static List<PotentialEvaluation> evaluate(
      EquivariantPotential potential, List<Structure> structures) {
    try (WorkerPool pool = new WorkerPool(1)) {
      return potential.evaluateConservative(structures, pool, ProgressListener.SILENT);
    }
  }

  private static Optional<double[]> stress(Structure structure, PotentialEvaluation found) {
    return structure.cell().map(cell -> StressComponents.ofVirial(found.virial(), cell));
  }

  /** What the true potential says, of some frames without energies and of others without stress. */
  private static List<LabelledStructure> labelled(int energyOfEvery, int stressOfEvery) {
    List<PotentialEvaluation> known = evaluate(truth, structures);
    List<LabelledStructure> frames = new ArrayList<>();
    for (int f = 0; f < structures.size(); f++) {
      Structure structure = structures.get(f);
      PotentialEvaluation label = known.get(f);
      frames.add(
          new LabelledStructure(
              structure,
              label.forces(),
              f / 30,
              energyOfEvery > 0 && f % energyOfEvery == 0
                  ? OptionalDouble.of(label.energy())
                  : OptionalDouble.empty(),
              stressOfEvery > 0 && f % stressOfEvery == 0
                  ? stress(structure, label)
                  : Optional.empty()));
    }
    return frames;
  }

  @Test
  void energiesForcesAndStressesComeOut() {
    EquivariantPotential learnt = fit(labelled(2, 1), 1);
    assertThat(learnt.report().energies().orElseThrow().frames()).isEqualTo(45);
    assertThat(learnt.report().stresses().orElseThrow().frames()).isEqualTo(30);
    assertThat(learnt.report().energies().orElseThrow().weight()).isPositive();
    List<PotentialEvaluation> known = evaluate(truth, structures);
    List<PotentialEvaluation> found = evaluate(learnt, structures);
    for (int f = 0; f < structures.size(); f++) {
      assertThat(found.get(f).energy()).isCloseTo(known.get(f).energy(), within(1e-3));
      assertThat(found.get(f).forces()).containsExactly(known.get(f).forces(), within(1e-3));
      if (structures.get(f).cell().isPresent()) {
        assertThat(stress(structures.get(f), found.get(f)).orElseThrow())
            .containsExactly(stress(structures.get(f), known.get(f)).orElseThrow(), within(1e-4));
      }
    }
  }

  @Test
  void withoutEnergiesAllIsAsBefore() {
    List<LabelledStructure> frames = labelled(0, 0);
    EquivariantPotential learnt = fit(frames, 1);
    assertThat(learnt.report().energies()).isEmpty();
    assertThat(learnt.report().stresses()).isEmpty();
    assertThat(learnt.parts().values()).allMatch(part -> part.referenceEnergy() == 0);
  }

  @Test
  void threadsDoNotMatter() {
    List<LabelledStructure> frames = labelled(3, 3);
    List<PotentialEvaluation> one = evaluate(fit(frames, 1), structures);
    List<PotentialEvaluation> two = evaluate(fit(frames, 2), structures);
    for (int f = 0; f < structures.size(); f++) {
      assertThat(two.get(f).energy()).isEqualTo(one.get(f).energy());
      assertThat(two.get(f).forces()).containsExactly(one.get(f).forces());
    }
  }

  /** Energies that nothing of the structure explains must not spoil the forces. */
  @Test
  void wrongEnergiesHardlyHarmForces() {
    Random random = new Random(8);
    List<LabelledStructure> frames =
        labelled(1, 0).stream()
            .map(
                frame ->
                    new LabelledStructure(
                        frame.structure(),
                        frame.forces(),
                        frame.trajectory(),
                        OptionalDouble.of(100 * random.nextGaussian()),
                        Optional.empty()))
            .toList();
    EquivariantPotential learnt = fit(frames, 1);
    List<PotentialEvaluation> known = evaluate(truth, structures);
    List<PotentialEvaluation> found = evaluate(learnt, structures);
    for (int f = 0; f < structures.size(); f++) {
      assertThat(found.get(f).forces()).containsExactly(known.get(f).forces(), within(2e-2));
    }
  }

  @Test
  void ofTooFewFramesTheEnergyOfEachComesOut() {
    List<LabelledStructure> frames = labelled(1, 1).subList(0, 2);
    EquivariantPotential learnt = fit(frames, 1);
    assertThat(learnt.report().heldOutFrames()).isZero();
    assertThat(learnt.report().energies().orElseThrow().weight()).isEqualTo(100);
    assertThat(learnt.report().energies().orElseThrow().heldOutRmse()).isEmpty();
    double[] energies =
        evaluate(learnt, structures.subList(0, 2)).stream()
            .mapToDouble(PotentialEvaluation::energy)
            .toArray();
    double[] known = frames.stream().mapToDouble(frame -> frame.energy().getAsDouble()).toArray();
    assertThat(Arrays.stream(energies).boxed().toList()).hasSize(2);
    assertThat(energies).containsExactly(known, within(0.05));
  }
}
