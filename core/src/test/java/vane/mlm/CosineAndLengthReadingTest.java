package vane.mlm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vane.alignment.FitSettings;
import vane.alignment.PermutationRule;
import vane.alignment.RotationGroup;
import vane.direction.ClosedForm;
import vane.direction.LossSettings;
import vane.direction.SequentialQuadratic;
import vane.mlm.reference.Environments;
import vane.mlm.reference.RandomEnvironments;
import vane.mlm.reference.RsMaximin;
import vane.mlm.reference.SampleSettings;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.regression.huber.HuberSettings;
import vane.validation.HeldOutBlocks.Use;

class CosineAndLengthReadingTest {
  private static final Environments DATA = RandomEnvironments.of(140, 4, 3);
  private static final Environments TEST = RandomEnvironments.of(60, 4, 4);

  /** A length that the description tells: one plus its mean. */
  private static double[] lengths(Environments environments) {
    int d = environments.features();
    double[] x = environments.descriptions();
    return IntStream.range(0, environments.size())
        .mapToDouble(i -> 1 + Arrays.stream(x, i * d, (i + 1) * d).average().orElseThrow())
        .toArray();
  }

  private static CosineSettings settings(int k, int n) {
    return new CosineSettings(
        new SampleSettings(k, n, RsMaximin.fromNearestToMean(), 1),
        new Regression.LeastSquares(),
        new FitSettings(RotationGroup.ORTHOGONAL, PermutationRule.ALL),
        LossSettings.PAPER,
        new ClosedForm());
  }

  private static OaMlm train(int k, int n, int heldOut) {
    Use[] uses = new Use[DATA.size()];
    Arrays.fill(uses, Use.FIT);
    Arrays.fill(uses, 0, heldOut, Use.HELD_OUT);
    try (WorkerPool pool = new WorkerPool(2)) {
      return new CosineAndLengthTrainer(settings(k, n), pool, ProgressListener.SILENT)
          .fit(DATA, lengths(DATA), uses);
    }
  }

  private static Predictions predict(OaMlm model, Environments environments, int threads) {
    try (WorkerPool pool = new WorkerPool(threads)) {
      return model.predict(environments, pool, ProgressListener.SILENT);
    }
  }

  private static double length(Predictions predicted, int row) {
    return Math.sqrt(
        IntStream.range(0, 3)
            .mapToDouble(c -> predicted.vector(row, c) * predicted.vector(row, c))
            .sum());
  }

  @Test
  void whatWasLearntIsGivenBack() {
    OaMlm model = train(100, 100, 40);
    Environments references = model.map().references();
    double[] expected = lengths(references);
    Predictions predicted = predict(model, references, 1);
    for (int i = 0; i < references.size(); i++) {
      assertThat(length(predicted, i)).isCloseTo(expected[i], within(1e-6));
      for (int c = 0; c < 3; c++) {
        assertThat(predicted.direction(i, c)).isCloseTo(references.vector(i, c), within(1e-5));
      }
    }
  }

  @Test
  void lengthsOfOtherEnvironmentsAreNear() {
    for (OaMlm model : List.of(train(80, 80, 40), train(40, 100, 40))) {
      double[] expected = lengths(TEST);
      double mean = Arrays.stream(expected).average().orElseThrow();
      Predictions predicted = predict(model, TEST, 2);
      double error = 0;
      double spread = 0;
      for (int i = 0; i < TEST.size(); i++) {
        error += Math.pow(length(predicted, i) - expected[i], 2);
        spread += Math.pow(mean - expected[i], 2);
        assertThat(predicted.expectedError(i)).isPositive().isFinite();
      }
      assertThat(error).isLessThan(0.3 * spread);
    }
  }

