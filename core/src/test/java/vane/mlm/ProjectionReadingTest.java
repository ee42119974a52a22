package vane.mlm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vane.InputException;
import vane.alignment.FitSettings;
import vane.alignment.PermutationRule;
import vane.alignment.RotationGroup;
import vane.mlm.reference.Environments;
import vane.mlm.reference.RandomEnvironments;
import vane.mlm.reference.RandomReferences;
import vane.mlm.reference.SampleSettings;
import vane.mlm.reference.TooFewEnvironmentsException;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.validation.HeldOutBlocks;
import vane.validation.HeldOutBlocks.Use;

class ProjectionReadingTest {
  private static final double[] LENGTHS = {0.5, 1, 1.5, 2};

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void vectorsTurnWithTheEnvironment(long seed) {
    OaMlm model = train(RandomEnvironments.of(300, 4, seed), 40, 300, 1);
    Environments test = RandomEnvironments.of(30, 4, seed + 100);
    Predictions straight = predict(model, test, 1);
    for (boolean reflect : new boolean[] {false, true}) {
      double[] rotation = RandomEnvironments.rotation(seed + 7, reflect);
      Predictions turned = predict(model, RandomEnvironments.turned(test, rotation), 1);
      assertThat(vectors(turned))
          .as("seed %d", seed)
          .containsExactly(RandomEnvironments.turned(vectors(straight), rotation), within(1e-9));
      for (int i = 0; i < test.size(); i++) {
        assertThat(turned.expectedError(i)).isCloseTo(straight.expectedError(i), within(1e-9));
        assertThat(turned.status(i)).isEqualTo(straight.status(i));
      }
    }
  }

  @Test
  void learnsVectorsAndTheirLengths() {
    Environments data = RandomEnvironments.of(3000, 2, 11);
    Environments test = RandomEnvironments.of(300, 2, 12);
    OaMlm model = train(data, 100, 3000, 2, trueLengths(data));
    double[] lengths = trueLengths(test);
    Predictions predicted = predict(model, test, 2);
    double errors = 0;
    double squares = 0;
    int within = 0;
    for (int i = 0; i < test.size(); i++) {
      for (int c = 0; c < 3; c++) {
        double truth = lengths[i] * test.vector(i, c);
        double error = predicted.vector(i, c) - truth;
        errors += error * error;
        squares += truth * truth;
        within += Math.abs(error) <= predicted.expectedError(i) ? 1 : 0;
      }
    }
    assertThat(errors / squares).isLessThan(0.05);
    assertThat(within / 900.0).isBetween(0.5, 0.9);
    assertThat(model.report().heldOut().orElseThrow()).isBetween(300, 600);
    assertThat(model.report().heldOutError()).isPresent();
  }

  @Test
  void theNumberOfThreadsDoesNotShow() {
    Environments data = RandomEnvironments.of(400, 4, 3);
    Environments test = RandomEnvironments.of(200, 4, 4);
    double[] one = vectors(predict(train(data, 60, 400, 1), test, 1));
    assertThat(vectors(predict(train(data, 60, 400, 2), test, 2))).containsExactly(one);
  }

  @Test
  void whatIsFarFromTheTrainingDataIsFlaggedAndBounded() {
    Environments data = RandomEnvironments.of(300, 4, 5);
    double[] points = RandomEnvironments.of(5, 4, 6).points();
    for (int i = 0; i < points.length; i++) {
      points[i] *= 20;
    }
    Environments far = RandomEnvironments.fromPoints(5, 4, points, kinds(5, 4));
    OaMlm model = train(data, 40, 300, 1);
    Predictions predicted = predict(model, far, 1);
    for (int i = 0; i < far.size(); i++) {
      assertThat(predicted.status(i)).isEqualTo(PredictionStatus.EXTRAPOLATING);
      double squares = 0;
      for (int c = 0; c < 3; c++) {
        squares += predicted.vector(i, c) * predicted.vector(i, c);
      }
      assertThat(Math.sqrt(squares))
          .isBetween(0.0, ((ProjectionReading) model.reading()).range().length() * (1 + 1e-12));
    }
    Predictions known = predict(model, data, 1);
    long flagged =
        IntStream.range(0, data.size())
            .filter(i -> known.status(i) == PredictionStatus.EXTRAPOLATING)
            .count();
    // Spreads are judged by the 37 environments that were held out, and a few are larger.
    assertThat(flagged).isLessThan(15);
  }

