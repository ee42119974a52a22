package vane.directions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vane.InputException;
import vane.direction.ClosedForm;
import vane.mlm.PredictionStatus;
import vane.model.Provenance;
import vane.model.file.DirectionModelFile;
import vane.model.file.ModelFile;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;

/** Properties of models of directions; the seeds stand in the code. */
class DirectionModelTest {
  @TempDir Path folder;

  /** Points at random; X their lengths and distances; V a weighted sum of them. */
  static DirectionData data(int rows, int points, int dimension, double angle, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int d = points * (points + 1) / 2;
    double[] x = new double[rows * d];
    double[] y = new double[rows * points * dimension];
    double[] v = new double[rows * dimension];
    for (int i = 0; i < rows; i++) {
      double[][] r = new double[points][dimension];
      for (int p = 0; p < points; p++) {
        for (int c = 0; c < dimension; c++) {
          r[p][c] = (p == c ? 1 : 0) + random.nextDouble(-0.3, 0.3);
        }
      }
      int next = i * d;
      for (int p = 0; p < points; p++) {
        for (int q = 0; q <= p; q++) {
          x[next++] = distance(r[p], q == p ? new double[dimension] : r[q]);
        }
      }
      for (int p = 0; p < points; p++) {
        double first = r[p][0];
        r[p][0] = Math.cos(angle) * first - Math.sin(angle) * r[p][1];
        r[p][1] = Math.sin(angle) * first + Math.cos(angle) * r[p][1];
        for (int c = 0; c < dimension; c++) {
          y[(i * points + p) * dimension + c] = r[p][c];
          v[i * dimension + c] += (1 + p) * r[p][c];
        }
      }
    }
    double[] kinds = new double[rows * points];
    Arrays.setAll(kinds, i -> 1 + i % points);
    return DirectionData.of(DirectionArray.of("X", x, rows, d))
        .withPoints(DirectionArray.of("Y", y, rows, points, dimension))
        .withKinds(DirectionArray.of("kinds", kinds, rows, points))
        .withVectors(DirectionArray.of("V", v, rows, dimension));
  }

  private static double distance(double[] a, double[] b) {
    double squares = 0;
    for (int c = 0; c < a.length; c++) {
      squares += (a[c] - b[c]) * (a[c] - b[c]);
    }
    return Math.sqrt(squares);
  }

  static Stream<DirectionSettings> settings() {
    DirectionSettings paper = DirectionSettings.paper(1);
    return Stream.of(
        with(
            paper,
            new DirectionSettings.Cosines(
                ((DirectionSettings.Cosines) paper.outputs()).regression(),
                0.25,
                Optional.of(new ClosedForm()))),
        with(DirectionSettings.accurate(1), new DirectionSettings.Projections()));
  }

  private static DirectionSettings with(
      DirectionSettings usual, DirectionSettings.Outputs outputs) {
    return new DirectionSettings(
        OptionalInt.of(40),
        OptionalInt.of(80),
        usual.selection(),
        usual.fit(),
        usual.sigma2(),
        outputs,
        usual.seed());
  }

  private static DirectionModel fit(DirectionSettings settings, DirectionData data, int threads) {
    try (WorkerPool pool = new WorkerPool(threads)) {
      return new DirectionTrainer(settings, pool, ProgressListener.SILENT).fit(data);
    }
  }

  private static DirectionPredictions predict(
      DirectionModel model, DirectionData data, int threads) {
    try (WorkerPool pool = new WorkerPool(threads)) {
      return model.predict(data, pool, ProgressListener.SILENT);
    }
  }

  private static DirectionScore score(DirectionModel model, DirectionData data) {
    try (WorkerPool pool = new WorkerPool(2)) {
      return model.score(data, pool, ProgressListener.SILENT);
    }
  }

