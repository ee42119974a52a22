package vane.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vane.InputException;
import vane.equivariant.Clusters;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Cell;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.structure.Structure;

/** Training learns, and what is learnt has the symmetries of forces. */
class NetworkTrainerTest {
  private static final NetworkSettings SETTINGS = new NetworkSettings(3.5, 16, 8, 16, 3);

  private static NetworkPotential trained(int threads, int epochs) {
    try (WorkerPool pool = new WorkerPool(threads)) {
      TrainingSettings training = new TrainingSettings(epochs, 40, 0.01, 7);
      return new NetworkTrainer(SETTINGS, training, pool, ProgressListener.SILENT)
          .fit(Clusters.frames(30, 8));
    }
  }

  private static NetworkEvaluation evaluate(NetworkPotential potential, Structure structure) {
    try (WorkerPool pool = new WorkerPool(1)) {
      return potential.evaluate(List.of(structure), pool, ProgressListener.SILENT).get(0);
    }
  }

  @Test
  void trainingLearns() {
    NetworkPotential potential = trained(1, 40);
    double errors = 0;
    double squares = 0;
    for (LabelledStructure frame : Clusters.frames(30, 8)) {
      double[] forces = evaluate(potential, frame.structure()).forces();
      for (int i = 0; i < forces.length; i++) {
        errors += Math.pow(forces[i] - frame.force(i / 3, i % 3), 2);
        squares += Math.pow(frame.force(i / 3, i % 3), 2);
      }
    }
    assertThat(Math.sqrt(errors / squares)).isLessThan(0.2);
  }

  @Test
  void threadsDoNotMatter() {
    assertThat(trained(2, 2).weights()).isEqualTo(trained(1, 2).weights());
  }

  @Test
  void turnedAndReorderedStructuresHaveTurnedAndReorderedForces() {
    NetworkPotential potential = trained(1, 3);
    Structure structure = Clusters.cluster(new Random(4), 8, 2);
    NetworkEvaluation before = evaluate(potential, structure);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < structure.size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(9));
    List<Element> elements = new ArrayList<>();
    double[] positions = new double[3 * structure.size()];
    for (int i = 0; i < order.size(); i++) {
      elements.add(structure.element(order.get(i)));
      double[] turned =
          turn(
              structure.position(order.get(i), 0),
              structure.position(order.get(i), 1),
              structure.position(order.get(i), 2));
      System.arraycopy(turned, 0, positions, 3 * i, 3);
    }
    NetworkEvaluation after = evaluate(potential, Structure.of(elements, positions));
    assertThat(after.energy()).isCloseTo(before.energy(), within(1e-5));
    for (int i = 0; i < order.size(); i++) {
      int j = 3 * order.get(i);
      double[] forces = before.forces();
      double[] expected = turn(forces[j], forces[j + 1], forces[j + 2]);
      for (int axis = 0; axis < 3; axis++) {
        assertThat(after.forces()[3 * i + axis]).isCloseTo(expected[axis], within(1e-4));
      }
    }
  }

  /** A turn and a reflection. */
  private static double[] turn(double x, double y, double z) {
    double c = Math.cos(0.7);
    double s = Math.sin(0.7);
    return new double[] {c * x - s * y, -z, s * x + c * y};
  }

  @Test
  void virialIsTheSlopeOfTheEnergyAlongStrain() {
    NetworkPotential potential = trained(1, 3);
    Structure crystal = Clusters.crystal(new Random(2));
    double[] virial = evaluate(potential, crystal).virial();
    double h = 1e-3;
    for (int a = 0; a < 3; a++) {
      for (int b = 0; b < 3; b++) {
        double slope =
            (evaluate(potential, strained(crystal, a, b, h)).energy()
                    - evaluate(potential, strained(crystal, a, b, -h)).energy())
                / (2 * h);
        assertThat(virial[3 * a + b]).isCloseTo(-slope, within(2e-3 * (1 + Math.abs(slope))));
      }
    }
  }

  private static Structure strained(Structure structure, int a, int b, double strain) {
    double[] positions = structure.positions();
    double[] vectors = structure.cell().orElseThrow().vectors();
    for (double[] rows : List.of(positions, vectors)) {
      for (int i = 0; i < rows.length; i += 3) {
        rows[i + a] += strain * rows[i + b];
      }
    }
    return Structure.of(structure.elements(), positions, Cell.of(vectors, true, true, true));
  }

  @Test
  void framesWithoutForcesAreRefused() {
    Structure structure = Clusters.cluster(new Random(1), 3, 1);
    try (WorkerPool pool = new WorkerPool(1)) {
      NetworkTrainer trainer =
          new NetworkTrainer(
              SETTINGS, new TrainingSettings(1, 10, 0.01, 1), pool, ProgressListener.SILENT);
      assertThatThrownBy(
              () -> trainer.fit(List.of(new LabelledStructure(structure, new double[9], 0))))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("without forces");
    }
  }
}
