package vane.mlm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vane.InputException;
import vane.alignment.FitSettings;
import vane.alignment.PermutationRule;
import vane.alignment.RotationGroup;
import vane.direction.ClosedForm;
import vane.direction.DirectionSolver;
import vane.direction.GlobalSearch;
import vane.direction.LossSettings;
import vane.direction.SequentialQuadratic;
import vane.linalg.FactoredMatrix;
import vane.mlm.reference.Environments;
import vane.mlm.reference.MapInputs;
import vane.mlm.reference.RandomEnvironments;
import vane.mlm.reference.ReferenceMap;
import vane.mlm.reference.RsMaximin;
import vane.mlm.reference.SampleSettings;
import vane.mlm.reference.TooFewEnvironmentsException;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.regression.huber.HuberSettings;

class OaMlmPropertyTest {
  private static final List<DirectionSolver> SOLVERS =
      List.of(
          SequentialQuadratic.PAPER,
          SequentialQuadratic.SPHERE,
          GlobalSearch.DEFAULT,
          new ClosedForm());

  static Stream<Arguments> seedsAndSolvers() {
    return Stream.of(1L, 2L, 3L)
        .flatMap(seed -> SOLVERS.stream().map(solver -> Arguments.of(seed, solver)));
  }

  @ParameterizedTest
  @MethodSource("seedsAndSolvers")
  void directionsTurnWithTheEnvironment(long seed, DirectionSolver solver) {
    OaMlm model =
        train(RandomEnvironments.of(60, 4, seed), 60, 60, RotationGroup.ORTHOGONAL).with(solver);
    Environments test = RandomEnvironments.of(30, 4, seed + 100);
    double[] straight = predict(model, test, 1).directions();
    for (boolean reflect : new boolean[] {false, true}) {
      double[] rotation = RandomEnvironments.rotation(seed + 7, reflect);
      double[] turned = predict(model, RandomEnvironments.turned(test, rotation), 1).directions();
      double[] expected = RandomEnvironments.turned(straight, rotation);
      for (int i = 0; i < expected.length; i++) {
        assertThat(turned[i]).as("component %d", i).isCloseTo(expected[i], within(2e-4));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void properFitsTurnWithRotations(long seed) {
    OaMlm model =
        train(RandomEnvironments.of(60, 4, seed), 60, 60, RotationGroup.PROPER)
            .with(new ClosedForm());
    Environments test = RandomEnvironments.of(30, 4, seed + 100);
    double[] rotation = RandomEnvironments.rotation(seed + 7, false);
    double[] expected = RandomEnvironments.turned(predict(model, test, 1).directions(), rotation);

    assertThat(predict(model, RandomEnvironments.turned(test, rotation), 1).directions())
        .containsExactly(expected, within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 150})
  void theNumberOfThreadsDoesNotShow(int trainingEnvironments) {
    Environments data = RandomEnvironments.of(200, 4, 3);
    Environments test = RandomEnvironments.of(300, 4, 4);
    CosineSettings settings = settings(60, trainingEnvironments, RotationGroup.ORTHOGONAL);
    double[][] predicted = new double[2][];
    for (int threads = 1; threads <= 2; threads++) {
      try (WorkerPool pool = new WorkerPool(threads)) {
        OaMlm model = new CosineTrainer(settings, pool, ProgressListener.SILENT).fit(data);
        predicted[threads - 1] = model.predict(test, pool, ProgressListener.SILENT).directions();
      }
    }
    assertThat(predicted[1]).containsExactly(predicted[0]);
  }

  @Test
  void withAllTrainingEnvironmentsAsReferencesTheCosinesAreInterpolated() {
    Environments data = RandomEnvironments.of(50, 4, 5);
    OaMlm model = train(data, 50, 50, RotationGroup.ORTHOGONAL).with(new ClosedForm());

    assertThat(model.report().rank()).hasValue(50);
    assertThat(predict(model, model.map().references(), 1).directions())
        .containsExactly(model.map().references().vectors(), within(1e-5));
  }

  @Test
  void learnsADirectionThatDependsOnThePoints() {
    OaMlm model =
        train(RandomEnvironments.of(800, 3, 6), 300, 800, RotationGroup.ORTHOGONAL)
            .with(new ClosedForm());
    Environments test = RandomEnvironments.of(200, 3, 7);
    Predictions predicted = predict(model, test, 2);
    assertThat(meanCosine(predicted, test)).isGreaterThan(0.8);
  }

  private static double meanCosine(Predictions predicted, Environments test) {
    double sum = 0;
    for (int i = 0; i < test.size(); i++) {
      for (int axis = 0; axis < 3; axis++) {
        sum += predicted.direction(i, axis) * test.vector(i, axis);
      }
    }
    return sum / test.size();
  }

  @Test
  void robustModelsHaveInterceptsAndLearnToo() {
    Environments data = RandomEnvironments.of(800, 3, 6);
    CosineSettings settings = settings(100, 800, RotationGroup.ORTHOGONAL);
    try (WorkerPool pool = new WorkerPool(2)) {
      CosineTrainer trainer = new CosineTrainer(settings, pool, ProgressListener.SILENT);
      int[] references = trainer.chooseReferences(data);
      try (TrainingMatrices matrices = trainer.compare(data, references);
          OaMlm robust =
              trainer.fit(matrices, new Regression.Huber(HuberSettings.earlyStopped(1.5)))) {
        assertThat(robust.map().intercepts()).hasSize(200).doesNotContain(0);
        assertThat(robust.report().iterations()).isPresent();
        assertThat(robust.report().rank()).isEmpty();
        Environments test = RandomEnvironments.of(200, 3, 7);
        assertThat(meanCosine(predict(robust.with(new ClosedForm()), test, 2), test))
            .isGreaterThan(0.8);
      }
    }
  }

  /**
   * Weights kept as a product, alone and side by side, say what the product multiplied out says.
   */
  @Test
  void modelsThatShareTheirDirectionsPredictAsWithWholeWeights() {
    Environments data = RandomEnvironments.of(400, 1, 6);
    Environments test = RandomEnvironments.of(33, 1, 7);
    try (WorkerPool pool = new WorkerPool(2)) {
      CosineTrainer trainer =
          new CosineTrainer(
              settings(300, 400, RotationGroup.ORTHOGONAL), pool, ProgressListener.SILENT);
      List<OaMlm> models = new ArrayList<>();
      try (TrainingMatrices matrices = trainer.compare(data, trainer.chooseReferences(data))) {
        models.add(trainer.fit(matrices, new Regression.LeastSquares()));
        for (double epsilon : new double[] {1.1, 1.5}) {
          models.add(
              trainer.fit(matrices, new Regression.Huber(HuberSettings.earlyStopped(epsilon))));
        }
      }
      List<List<Predictions>> together =
          OaMlm.predictTogether(
              models, test, List.of(new ClosedForm()), pool, ProgressListener.SILENT);
      for (int m = 0; m < models.size(); m++) {
        ReferenceMap map = models.get(m).map();
        assertThat(map.weights().left().isPresent()).isEqualTo(m > 0);
        OaMlm whole =
            new OaMlm(
                ReferenceMap.of(
                    map.references(),
                    map.fitSettings(),
                    MapInputs.DISTANCES,
                    FactoredMatrix.whole(map.weights().toMatrix(pool)),
                    map.intercepts()),
                new CosineReading(LossSettings.PAPER, new ClosedForm()),
                models.get(m).report());
        double[] expected = predict(whole, test, 1).directions();
        assertThat(together.get(m).get(0).directions()).containsExactly(expected, within(1e-9));
        assertThat(predict(models.get(m).with(new ClosedForm()), test, 1).directions())
            .isEqualTo(together.get(m).get(0).directions());
      }
    }
  }

  @Test
  void regularModelsFromMatricesAreThoseFromTheData() {
    Environments data = RandomEnvironments.of(60, 4, 16);
    try (WorkerPool pool = new WorkerPool(2)) {
      CosineTrainer trainer =
          new CosineTrainer(
              settings(60, 60, RotationGroup.ORTHOGONAL), pool, ProgressListener.SILENT);
      int[] references = trainer.chooseReferences(data);
      try (TrainingMatrices matrices = trainer.compare(data, references);
          OaMlm one = trainer.fit(data);
          OaMlm other = trainer.fit(matrices, new Regression.LeastSquares())) {
        assertThat(other.map().weights().right().toArray())
            .containsExactly(one.map().weights().right().toArray());
      }
    }
  }

  @Test
  void squareAndBlockedRegressionAgree() {
    Environments data = RandomEnvironments.of(40, 4, 8);
    OaMlm square = train(data, 40, 40, RotationGroup.ORTHOGONAL);
    // Every environment twice, in two halves: the same least squares problem.
    int[] twice = new int[80];
    Arrays.setAll(twice, i -> i % 40);
    CosineSettings settings =
        new CosineSettings(
            new SampleSettings(40, 80, RsMaximin.from(0), 1),
            new Regression.LeastSquares(),
            square.map().fitSettings(),
            LossSettings.PAPER,
            new ClosedForm());
    try (WorkerPool pool = new WorkerPool(2)) {
      OaMlm blocked =
          new CosineTrainer(settings, pool, ProgressListener.SILENT).fit(data.select(twice));
      Environments test = RandomEnvironments.of(25, 4, 9);
      assertThat(blocked.report().trainingEnvironments()).isEqualTo(80);
      assertThat(predict(blocked, test, 1).directions())
          .containsExactly(
              predict(square.with(new ClosedForm()), test, 1).directions(), within(1e-5));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6})
  void anyNumberOfNeighboursGivesUnitVectors(int neighbours) {
    Environments data = RandomEnvironments.of(30, neighbours, 10);
    for (DirectionSolver solver : SOLVERS) {
      Predictions predicted =
          predict(
              train(data, 30, 30, RotationGroup.ORTHOGONAL).with(solver),
              RandomEnvironments.of(20, neighbours, 11),
              1);
      assertUnitOrFlagged(predicted);
    }
  }

  @Test
  void degenerateNeighbourhoodsAreNeverNaN() {
    Environments data = RandomEnvironments.of(30, 4, 12);
    double[] points = {
      // collinear, as in CO2
      1, 0, 0, -1, 0, 0, 0, 0, 0, 0, 0, 0,
      // planar, as in benzene
      1, 0, 0, -0.5, 0.8, 0, -0.5, -0.8, 0, 2, 0.1, 0,
      // a single neighbour, as in H2
      0, 0, 0.74, 0, 0, 0, 0, 0, 0, 0, 0, 0,
      // none
      0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
      // equal distances
      1, 0, 0, -1, 0, 0, 0, 1, 0, 0, -1, 0
    };
    int[] kinds = {8, 8, 0, 0, 6, 6, 1, 6, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1};
    Environments odd = RandomEnvironments.fromPoints(5, 4, points, kinds);
    for (DirectionSolver solver : SOLVERS) {
      Predictions predicted =
          predict(train(data, 30, 30, RotationGroup.ORTHOGONAL).with(solver), odd, 1);
      assertUnitOrFlagged(predicted);
      assertThat(predicted.status(3)).isEqualTo(PredictionStatus.NONE);
    }
    assertThat(odd.hasAbsentPoints(0)).isTrue();
    assertThat(odd.hasAbsentPoints(1)).isFalse();
    assertThat(odd.isIsolated(3)).isTrue();
  }

  @Test
  void anEmptySetOfAcceptedReferencesFallsBackOnAllAndSaysSo() {
    Environments data = RandomEnvironments.of(30, 4, 13);
    OaMlm trained = train(data, 30, 30, RotationGroup.ORTHOGONAL);
    double[] intercepts = new double[60];
    Arrays.fill(intercepts, 30, 60, -1e6);
    OaMlm pessimist =
        new OaMlm(
            ReferenceMap.of(
                trained.map().references(),
                trained.map().fitSettings(),
                MapInputs.DISTANCES,
                trained.map().weights(),
                intercepts),
            new CosineReading(LossSettings.PAPER, new ClosedForm()),
            trained.report());
    Predictions predicted = predict(pessimist, RandomEnvironments.of(10, 4, 14), 1);

    for (int i = 0; i < 10; i++) {
      assertThat(predicted.acceptedReferences(i)).isZero();
      assertThat(predicted.status(i)).isEqualTo(PredictionStatus.NO_REFERENCE_FITS);
    }
    assertUnitOrFlagged(predicted);
  }

  @Test
  void environmentsWithoutADirectionAreNotTrainedOn() {
    Environments some = RandomEnvironments.of(30, 4, 15);
    double[] vectors = some.vectors();
    Arrays.fill(vectors, 0, 30, 0);
    Environments data =
        Environments.of(
            some.features(), 4, some.descriptions(), some.points(), some.kinds(), vectors);
    OaMlm model = train(data, 20, 20, RotationGroup.ORTHOGONAL);

    for (int j = 0; j < 20; j++) {
      assertThat(model.map().references().hasVector(j)).isTrue();
    }
    assertThatExceptionOfType(TooFewEnvironmentsException.class)
        .isThrownBy(() -> train(data, 21, 21, RotationGroup.ORTHOGONAL))
        .satisfies(e -> assertThat(e.available()).isEqualTo(20));
  }

  @Test
  void badInputIsRefused() {
    double[] nan = {Double.NaN};
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(
            () -> Environments.of(1, 1, nan, new double[3], new int[1], new double[] {1, 0, 0}))
        .withMessageContaining("NaN");
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(
            () ->
                Environments.of(
                    1, 1, new double[1], new double[3], new int[1], new double[] {2, 0, 0}))
        .withMessageContaining("length 2.0");
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> settings(0, 0, RotationGroup.PROPER));
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> settings(10, 9, RotationGroup.PROPER));
  }

  private static CosineSettings settings(int k, int n, RotationGroup rotations) {
    return new CosineSettings(
        new SampleSettings(k, n, RsMaximin.fromNearestToMean(), 1),
        new Regression.LeastSquares(),
        new FitSettings(rotations, PermutationRule.ALL),
        LossSettings.PAPER,
        SequentialQuadratic.SPHERE);
  }

  private static OaMlm train(Environments data, int k, int n, RotationGroup rotations) {
    try (WorkerPool pool = new WorkerPool(2)) {
      return new CosineTrainer(settings(k, n, rotations), pool, ProgressListener.SILENT).fit(data);
    }
  }

  private static Predictions predict(OaMlm model, Environments test, int threads) {
    try (WorkerPool pool = new WorkerPool(threads)) {
      return model.predict(test, pool, ProgressListener.SILENT);
    }
  }

  private static void assertUnitOrFlagged(Predictions predicted) {
    for (int i = 0; i < predicted.size(); i++) {
      double squared = 0;
      for (int axis = 0; axis < 3; axis++) {
        squared += predicted.direction(i, axis) * predicted.direction(i, axis);
      }
      if (predicted.status(i) == PredictionStatus.NONE) {
        assertThat(squared).isZero();
      } else {
        assertThat(squared).as("environment %d", i).isCloseTo(1, within(1e-9));
      }
    }
  }
}