  @ParameterizedTest
  @MethodSource("settings")
  void predictionsTurnWithThePoints(DirectionSettings settings) {
    for (int dimension = 2; dimension <= 3; dimension++) {
      DirectionModel model = fit(settings, data(80, 3, dimension, 0, 5), 2);
      double[] before = predict(model, data(30, 3, dimension, 0, 6), 2).directions();
      double[] after = predict(model, data(30, 3, dimension, 0.7, 6), 2).directions();
      for (int i = 0; i < 30; i++) {
        double u = before[i * dimension];
        double w = before[i * dimension + 1];
        assertThat(after[i * dimension])
            .isCloseTo(Math.cos(0.7) * u - Math.sin(0.7) * w, within(1e-6));
        assertThat(after[i * dimension + 1])
            .isCloseTo(Math.sin(0.7) * u + Math.cos(0.7) * w, within(1e-6));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("settings")
  void theFieldIsLearntInPlaneAndSpace(DirectionSettings settings) {
    for (int dimension = 2; dimension <= 3; dimension++) {
      DirectionModel model = fit(settings, data(80, 3, dimension, 0, 5), 2);
      DirectionData test = data(50, 3, dimension, 2, 8);
      DirectionScore score = score(model, test);
      assertThat(score.rows()).isEqualTo(50);
      assertThat(score.meanAngleDeg()).isLessThan(15);
      assertThat(score.meanCosine()).isBetween(0.95, 1.0);
      DirectionPredictions predictions = predict(model, test, 2);
      assertThat(predictions.dimension()).isEqualTo(dimension);
      assertThat(predictions.directions()).hasSize(50 * dimension);
      for (int i = 0; dimension == 2 && i < 50; i++) {
        assertThat(predictions.status(i)).isNotEqualTo(PredictionStatus.UNDERDETERMINED);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("settings")
  void theThreadsDoNotMatter(DirectionSettings settings) {
    DirectionData test = data(30, 3, 3, 1, 6);
    double[] one = predict(fit(settings, data(80, 3, 3, 0, 5), 1), test, 1).directions();
    double[] three = predict(fit(settings, data(80, 3, 3, 0, 5), 3), test, 3).directions();
    assertThat(three).containsExactly(one);
  }

  @ParameterizedTest
  @MethodSource("settings")
  void aFileGivesTheSameModel(DirectionSettings settings) {
    DirectionModel model = fit(settings, data(80, 3, 2, 0, 5), 2);
    Path file = folder.resolve("m.vane");
    Provenance provenance = Provenance.ofThisProgram(List.of(), 1);
    DirectionModelFile.save(model, provenance, file);
    DirectionModelFile.Content content = DirectionModelFile.open(file);
    assertThat(content.provenance()).isEqualTo(provenance);
    DirectionData test = data(30, 3, 2, 1, 6);
    DirectionPredictions again = predict(content.model(), test, 2);
    assertThat(again.directions()).containsExactly(predict(model, test, 2).directions());
    assertThat(again.expectedErrors()).containsExactly(predict(model, test, 2).expectedErrors());
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> ModelFile.open(file))
        .withMessageContaining("vane-directions")
        .withMessageContaining("vane directions predict");
  }

  @Test
  void withoutPointsItIsTheDistanceRegressionOfTheVectors() {
    // With every row a reference the regression passes through the training data.
    DirectionData all = data(60, 3, 3, 0, 9);
    DirectionData data = DirectionData.of(all.descriptors()).withVectors(all.vectors().get());
    DirectionModel model = fit(DirectionSettings.paper(0), data, 2);
    assertThat(model.points()).isZero();
    assertThat(score(model, data).meanAngleDeg()).isLessThan(1e-4);
    Path file = folder.resolve("m.vane");
    DirectionModelFile.save(model, Provenance.ofThisProgram(List.of(), 0), file);
    assertThat(predict(DirectionModelFile.open(file).model(), data, 1).directions())
        .containsExactly(predict(model, data, 1).directions());
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> fit(DirectionSettings.accurate(0), data, 1))
        .withMessageContaining("without points Y");
  }

  @Test
  void wholeGroupsAreHeldOutAndZeroVectorsLeftOut() {
    DirectionData all = data(80, 3, 3, 0, 5);
    double[] v = all.vectors().get().values();
    Arrays.fill(v, 0, 6, 0);
    double[] groups = new double[80];
    Arrays.setAll(groups, i -> i / 20);
    DirectionData data =
        all.withVectors(DirectionArray.of("V", v, 80, 3))
            .withGroups(DirectionArray.of("G", groups, 80));
    assertThat(data.rowsWithVectors()).hasSize(78);
    try (WorkerPool pool = new WorkerPool(2)) {
      DirectionScore score =
          new DirectionTrainer(DirectionSettings.paper(0), pool, ProgressListener.SILENT)
              .validate(data, 0.2);
      assertThat(score.rows() + score.zeroVectors()).isEqualTo(20);
    }
  }

  @Test
  void whatDoesNotBelongTogetherIsRefused() {
    DirectionData data = data(30, 3, 3, 0, 5);
    refused(
        "X: found NaN in row 1",
        () -> DirectionArray.of("X", new double[] {1, 2, Double.NaN, 4}, 2, 2));
    refused(
        "V: found 29 rows, expected 30",
        () -> data.withVectors(DirectionArray.of("V", new double[87], 29, 3)));
    refused(
        "Y: found points of 2 components, expected 3",
        () -> data.withPoints(DirectionArray.of("Y", new double[180], 30, 3, 2)));
    refused(
        "K: found 0 (absent) in row 0 for point 0",
        () -> data.withKinds(DirectionArray.of("K", new double[90], 30, 3)));
    DirectionModel model = fit(DirectionSettings.paper(0), data, 1);
    refused("found no points Y", () -> predict(model, DirectionData.of(data.descriptors()), 1));
    refused(
        "X: found 10 features per row, expected 6", () -> predict(model, data(9, 4, 3, 0, 1), 1));
  }

  private static void refused(String start, Runnable action) {
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(action::run)
        .withMessageStartingWith(start);
  }
}
