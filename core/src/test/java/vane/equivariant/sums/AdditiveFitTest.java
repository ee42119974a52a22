package vane.equivariant.sums;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vane.equivariant.Clusters;
import vane.equivariant.EquivariantPotential;
import vane.equivariant.EquivariantSettings;
import vane.equivariant.EquivariantTrainer;
import vane.equivariant.invariant.BasisSettings;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.regression.RidgeSolution;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.structure.Structure;
import vane.structure.StructureException;

class AdditiveFitTest {
  private static final BasisSettings BASIS = new BasisSettings(3.0, 3, 5, 3, 3, -1);
  private static final double RIDGE = 1e-6;
  private static final List<LabelledStructure> FRAMES = Clusters.frames(30, 12);
  private static final WorkerPool POOL = new WorkerPool(2);

  @AfterAll
  static void close() {
    POOL.close();
  }

  private static AdditiveFit nothing() {
    return AdditiveFit.measured(FRAMES, BASIS, POOL, ProgressListener.SILENT);
  }

  private static AdditiveFit of(List<LabelledStructure> frames) {
    AdditiveFit fit = nothing();
    fit.add(frames, POOL, ProgressListener.SILENT);
    return fit;
  }

  private static double[] weights(AdditiveFit fit) {
    try (RidgeSolution solution = fit.solve(RIDGE, POOL)) {
      return solution.weights();
    }
  }

  private static void assertSameSums(AdditiveFit found, AdditiveFit expected, double tolerance) {
    assertThat(found.equations()).isEqualTo(expected.equations());
    assertThat(found.statistics().environments())
        .containsExactly(expected.statistics().environments());
    assertThat(found.statistics().largestForces())
        .containsExactly(expected.statistics().largestForces());
    assertThat(found.statistics().atoms()).containsExactly(expected.statistics().atoms());
    assertClose(found.statistics().sums(), expected.statistics().sums(), tolerance);
    assertClose(found.statistics().products(), expected.statistics().products(), tolerance);
    assertClose(
        found.normalEquations().products(), expected.normalEquations().products(), tolerance);
    double largest = 0;
    for (int i = 0; i < found.features(); i++) {
      double[] row = found.normalEquations().lowerRow(i);
      double[] other = expected.normalEquations().lowerRow(i);
      for (int j = 0; j <= i; j++) {
        largest = Math.max(largest, Math.abs(row[j] - other[j]));
      }
    }
    assertThat(largest).isLessThanOrEqualTo(tolerance * expected.normalEquations().lowerRow(0)[0]);
    assertThat(found.targetSum())
        .isCloseTo(expected.targetSum(), within(tolerance * expected.targetSum()));
  }

  private static void assertClose(double[] found, double[] expected, double tolerance) {
    assertThat(found).hasSameSizeAs(expected);
    double scale = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
    double largest = 0;
    for (int i = 0; i < found.length; i++) {
      largest = Math.max(largest, Math.abs(found[i] - expected[i]));
    }
    assertThat(largest).isLessThanOrEqualTo(tolerance * scale);
  }

  @Test
  void partsMergedAreTheWhole() {
    try (AdditiveFit whole = of(FRAMES);
        AdditiveFit first = of(FRAMES.subList(0, 11));
        AdditiveFit second = of(FRAMES.subList(11, 30));
        AdditiveFit backwards = second.copy();
        AdditiveFit continued = of(FRAMES.subList(0, 11))) {
      backwards.merge(first);
      first.merge(second);
      continued.add(FRAMES.subList(11, 30), POOL, ProgressListener.SILENT);
      assertSameSums(first, whole, 1e-12);
      assertSameSums(continued, whole, 1e-12);
      assertSameSums(backwards, first, 0);
      double[] expected = weights(whole);
      assertClose(weights(first), expected, 1e-6);
      assertThat(weights(backwards)).containsExactly(weights(first));
      assertThat(first.squaredError(expected))
          .isCloseTo(whole.squaredError(expected), within(1e-9 * whole.targetSum()));
      assertThat(second.equations()).isEqualTo(19 * 36);
    }
  }

  @Test
  void mergedIntoNothingNoBitChanges() {
    try (AdditiveFit some = of(FRAMES.subList(0, 9));
        AdditiveFit empty = nothing()) {
      empty.merge(some);
      assertSameSums(empty, some, 0);
      assertThat(weights(empty)).containsExactly(weights(some));
    }
  }

