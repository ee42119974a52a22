package vane.equivariant.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vane.InputException;
import vane.equivariant.Clusters;
import vane.equivariant.invariant.BasisSettings;
import vane.equivariant.invariant.ElementBasis;
import vane.equivariant.invariant.MahalanobisDistance;
import vane.equivariant.range.PairDistances;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.regression.NormalEquations;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.structure.Structure;

/** Choices whose errors on held-out frames are made up. */
class HeldOutChoiceTest {
  private static double best(DoubleUnaryOperator error) {
    return choice(error, heldOut -> HeldOutChoice.ridge(heldOut, ProgressListener.SILENT).lambda());
  }

  private static double contactError(DoubleUnaryOperator error) {
    return choice(
        error, heldOut -> HeldOutChoice.contactError(2, 0.03, heldOut, ProgressListener.SILENT));
  }

  /** The choice where the errors of held-out forces are in these proportions. */
  private static double choice(
      DoubleUnaryOperator error,
      ToDoubleFunction<DoubleFunction<List<FrameEvaluator.Result>>> choice) {
    double[] inner = {1};
    ElementBasis basis =
        new ElementBasis(
            new TreeSet<>(List.of(Element.of(1))), new BasisSettings(3.0, 3, 4, 2, -1, -1), inner);
    Structure structure = Clusters.cluster(new Random(1), 5, 1);
    List<ChosenFrame> choices =
        ChosenFrame.whole(List.of(new LabelledStructure(structure, new double[15], 0)), 1);
    MahalanobisDistance[] metrics = {MahalanobisDistance.of(0, new double[1], new double[1])};
    try (WorkerPool pool = new WorkerPool(1)) {
      FrameEvaluator evaluator =
          new FrameEvaluator(basis, PairDistances.of(1, 3.0, inner, inner), pool);
      return choice.applyAsDouble(
          tried -> {
            // No force is known to be other than zero, so errors are as large as weights.
            double[] weights = new double[basis.features()];
            Arrays.fill(weights, error.applyAsDouble(tried));
            return evaluator.evaluate(choices, weights, metrics);
          });
    }
  }

  /** A larger cost lets contacts weigh more. */
  @Test
  void whatContactsMayCostIsASetting() {
    DoubleUnaryOperator error = tried -> 1 + 0.1 * tried;
    assertThat(choice(error, heldOut -> contactErrorAtCost(heldOut, 0))).isEqualTo(0.005 * 2);
    assertThat(choice(error, heldOut -> contactErrorAtCost(heldOut, 0.03))).isEqualTo(0.1 * 2);
    assertThat(choice(error, heldOut -> contactErrorAtCost(heldOut, 0.1))).isEqualTo(0.4 * 2);
  }

  private static double contactErrorAtCost(
      DoubleFunction<List<FrameEvaluator.Result>> heldOut, double cost) {
    return HeldOutChoice.contactError(2, cost, heldOut, ProgressListener.SILENT);
  }

  @Test
  void theLargestRidgeThatIsAsGoodIsChosen() {
    assertThat(best(ridge -> 1)).isEqualTo(1e2);
    assertThat(best(ridge -> ridge > 2e-8 ? 1.02 : 1.0)).isEqualTo(1e-8);
    assertThat(best(ridge -> ridge > 2e-5 ? 1.02 : ridge > 2e-8 ? 1.005 : 1)).isEqualTo(1e-5);
  }

  @ParameterizedTest
  @ValueSource(ints = {-22, -18, -12, -11, -10, -9, -6, 0, 2})
  void theSearchGoesAsFarAsItMust(int exponent) {
    assertThat(best(ridge -> Math.abs(Math.log10(ridge) - exponent) + 1))
        .isEqualTo(Double.parseDouble("1e" + exponent));
  }

  @Test
  void ridgesThatAreTooSmallAreLeftOut() {
    assertThat(best(ridge -> ridge < 5e-10 ? singular() : ridge)).isEqualTo(1e-9);
    assertThat(best(ridge -> ridge < 5e-13 ? singular() : ridge)).isEqualTo(1e-12);
    assertThat(best(ridge -> ridge < 5e-2 ? singular() : 1)).isEqualTo(1e2);
    assertThatThrownBy(() -> best(ridge -> singular()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("no ridge");
  }

  @Test
  void contactsWeighAsMuchAsDoesNoHarm() {
    assertThat(contactError(tried -> 1)).isEqualTo(0.8);
    assertThat(contactError(tried -> 1 - tried)).isEqualTo(0.8);
    assertThat(contactError(tried -> 1 + tried / 2)).isEqualTo(0.04);
    assertThat(contactError(tried -> tried > 0 ? 2 : 1)).isEqualTo(0.01);
  }

  private static double singular() {
    try (WorkerPool pool = new WorkerPool(1);
        NormalEquations none = NormalEquations.empty(1)) {
      none.solve(new double[1], pool).close();
    }
    return 0;
  }

  private static HeldOutErrors errors(double forces, double energies) {
    return new HeldOutErrors(
        forces,
        0.05,
        OptionalDouble.of(energies),
        OptionalDouble.empty(),
        OptionalDouble.of(energies),
        OptionalDouble.empty());
  }

  private static double energyWeight(Function<ObservationWeights, HeldOutErrors> heldOut) {
    return HeldOutChoice.observationWeights(heldOut, ProgressListener.SILENT).energy();
  }

  @Test
  void energiesWeighAsTheErrorsTheyLeave() {
    assertThat(energyWeight(weights -> errors(1, 0.1))).isCloseTo(0.25, within(1e-12));
    // Errors that fall with the weight: the fixed point is reached step by step.
    assertThat(energyWeight(weights -> errors(1, weights.energy() > 0 ? 0.025 : 0.1)))
        .isCloseTo(4, within(1e-12));
  }

  @Test
  void energiesThatGainWeighMoreUntilForcesLose() {
    // 0.25, then 2.5, 25 and 250, each a tenth better.
    DoubleUnaryOperator gaining = weight -> weight > 0.26 ? 0.09 - 1e-2 * Math.log10(weight) : 0.1;
    assertThat(energyWeight(weights -> errors(1, gaining.applyAsDouble(weights.energy()))))
        .isCloseTo(250, within(1e-9));
    assertThat(
            energyWeight(
                weights ->
                    errors(
                        weights.energy() > 100 ? 1.03 : 1,
                        gaining.applyAsDouble(weights.energy()))))
        .isCloseTo(25, within(1e-9));
  }

  @Test
  void energiesThatHarmForcesWeighLessOrNothing() {
    assertThat(energyWeight(weights -> errors(weights.energy() > 0.01 ? 1.03 : 1, 0.1)))
        .isCloseTo(0.0025, within(1e-12));
    assertThat(energyWeight(weights -> errors(weights.energy() > 0 ? 1.03 : 1, 0.1))).isZero();
    assertThat(
            energyWeight(weights -> weights.energy() > 0 ? HeldOutErrors.none() : errors(1, 0.1)))
        .isZero();
  }
}