  @Test
  void theExcessIsTheLargestRatio() {
    TrainingRange range = new TrainingRange(2, 4, 0, 9);
    assertThat(range.excess(1, 1, 0)).isEqualTo(0.5);
    assertThat(range.excess(1, 8, 0)).isEqualTo(2);
    assertThat(range.excess(6, 8, 0)).isEqualTo(3);
    assertThat(range.excess(0, 0, 1e-3)).isInfinite();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void fewEnvironmentsAreNoTrouble(int count) {
    Environments data = RandomEnvironments.of(count, 4, 7);
    OaMlm model = train(data, 1000, 30_000, 1);
    assertThat(model.report().trainingEnvironments()).isEqualTo(count);
    assertThat(model.report().references()).isBetween(1, count);
    Predictions predicted = predict(model, RandomEnvironments.of(4, 4, 8), 1);
    for (int i = 0; i < 4; i++) {
      assertThat(predicted.expectedError(i)).isFinite().isPositive();
      assertThat(predicted.vector(i, 0)).isFinite();
    }
  }

  @Test
  void zeroVectorsAreLearntAndIsolatedEnvironmentsLeftOut() {
    Environments some = RandomEnvironments.of(40, 4, 9);
    double[] points = some.points();
    int[] kinds = some.kinds();
    Arrays.fill(points, 0, 12, 0);
    Arrays.fill(kinds, 0, 4, 0);
    Environments data = RandomEnvironments.fromPoints(40, 4, points, kinds);
    OaMlm model = train(data, 10, 40, 1);
    assertThat(model.report().trainingEnvironments()).isEqualTo(39);
    Predictions predicted = predict(model, data, 1);
    assertThat(predicted.status(0)).isEqualTo(PredictionStatus.NONE);
    assertThat(predicted.vector(0, 0)).isZero();
    assertThat(predicted.status(1)).isEqualTo(PredictionStatus.OK);
  }

  @Test
  void withoutAnyVectorNothingCanBeLearnt() {
    Environments data = RandomEnvironments.of(3, 4, 1);
    Environments zero =
        Environments.of(
            data.features(), 4, data.descriptions(), data.points(), data.kinds(), new double[9]);
    assertThatExceptionOfType(TooFewEnvironmentsException.class)
        .isThrownBy(() -> train(zero, 2, 3, 1, new double[3]))
        .satisfies(e -> assertThat(e.available()).isZero());
  }

  @Test
  void settingsAreChecked() {
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> ProjectionSettings.accurate(0, 5, 0))
        .withMessageContaining("references");
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> ProjectionSettings.accurate(6, 5, 0))
        .withMessageContaining("training environments");
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(
            () ->
                new ProjectionSettings(
                    new SampleSettings(1, 1, new RandomReferences(0), 0),
                    new FitSettings(RotationGroup.ORTHOGONAL, PermutationRule.ALL),
                    0))
        .withMessageContaining("sigma2");
    assertThatIllegalArgumentException().isThrownBy(() -> new ErrorScale(-1, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new TrainingRange(1, Double.NaN, 1, 1));
    Environments data = RandomEnvironments.of(3, 4, 1);
    assertThatIllegalArgumentException().isThrownBy(() -> train(data, 1, 2, 1, new double[2]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> predict(train(data, 1, 2, 1), RandomEnvironments.of(2, 3, 1), 1));
  }

  /** How long the vectors of {@link RandomEnvironments} were before they got length one. */
  private static double[] trueLengths(Environments environments) {
    double[] lengths = new double[environments.size()];
    for (int i = 0; i < lengths.length; i++) {
      for (int a = 0; a < environments.neighbours(); a++) {
        double squares = 0;
        double along = 0;
        for (int c = 0; c < 3; c++) {
          double p = environments.point(i, a, c);
          squares += p * p;
          along += p * environments.vector(i, c);
        }
        lengths[i] += (Math.sqrt(squares) - 0.3) * along;
      }
    }
    return lengths;
  }

  private static int[] kinds(int count, int m) {
    return IntStream.range(0, count * m).map(i -> 1 + i % m % 2).toArray();
  }

  private static OaMlm train(Environments data, int k, int n, int threads) {
    double[] lengths =
        IntStream.range(0, data.size())
            .mapToDouble(i -> data.hasVector(i) ? LENGTHS[i % LENGTHS.length] : 0)
            .toArray();
    return train(data, k, n, threads, lengths);
  }

  private static OaMlm train(Environments data, int k, int n, int threads, double[] lengths) {
    try (WorkerPool pool = new WorkerPool(threads)) {
      Use[] uses = HeldOutBlocks.uses(new int[data.size()]);
      return new ProjectionTrainer(
              ProjectionSettings.accurate(k, n, 0), pool, ProgressListener.SILENT)
          .fit(data, lengths, uses);
    }
  }

  private static Predictions predict(OaMlm model, Environments environments, int threads) {
    try (WorkerPool pool = new WorkerPool(threads)) {
      return model.predict(environments, pool, ProgressListener.SILENT);
    }
  }

  private static double[] vectors(Predictions predictions) {
    return IntStream.range(0, 3 * predictions.size())
        .mapToDouble(i -> predictions.vector(i / 3, i % 3))
        .toArray();
  }
}