  @Test
  void theTrainerLearnsWithIt() {
    List<LabelledStructure> few = FRAMES.subList(0, 6);
    EquivariantSettings settings = new EquivariantSettings(BASIS, 0, OptionalDouble.of(RIDGE));
    EquivariantPotential potential =
        new EquivariantTrainer(settings, POOL, ProgressListener.SILENT).fit(few);
    try (AdditiveFit fit = AdditiveFit.measured(few, BASIS, POOL, ProgressListener.SILENT)) {
      fit.add(few, POOL, ProgressListener.SILENT);
      double typical = Math.sqrt(fit.targetSum() / fit.equations());
      fit.addContacts(few, 0.1 * typical, POOL, ProgressListener.SILENT);
      double[] weights = weights(fit);
      int size = weights.length / 2;
      assertThat(potential.parts().get(Element.of(1)).weights())
          .containsExactly(Arrays.copyOf(weights, size));
      assertThat(potential.parts().get(Element.of(2)).weights())
          .containsExactly(Arrays.copyOfRange(weights, size, 2 * size));
      assertThat(potential.innerDistances()).containsExactly(fit.innerDistances());
      assertThat(potential.parts().get(Element.of(2)).environments())
          .isEqualTo(fit.statistics().environments()[1]);
    }
  }

  @Test
  void threadsDoNotMatter() {
    try (WorkerPool one = new WorkerPool(1);
        AdditiveFit some = nothing();
        AdditiveFit other = of(FRAMES)) {
      some.add(FRAMES, one, ProgressListener.SILENT);
      assertSameSums(some, other, 0);
    }
  }

  @Test
  void aCopyLeadsItsOwnLife() {
    try (AdditiveFit fit = of(FRAMES.subList(0, 5));
        AdditiveFit copy = fit.copy();
        AdditiveFit again = of(FRAMES.subList(0, 5))) {
      fit.add(FRAMES.subList(5, 9), POOL, ProgressListener.SILENT);
      assertSameSums(copy, again, 0);
      assertThat(fit.statistics().environments()).containsExactly(9 * 6, 9 * 6);
    }
  }

  @Test
  void otherFunctionsAreRefused() {
    TreeSet<Element> elements = new TreeSet<>(List.of(Element.of(1), Element.of(2)));
    TreeSet<Element> others = new TreeSet<>(List.of(Element.of(1), Element.of(8)));
    double[] distances = {1, 1, 1, 1};
    double[] nearer = {1, 1, 1, 0.9};
    BasisSettings richer = new BasisSettings(3.0, 3, 6, 3, 3, -1);
    try (AdditiveFit fit = AdditiveFit.empty(elements, BASIS, distances, distances)) {
      for (AdditiveFit other :
          List.of(
              AdditiveFit.empty(others, BASIS, distances, distances),
              AdditiveFit.empty(elements, richer, distances, distances),
              AdditiveFit.empty(elements, BASIS, nearer, distances),
              AdditiveFit.empty(elements, BASIS, distances, nearer),
              fit)) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> fit.merge(other))
            .withMessageContaining("expected another one of [H, He]")
            .withMessageContaining("cutoffAngstrom=3.0");
        other.close();
      }
    }
  }

  @Test
  void framesThatCannotBeAreRefusedAndNothingIsAdded() {
    Structure water =
        Structure.of(List.of(Element.of(8), Element.of(1)), new double[] {0, 0, 0, 0.96, 0, 0});
    Structure same =
        Structure.of(List.of(Element.of(1), Element.of(1)), new double[] {0, 1, 2, 0, 1, 2});
    Structure pair =
        Structure.of(List.of(Element.of(1), Element.of(1)), new double[] {0, 1, 2, 0, 1, 3});
    double[] none = {0, 0, Double.NaN, 0, 0, 0};
    try (AdditiveFit fit = of(FRAMES.subList(0, 2));
        AdditiveFit before = fit.copy()) {
      for (LabelledStructure bad :
          List.of(
              new LabelledStructure(water, new double[6], 0),
              new LabelledStructure(same, new double[6], 0),
              new LabelledStructure(pair, none, 0))) {
        List<LabelledStructure> frames = new ArrayList<>(FRAMES.subList(0, 4));
        frames.add(bad);
        assertThatThrownBy(() -> fit.add(frames, POOL, ProgressListener.SILENT))
            .isInstanceOfSatisfying(
                StructureException.class, error -> assertThat(error.structure()).isEqualTo(4));
        assertSameSums(fit, before, 0);
      }
    }
  }
}