  @Test
  void directionsAreThoseOfTheCosinesAlone() {
    OaMlm model = train(100, 100, 40);
    Predictions predicted = predict(model, TEST, 1);
    try (WorkerPool pool = new WorkerPool(1)) {
      Environments learnt = DATA.select(IntStream.range(40, 140).toArray());
      OaMlm alone =
          new CosineTrainer(settings(100, 100), pool, ProgressListener.SILENT).fit(learnt);
      assertThat(predicted.directions())
          .containsExactly(predict(alone, TEST, 2).directions(), within(1e-9));
    }
    assertThat(model.with(SequentialQuadratic.SPHERE).cosines().orElseThrow().solver())
        .isEqualTo(SequentialQuadratic.SPHERE);
  }

  @Test
  void farFromAllReferencesVectorsFadeAndAreFlagged() {
    OaMlm model = train(100, 100, 40);
    double[] far = TEST.descriptions();
    for (int i = 0; i < far.length; i++) {
      far[i] += 50;
    }
    Environments strange =
        Environments.of(
            TEST.features(), 4, far, TEST.points(), TEST.kinds(), new double[3 * TEST.size()]);
    Predictions predicted = predict(model, strange, 1);
    double longest = Arrays.stream(lengths(DATA)).max().orElseThrow();
    for (int i = 0; i < TEST.size(); i++) {
      assertThat(predicted.status(i)).isEqualTo(PredictionStatus.EXTRAPOLATING);
      assertThat(length(predicted, i)).isLessThan(0.01 * longest);
    }
  }

  @Test
  void withNothingHeldOutTheErrorIsThatOfKnowingNothing() {
    OaMlm model = train(100, 140, 0);
    double meanSquare = Arrays.stream(lengths(DATA)).map(l -> l * l / 3).average().orElseThrow();
    Predictions predicted = predict(model, TEST, 1);
    assertThat(predicted.expectedError(0)).isCloseTo(Math.sqrt(meanSquare), within(1e-12));
    assertThat(model.report().heldOut()).hasValue(0);
    assertThat(model.report().heldOutError()).isEmpty();
  }

  @Test
  void severalModelsReadTogetherAreTheSameAsEachAlone() {
    try (WorkerPool pool = new WorkerPool(2)) {
      CosineTrainer trainer = new CosineTrainer(settings(50, 50), pool, ProgressListener.SILENT);
      int[] references = trainer.chooseReferences(DATA);
      try (TrainingMatrices matrices = trainer.compare(DATA, references)) {
        OaMlm first = trainer.fit(matrices, new Regression.LeastSquares());
        OaMlm second = trainer.fit(matrices, new Regression.Huber(HuberSettings.earlyStopped(1.2)));
        List<List<Predictions>> together =
            OaMlm.predictTogether(
                List.of(first, second),
                TEST,
                List.of(new ClosedForm(), SequentialQuadratic.PAPER),
                pool,
                ProgressListener.SILENT);
        assertThat(together.get(1).get(0).directions())
            .containsExactly(predict(second, TEST, 1).directions());
        assertThat(together.get(0).get(1).directions())
            .containsExactly(predict(first.with(SequentialQuadratic.PAPER), TEST, 1).directions());
        assertThat(together.get(0).get(0).directions())
            .isNotEqualTo(together.get(1).get(0).directions());
        OaMlm stranger = trainer.fit(DATA, references);
        assertThatIllegalArgumentException()
            .isThrownBy(
                () ->
                    OaMlm.predictTogether(
                        List.of(first, stranger),
                        TEST,
                        List.of(new ClosedForm()),
                        pool,
                        ProgressListener.SILENT));
      }
    }
  }

  @Test
  void arraysOfOtherSizesAreRefused() {
    try (WorkerPool pool = new WorkerPool(1)) {
      CosineAndLengthTrainer trainer =
          new CosineAndLengthTrainer(settings(10, 10), pool, ProgressListener.SILENT);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> trainer.fit(DATA, new double[3], new Use[DATA.size()]));
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> trainer.fit(DATA, lengths(DATA), new Use[2]));
    }
  }
}
