package vane.equivariant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vane.equivariant.invariant.BasisSettings;
import vane.equivariant.range.ErrorModel;
import vane.model.EquivariantForceModel;
import vane.model.TrainingData;
import vane.model.file.ModelFile;
import vane.network.CommitteeSettings;
import vane.network.NetworkSettings;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Cell;
import vane.structure.LabelledStructure;
import vane.structure.Structure;

/** A potential of few functions mixed with networks. */
@Tag("slow")
class MixtureTrainingTest {
  private static final BasisSettings FEW = new BasisSettings(3.0, 3, 2, 1, -1, -1);

  private static List<LabelledStructure> frames;
  private static EquivariantPotential linear;
  private static EquivariantPotential potential;

  @BeforeAll
  static void train() {
    frames = Clusters.frames(80, 9);
    linear = trained(Optional.empty(), 2);
    potential = trained(Optional.of(networks()), 2);
  }

  private static CommitteeSettings networks() {
    return new CommitteeSettings(new NetworkSettings(3.0, 16, 8, 16, 3), 3, 2, 5);
  }

  private static EquivariantPotential trained(Optional<CommitteeSettings> networks, int threads) {
    EquivariantSettings settings =
        new EquivariantSettings(FEW, 0, OptionalDouble.of(1e-9), 0.03, networks);
    try (WorkerPool pool = new WorkerPool(threads)) {
      return new EquivariantTrainer(settings, pool, ProgressListener.SILENT).fit(frames);
    }
  }

  private static PotentialEvaluation evaluation(EquivariantPotential of, Structure structure) {
    try (WorkerPool pool = new WorkerPool(1)) {
      return of.evaluateConservative(List.of(structure), pool, ProgressListener.SILENT).get(0);
    }
  }

  private static double error(EquivariantPotential of) {
    double sum = 0;
    long count = 0;
    for (int f = 1000; f < 1020; f++) {
      Structure structure = Clusters.cluster(new Random(f), 9, 2);
      double[] expected = Clusters.forces(structure);
      double[] found = evaluation(of, structure).forces();
      for (int i = 0; i < found.length; i++) {
        sum += (found[i] - expected[i]) * (found[i] - expected[i]);
        count++;
      }
    }
    return Math.sqrt(sum / count);
  }

  @Test
  void networksMakeUpForFewFunctions() {
    assertThat(potential.networks().orElseThrow().members()).hasSize(2);
    assertThat(error(potential)).isLessThan(0.7 * error(linear));
    double heldOut = potential.report().heldOutRmseEvPerAngstrom().orElseThrow();
    assertThat(heldOut).isLessThan(linear.report().heldOutRmseEvPerAngstrom().orElseThrow());
    assertThat(potential.networks().orElseThrow().share()).isBetween(0.3, 1.0);
  }

  @Test
  void whereNetworksPartFromTheLinearPartForcesAreLessCertain() {
    int less = 0;
    for (int f = 1000; f < 1010; f++) {
      Structure structure = Clusters.cluster(new Random(f), 9, 2);
      PotentialEvaluation mixed = evaluation(potential, structure);
      double[] alone = evaluation(linear, structure).forces();
      for (int i = 0; i < structure.size(); i++) {
        ErrorModel errors = potential.parts().get(structure.element(i)).errorModel();
        assertThat(errors.perDifference()).isPositive();
        double sum = 0;
        for (int c = 3 * i; c < 3 * i + 3; c++) {
          sum += Math.pow(mixed.forces()[c] - alone[c], 2) / 3;
        }
        double byDifference = errors.perDifference() * Math.sqrt(sum);
        // What is repelled is flagged, and its difference does not count.
        if (!mixed.isExtrapolating(i)) {
          assertThat(mixed.uncertainties()[i]).isGreaterThan(0.999 * byDifference);
          less += byDifference > 0.1 * mixed.uncertainties()[i] ? 1 : 0;
        }
      }
    }
    assertThat(less).isPositive();
  }

  @Test
  void forcesAreTheGradientOfTheEnergy() {
    Structure structure = Clusters.crystal(new Random(78));
    double[] forces = evaluation(potential, structure).forces();
    double h = 1e-3;
    for (int c = 0; c < 3 * structure.size(); c += 4) {
      double slope = (energy(structure, c, h) - energy(structure, c, -h)) / (2 * h);
      assertThat(forces[c]).isCloseTo(-slope, within(5e-4));
    }
  }

  private static double energy(Structure structure, int component, double by) {
    double[] positions = structure.positions();
    positions[component] += by;
    return evaluation(
            potential,
            Structure.of(structure.elements(), positions, structure.cell().orElseThrow()))
        .energy();
  }

  @Test
  void theVirialIsTheGradientByStrain() {
    Structure structure = Clusters.crystal(new Random(78));
    double[] virial = evaluation(potential, structure).virial();
    double h = 1e-3;
    for (int a = 0; a < 3; a++) {
      double slope = (stretched(structure, a, h) - stretched(structure, a, -h)) / (2 * h);
      assertThat(virial[4 * a]).isCloseTo(-slope, within(5e-3));
    }
  }

