package vane.regression.huber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vane.InputException;
import vane.linalg.LeadingDirections;
import vane.linalg.Matrix;
import vane.linalg.TestMatrices;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.regression.TooFewRowsException;

class HuberTest {
  private static HuberSettings lbfgs(double epsilon, int iterations, HuberPrecision precision) {
    return new HuberSettings(epsilon, 1e-4, HuberAlgorithm.LBFGS, iterations, 1e-5, precision);
  }

  private static HuberSolution fit(Matrix inputs, Matrix outputs, HuberSettings settings) {
    try (WorkerPool pool = new WorkerPool(2)) {
      return Huber.fit(pool, inputs, outputs, settings, ProgressListener.SILENT);
    }
  }

  @ParameterizedTest
  @EnumSource
  void firstIterationsAreThoseOfScikitLearn(HuberPrecision precision) throws IOException {
    JsonNode golden = GoldenHuber.read("early.json.gz");
    assertThat(golden.get("early").size()).isEqualTo(36);
    double tolerance = precision == HuberPrecision.DOUBLE ? 1e-5 : 2e-3;
    for (JsonNode early : golden.get("early")) {
      JsonNode problem = golden.get("problems").get(early.get("seed").asText());
      HuberSettings settings =
          lbfgs(early.get("epsilon").asDouble(), early.get("iterations").asInt(), precision);
      try (HuberSolution found =
          fit(
              GoldenHuber.matrix(problem.get("x")),
              GoldenHuber.matrix(problem.get("y")),
              settings)) {
        for (int j = 0; j < 2; j++) {
          String name = "seed " + early.get("seed") + ", " + settings + ", column " + j;
          JsonNode expected = early.get("columns").get(j);
          double objective = expected.get("objective").asDouble();
          assertThat(found.iterations()[j]).as(name).isEqualTo(settings.maxIterations());
          assertThat(found.objectives()[j])
              .as(name)
              .isCloseTo(objective, within(tolerance * objective));
          assertThat(found.scales()[j])
              .as(name)
              .isCloseTo(expected.get("scale").asDouble(), within(tolerance));
          for (int i = 0; i < expected.get("coefficients").size(); i++) {
            assertThat(found.coefficients().get(i, j))
                .as(name)
                .isCloseTo(expected.get("coefficients").get(i).asDouble(), within(tolerance));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 2, 1", "2, 2, 3", "3, 5, 1", "7, 7, 65", "8, 30, 4", "33, 33, 70", "64, 65, 2"})
  void theObjectiveIsNeverAboveThatOfTheStart(int k, int n, int columns) {
    Matrix inputs = TestMatrices.random(n, k, 10 * k);
    Matrix outputs = TestMatrices.random(n, columns, 10 * k + 1);
    for (double epsilon : new double[] {1, 1.3, 3}) {
      for (int iterations : new int[] {1, 3, 100}) {
        for (HuberPrecision precision : HuberPrecision.values()) {
          HuberSettings settings = lbfgs(epsilon, iterations, precision);
          try (HuberSolution found = fit(inputs, outputs, settings)) {
            for (int j = 0; j < columns; j++) {
              double atStart = objective(settings, inputs, outputs, j, new double[k], 0, 1);
              assertThat(found.objectives()[j])
                  .as("%s, column %d", settings, j)
                  .isLessThan(atStart);
              assertThat(found.objectives()[j])
                  .isCloseTo(objective(settings, inputs, outputs, j, found), within(1e-11 * n));
            }
          }
        }
      }
    }
  }

  private static double objective(
      HuberSettings settings, Matrix inputs, Matrix outputs, int column, HuberSolution found) {
    double[] w = new double[inputs.columns() + 2];
    found.copyColumn(column, w);
    return objective(
        settings, inputs, outputs, column, w, found.intercepts()[column], found.scales()[column]);
  }

  /** The objective as it is written down. */
  private static double objective(
      HuberSettings settings,
      Matrix inputs,
      Matrix outputs,
      int column,
      double[] w,
      double intercept,
      double scale) {
    double sum = 0;
    for (int i = 0; i < inputs.rows(); i++) {
      double residual = outputs.get(i, column) - intercept;
      for (int j = 0; j < inputs.columns(); j++) {
        residual -= inputs.get(i, j) * w[j];
      }
      double z = Math.abs(residual / scale);
      double e = settings.epsilon();
      sum += scale + (z < e ? z * z : 2 * e * z - e * e) * scale;
    }
    for (int j = 0; j < inputs.columns(); j++) {
      sum += settings.alpha() * w[j] * w[j];
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({
    "LBFGS, SINGLE, 90, 50",
    "LBFGS, SINGLE, 400, 300",
    "LBFGS, DOUBLE, 90, 50",
    "CONVERGED, DOUBLE, 90, 50"
  })
  void threadsAndRepetitionsGiveTheSameBits(
      HuberAlgorithm algorithm, HuberPrecision precision, int n, int k) {
    Matrix inputs = TestMatrices.distances(n, k, 2, 3);
    Matrix outputs = TestMatrices.random(n, 150, 4);
    HuberSettings settings = new HuberSettings(1.1, 1e-4, algorithm, 40, 1e-5, precision);
    try (WorkerPool one = new WorkerPool(1);
        WorkerPool three = new WorkerPool(3);
        HuberSolution first = Huber.fit(one, inputs, outputs, settings, ProgressListener.SILENT);
        HuberSolution again =
            Huber.fit(three, inputs, outputs, settings, ProgressListener.SILENT)) {
      assertThat(again.coefficients().toMatrix(one).toArray())
          .isEqualTo(first.coefficients().toMatrix(one).toArray());
      assertThat(again.intercepts()).isEqualTo(first.intercepts());
      assertThat(again.scales()).isEqualTo(first.scales());
      assertThat(again.objectives()).isEqualTo(first.objectives());
      assertThat(again.iterations()).isEqualTo(first.iterations());
    }
  }

  @Test
  void aColumnIsTheSameAloneAndAmongOthers() {
    Matrix inputs = TestMatrices.random(120, 31, 5);
    Matrix outputs = TestMatrices.random(120, 140, 6);
    HuberSettings settings =
        new HuberSettings(1.35, 1e-4, HuberAlgorithm.LBFGS, 1000, 1e-6, HuberPrecision.DOUBLE);
    try (HuberSolution together = fit(inputs, outputs, settings)) {
      assertThat(together.convergedColumns()).isEqualTo(140);
      for (int j : new int[] {0, 1, 63, 64, 100, 139}) {
        try (HuberSolution alone = fit(inputs, outputs.block(0, 120, j, j + 1), settings)) {
          assertThat(alone.objectives()[0])
              .isCloseTo(together.objectives()[j], within(1e-7 * together.objectives()[j]));
          for (int i = 0; i < 31; i++) {
            assertThat(alone.coefficients().get(i, 0))
                .isCloseTo(together.coefficients().get(i, j), within(1e-4));
          }
        }
      }
    }
  }

  /** What single precision leaves out of the inputs is no more than rounding is. */
  @ParameterizedTest
  @ValueSource(doubles = {1.0, 1.1, 1.5})
  void leadingDirectionsAreEnough(double epsilon) {
    int n = 400;
    int outputs = 60;
    Matrix inputs = TestMatrices.distances(n, n, 2, 1);
    Matrix values = TestMatrices.distances(n, outputs, 2, 1);
    try (WorkerPool pool = new WorkerPool(1);
        LeadingDirections leading =
            LeadingDirections.find(pool, inputs, HuberInputs.LEFT_OUT, 1).orElseThrow();
        HuberSolution found = fit(inputs, values, lbfgs(epsilon, 100, HuberPrecision.SINGLE));
        HuberSolution full = fit(inputs, values, lbfgs(epsilon, 100, HuberPrecision.DOUBLE))) {
      assertThat(leading.directions().columns()).isLessThanOrEqualTo(n / 2);
      assertThat(Arrays.stream(found.objectives()).sum())
          .isCloseTo(Arrays.stream(full.objectives()).sum(), withinPercentage(3));
      for (int j = 0; j < outputs; j++) {
        HuberSettings settings = lbfgs(epsilon, 100, HuberPrecision.SINGLE);
        assertThat(found.objectives()[j])
            .isCloseTo(objective(settings, inputs, values, j, found), within(1e-9 * n));
      }
    }
  }

  /** Solutions that share the directions of their inputs are those that look for them. */
  @Test
  void sharedInputsChangeNothing() {
    Matrix matrix = TestMatrices.distances(400, 300, 2, 3);
    Matrix values = TestMatrices.random(400, 60, 4);
    HuberSettings settings = lbfgs(1.2, 50, HuberPrecision.SINGLE);
    try (WorkerPool pool = new WorkerPool(2);
        HuberSolution alone = fit(matrix, values, settings)) {
      HuberSolution first;
      HuberSolution second;
      try (HuberInputs inputs = new HuberInputs(matrix)) {
        first =
            Huber.fit(
                pool, inputs, values, lbfgs(1, 50, HuberPrecision.SINGLE), ProgressListener.SILENT);
        second = Huber.fit(pool, inputs, values, settings, ProgressListener.SILENT);
      }
      assertThat(second.coefficients().left().orElseThrow())
          .isSameAs(first.coefficients().left().orElseThrow());
      first.close();
      assertThat(second.coefficients().toMatrix(pool).toArray())
          .isEqualTo(alone.coefficients().toMatrix(pool).toArray());
      assertThat(second.intercepts()).isEqualTo(alone.intercepts());
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1.0, 1.2})
  void columnsWithNothingToLearn(double epsilon) {
    int n = 40;
    Matrix inputs = TestMatrices.distances(n, n, 3, 7);
    // Two equal environments.
    double[] row = new double[n];
    inputs.getRow(0, row, 0);
    inputs.setRow(1, row, 0);
    Matrix outputs = Matrix.zeros(n, 2);
    for (int i = 0; i < n; i++) {
      outputs.set(i, 1, 3.5);
    }
    for (HuberSettings settings :
        new HuberSettings[] {
          lbfgs(epsilon, 100, HuberPrecision.SINGLE),
          lbfgs(epsilon, 100, HuberPrecision.DOUBLE),
          converged(epsilon, 1e-4, 1e-9)
        }) {
      try (HuberSolution found = fit(inputs, outputs, settings)) {
        assertThat(found.isConverged(0)).isTrue();
        assertThat(found.objectives()[0]).isLessThan(1e-9);
        assertThat(found.scales()[0]).isLessThan(1e-9);
        assertThat(found.objectives()[1]).isLessThan(0.05 * n);
      }
    }
  }

  @Test
  void aWarmStartGoesOnWhereTheOtherEnded() {
    Matrix inputs = TestMatrices.random(80, 12, 8);
    Matrix outputs = TestMatrices.random(80, 5, 9);
    HuberSettings settings = lbfgs(1.5, 5, HuberPrecision.DOUBLE);
    try (WorkerPool pool = new WorkerPool(1);
        HuberSolution first = fit(inputs, outputs, settings);
        HuberSolution second =
            Huber.fit(pool, inputs, outputs, settings, first, ProgressListener.SILENT)) {
      for (int j = 0; j < 5; j++) {
        assertThat(second.objectives()[j]).isLessThan(first.objectives()[j]);
      }
      assertThatThrownBy(
              () ->
                  Huber.fit(
                      pool,
                      inputs,
                      outputs.block(0, 80, 0, 4),
                      settings,
                      first,
                      ProgressListener.SILENT))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("12 inputs and 5 outputs, expected 12 and 4");
    }
  }

  @Test
  void progressEndsAtItsTotal() {
    AtomicLong total = new AtomicLong();
    AtomicLong done = new AtomicLong();
    ProgressListener listener =
        new ProgressListener() {
          @Override
          public void stage(String name, long steps) {
            total.addAndGet(steps);
          }

          @Override
          public void advance(long steps) {
            done.addAndGet(steps);
          }
        };
    Matrix inputs = TestMatrices.random(50, 10, 1);
    Matrix outputs = TestMatrices.random(50, 70, 2);
    try (WorkerPool pool = new WorkerPool(2);
        HuberSolution found =
            Huber.fit(pool, inputs, outputs, HuberSettings.earlyStopped(1.1), listener)) {
      assertThat(found.coefficients().rows()).isEqualTo(10);
      assertThat(found.toString()).contains("10 × 70");
    }
    assertThat(total).hasValue(7000);
    assertThat(done).hasValue(7000);
  }

  @Test
  void whatCannotBeIsRefused() {
    HuberSettings settings = HuberSettings.earlyStopped(1.1);
    assertThatThrownBy(() -> fit(Matrix.zeros(2, 3), Matrix.zeros(2, 1), settings))
        .isInstanceOf(TooFewRowsException.class);
    assertThatThrownBy(() -> fit(Matrix.zeros(3, 3), Matrix.zeros(2, 1), settings))
        .isInstanceOf(IllegalArgumentException.class);
    Matrix bad = Matrix.zeros(3, 1);
    bad.set(2, 0, Double.NaN);
    assertThatThrownBy(() -> fit(Matrix.zeros(3, 3), bad, settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("row 2");
    assertThatThrownBy(() -> HuberSettings.earlyStopped(0.99))
        .isInstanceOf(InputException.class)
        .hasMessage("found epsilon 0.99, expected a number of at least 1");
    assertThatThrownBy(() -> lbfgs(1, 0, HuberPrecision.SINGLE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("found 0 iterations");
    assertThatThrownBy(
            () -> new HuberSettings(1, -1, HuberAlgorithm.LBFGS, 1, 0, HuberPrecision.SINGLE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("alpha -1.0");
    assertThatThrownBy(
            () ->
                new HuberSettings(1, 0, HuberAlgorithm.LBFGS, 1, Double.NaN, HuberPrecision.SINGLE))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("tolerance NaN");
  }

  /** Where scikit-learn's scale collapsed, it stopped above the minimum. */
  @Test
  void convergedSolutionsAreThoseOfScikitLearn() throws IOException {
    JsonNode golden = GoldenHuber.read("huber.json.gz");
    assertThat(golden.get("cases").size()).isEqualTo(30);
    Map<Integer, JsonNode> refined = new HashMap<>();
    GoldenHuber.read("early.json.gz")
        .get("refined")
        .forEach(one -> refined.put(one.get("case").asInt(), one));
    int compared = 0;
    for (int number = 0; number < 30; number++) {
      JsonNode problem = golden.get("cases").get(number);
      Matrix x = GoldenHuber.matrix(problem.get("X"));
      Matrix y = GoldenHuber.column(problem.get("y"));
      HuberSettings settings =
          converged(problem.get("epsilon").asDouble(), problem.get("alpha").asDouble(), 1e-12);
      String name = x + ", " + settings;
      try (HuberSolution found = fit(x, y, settings)) {
        double recorded =
            objective(
                settings,
                x,
                y,
                0,
                GoldenHuber.column(problem.get("coef")).toArray(),
                problem.get("intercept").asDouble(),
                problem.get("scale").asDouble());
        assertThat(found.isConverged(0)).as(name).isTrue();
        assertThat(found.objectives()[0]).as(name).isLessThan(recorded);
        JsonNode expected = refined.getOrDefault(number, problem);
        double scale = expected.get("scale").asDouble();
        if (scale > 1e-6) {
          compared++;
          double tolerance = refined.containsKey(number) ? 1e-5 : 1e-4;
          assertThat(found.coefficients().right().toArray())
              .as(name)
              .containsExactly(
                  GoldenHuber.column(expected.get("coef")).toArray(), within(tolerance));
          assertThat(found.intercepts()[0])
              .as(name)
              .isCloseTo(expected.get("intercept").asDouble(), within(tolerance));
          assertThat(found.scales()[0]).as(name).isCloseTo(scale, within(tolerance));
        }
      }
    }
    assertThat(refined).hasSize(4);
    assertThat(compared).isEqualTo(20);
  }

  @Test
  void atEpsilonOneTheObjectiveIsThatOfALinearProgram() throws IOException {
    JsonNode golden = GoldenHuber.read("early.json.gz").get("deviations");
    assertThat(golden.size()).isEqualTo(6);
    for (JsonNode problem : golden) {
      Matrix x = GoldenHuber.matrix(problem.get("x"));
      Matrix y = GoldenHuber.column(problem.get("y"));
      try (HuberSolution found = fit(x, y, converged(1, 0, 1e-12))) {
        assertThat(found.isConverged(0)).isTrue();
        assertThat(found.objectives()[0])
            .isCloseTo(problem.get("objective").asDouble(), within(1e-9));
      }
    }
  }

  private static HuberSettings converged(double epsilon, double alpha, double tolerance) {
    return new HuberSettings(
        epsilon, alpha, HuberAlgorithm.CONVERGED, 50_000, tolerance, HuberPrecision.DOUBLE);
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "2, 2", "3, 9", "17, 17", "20, 41", "64, 65"})
  void convergedIsNotAboveManyIterationsOfTheOther(int k, int n) {
    Matrix inputs = TestMatrices.distances(n, k, 4, k);
    Matrix outputs = TestMatrices.random(n, 3, k);
    for (double epsilon : new double[] {1, 1.2, 2}) {
      HuberSettings many =
          new HuberSettings(epsilon, 1e-4, HuberAlgorithm.LBFGS, 3000, 1e-8, HuberPrecision.DOUBLE);
      HuberSettings settings = converged(epsilon, 1e-4, 1e-6);
      try (HuberSolution least = fit(inputs, outputs, settings);
          HuberSolution other = fit(inputs, outputs, many)) {
        for (int j = 0; j < 3; j++) {
          assertThat(least.isConverged(j)).as("epsilon %s, column %d", epsilon, j).isTrue();
          assertThat(least.objectives()[j])
              .as("epsilon %s, column %d", epsilon, j)
              .isLessThanOrEqualTo(other.objectives()[j] + 2e-6 * n);
        }
      }
    }
  }

  @Test
  void withAsManyReferencesAsRowsTheMinimumInterpolates() {
    int k = 80;
    Matrix inputs = TestMatrices.distances(k, k, 5, 11);
    Matrix outputs = TestMatrices.random(k, 70, 12);
    try (HuberSolution found = fit(inputs, outputs, HuberSettings.converged(1.5))) {
      assertThat(found.convergedColumns()).isEqualTo(70);
      assertThat(found.iterations()).containsOnly(0);
      double[] fitted = TestMatrices.product(inputs, false, found.coefficients().right(), false);
      for (int i = 0; i < k; i++) {
        for (int j = 0; j < 70; j++) {
          assertThat(fitted[i * 70 + j] + found.intercepts()[j])
              .isCloseTo(outputs.get(i, j), within(1e-9));
        }
      }
    }
  }
}