  private static double stretched(Structure structure, int axis, double by) {
    double[] positions = structure.positions();
    double[] vectors = structure.cell().orElseThrow().vectors();
    for (int i = axis; i < positions.length; i += 3) {
      positions[i] *= 1 + by;
    }
    for (int i = axis; i < 9; i += 3) {
      vectors[i] *= 1 + by;
    }
    return evaluation(
            potential,
            Structure.of(structure.elements(), positions, Cell.of(vectors, true, true, true)))
        .energy();
  }

  @Test
  void everyWayGivesTheSameBits() {
    Structure structure = Clusters.crystal(new Random(3));
    PotentialEvaluation expected = evaluation(potential, structure);
    EquivariantPotential remembering = potential.remembering();
    assertThat(evaluation(remembering, structure).forces()).isEqualTo(expected.forces());
    try (WorkerPool pool = new WorkerPool(2)) {
      List<PotentialEvaluation> several =
          potential.evaluateForces(
              List.of(frames.get(0).structure(), structure), pool, ProgressListener.SILENT);
      assertThat(several.get(1).energy()).isEqualTo(expected.energy());
      assertThat(several.get(1).forces()).isEqualTo(expected.forces());
    }
  }

  @Test
  void theNumberOfThreadsDoesNotMatter() {
    EquivariantPotential alone = trained(Optional.of(networks()), 1);
    Structure structure = frames.get(7).structure();
    assertThat(evaluation(alone, structure).forces())
        .isEqualTo(evaluation(potential, structure).forces());
  }

  @Test
  void aFileKeepsTheNetworks(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("m.vane");
    ModelFile.save(
        new EquivariantForceModel(potential, TrainingData.of(frames).provenance(5)), file);
    // Versions that know no networks must not predict without them.
    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
        .contains("\"format_version\":\"3\"");
    EquivariantForceModel read = (EquivariantForceModel) ModelFile.open(file);
    Structure structure = frames.get(3).structure();
    PotentialEvaluation found = evaluation(read.equivariantPotential(), structure);
    PotentialEvaluation expected = evaluation(potential, structure);
    assertThat(found.energy()).isEqualTo(expected.energy());
    assertThat(found.forces()).isEqualTo(expected.forces());
    assertThat(found.uncertainties()).isEqualTo(expected.uncertainties());
    assertThat(String.join("\n", read.report().training())).contains("2 networks of 16 channels");
  }

  /** Energies that belong to the forces, with another zero for each element. */
  @Test
  void heldOutEnergiesAreJudgedWithTheirZero() {
    List<LabelledStructure> labelled =
        frames.stream()
            .map(
                frame ->
                    new LabelledStructure(
                        frame.structure(),
                        frame.forces(),
                        frame.trajectory(),
                        OptionalDouble.of(energy(frame.structure())),
                        Optional.empty()))
            .toList();
    EquivariantSettings settings =
        new EquivariantSettings(FEW, 0, OptionalDouble.of(1e-9), 0.03, Optional.of(networks()));
    try (WorkerPool pool = new WorkerPool(2)) {
      EquivariantPotential learnt =
          new EquivariantTrainer(settings, pool, ProgressListener.SILENT).fit(labelled);
      double heldOut = learnt.report().energies().orElseThrow().heldOutRmse().orElseThrow();
      double squares = 0;
      for (int f = 1000; f < 1020; f++) {
        Structure structure = Clusters.cluster(new Random(f), 9, 2);
        double error = evaluation(learnt, structure).energy() - energy(structure);
        squares += error * error / 81 / 20;
      }
      assertThat(heldOut).isBetween(0.3 * Math.sqrt(squares), 3 * Math.sqrt(squares));
    }
  }

  private static double energy(Structure structure) {
    double energy = 0;
    for (int i = 0; i < structure.size(); i++) {
      energy += structure.element(i).equals(structure.element(0)) ? -40 : -70;
      for (int j = 0; j < i; j++) {
        double r =
            Math.hypot(
                Math.hypot(
                    structure.position(i, 0) - structure.position(j, 0),
                    structure.position(i, 1) - structure.position(j, 1)),
                structure.position(i, 2) - structure.position(j, 2));
        double strength = structure.element(i).equals(structure.element(j)) ? 2 : 1;
        energy += r < 3 ? strength * Math.pow(1 - r / 3, 3) / (r * r) : 0;
      }
    }
    return energy;
  }

  @Test
  void networksOfOtherElementsAreRefused() {
    List<LabelledStructure> hydrogen =
        List.of(
            new LabelledStructure(
                Clusters.cluster(new Random(1), 4, 1),
                new double[] {1, 0, 0, 0, 0, 0, -1, 0, 0, 0, 0, 0},
                0));
    try (WorkerPool pool = new WorkerPool(1)) {
      EquivariantSettings settings =
          new EquivariantSettings(FEW, 0, OptionalDouble.of(1e-3), 0.03, Optional.empty());
      EquivariantPotential other =
          new EquivariantTrainer(settings, pool, ProgressListener.SILENT).fit(hydrogen);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> other.with(potential.networks().orElseThrow()))
          .withMessageContaining("networks of");
    }
  }
}
