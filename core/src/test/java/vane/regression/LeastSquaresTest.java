package vane.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vane.linalg.Matrix;
import vane.linalg.Multiply;
import vane.linalg.TestMatrices;
import vane.parallel.WorkerPool;
import vane.regression.LeastSquaresSolution.Route;

class LeastSquaresTest {
  @Test
  void agreesWithNumpy() throws IOException {
    JsonNode golden;
    try (InputStream file =
        LeastSquaresTest.class.getResourceAsStream("/golden/least-squares/lstsq.json.gz")) {
      golden = new ObjectMapper().readTree(new GZIPInputStream(file));
    }
    assertThat(golden.get("cases").size()).isEqualTo(6);
    try (WorkerPool pool = new WorkerPool(2)) {
      for (JsonNode problem : golden.get("cases")) {
        String name = problem.get("name").asText();
        Matrix inputs = matrix(problem.get("inputs"));
        Matrix expected = matrix(problem.get("coefficients"));
        try (LeastSquaresSolution found =
            LeastSquares.fit(pool, inputs, matrix(problem.get("outputs")))) {
          double largest = 0;
          for (double b : expected.toArray()) {
            largest = Math.max(largest, Math.abs(b));
          }
          assertThat(found.rank()).as(name).isEqualTo(problem.get("rank").asInt());
          assertThat(
                  TestMatrices.largestDifference(
                      found.coefficients().toArray(), expected.toArray()))
              .as(name)
              .isLessThan(1e-9 * largest);
          boolean full = found.rank() == inputs.columns();
          Route regular = inputs.rows() == inputs.columns() ? Route.LU : Route.QR;
          assertThat(found.route()).as(name).isEqualTo(full ? regular : Route.RANK_REVEALING_QR);
          assertThat(found.isFullRank()).isEqualTo(full);
        }
      }
    }
  }

  private static Matrix matrix(JsonNode rows) {
    Matrix matrix = Matrix.zeros(rows.size(), rows.get(0).size());
    for (int i = 0; i < matrix.rows(); i++) {
      for (int j = 0; j < matrix.columns(); j++) {
        matrix.set(i, j, rows.get(i).get(j).asDouble());
      }
    }
    return matrix;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7, 63, 64, 65, 129, 300})
  void aSquareDistanceMatrixInterpolates(int k) {
    try (WorkerPool pool = new WorkerPool(2)) {
      Matrix d = TestMatrices.distances(k, k, 6, k);
      Matrix o = TestMatrices.random(k, 2 * k, 1);
      double[] before = d.toArray();
      try (LeastSquaresSolution solution = LeastSquares.fit(pool, d, o)) {
        assertThat(solution.route()).isEqualTo(Route.LU);
        assertThat(solution.rank()).isEqualTo(k);
        assertThat(solution.reciprocalCondition()).isBetween(1e-7, 1.0);
        assertThat(
                TestMatrices.largestDifference(
                    TestMatrices.product(d, false, solution.coefficients(), false), o.toArray()))
            .isLessThan(1e-15 * k / solution.reciprocalCondition());
      }
      assertThat(d.toArray()).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64, 129, 300})
  void moreRowsThanInputsLeaveResidualsAtRightAngles(int k) {
    int n = 4 * k + 3;
    try (WorkerPool pool = new WorkerPool(2)) {
      Matrix d = TestMatrices.distances(n, k, 6, k);
      Matrix o = TestMatrices.random(n, 5, 1);
      try (LeastSquaresSolution solution = LeastSquares.fit(pool, d, o)) {
        assertThat(solution.route()).isEqualTo(Route.QR);
        Matrix residuals = o.copy();
        Multiply.multiply(pool, -1, d, false, solution.coefficients(), false, 1, residuals);
        double[] gradient = TestMatrices.product(d, true, residuals, false);
        double[] zeros = new double[gradient.length];
        assertThat(TestMatrices.largestDifference(gradient, zeros)).isLessThan(1e-10 * n);
        assertThat(
                TestMatrices.largestDifference(
                    residuals.toArray(), new double[residuals.rows() * 5]))
            .isGreaterThan(0.1);
      }
    }
  }

  @Test
  void keepsAccuracyWhereTheNormalEquationsLoseIt() {
    // Columns x^0 … x^11: condition about 1e9, which squared is beyond double precision.
    int n = 400;
    int k = 12;
    Matrix d = Matrix.zeros(n, k);
    Matrix truth = Matrix.zeros(k, 1);
    for (int j = 0; j < k; j++) {
      truth.set(j, 0, 1 + j);
      for (int i = 0; i < n; i++) {
        d.set(i, j, Math.pow((i + 0.5) / n, j));
      }
    }
    Matrix o = Matrix.ofRows(TestMatrices.product(d, false, truth, false), n, 1);
    try (WorkerPool pool = new WorkerPool(2);
        LeastSquaresSolution solution = LeastSquares.fit(pool, d, o)) {
      assertThat(solution.reciprocalCondition()).isLessThan(1e-8);
      assertThat(TestMatrices.largestDifference(solution.coefficients().toArray(), truth.toArray()))
          .isLessThan(1e-4);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {90, 150})
  void environmentsThatOccurTwiceShareTheirCoefficients(int n) {
    int k = 90;
    Matrix d = TestMatrices.distances(n, k, 6, 4);
    for (int[] twins : new int[][] {{3, 80}, {40, 41}}) {
      for (int i = 0; i < n; i++) {
        d.set(i, twins[1], d.get(i, twins[0]));
      }
      d.rows(twins[1], twins[1] + 1).copyFrom(d.rows(twins[0], twins[0] + 1));
    }
    try (WorkerPool pool = new WorkerPool(2);
        LeastSquaresSolution solution = LeastSquares.fit(pool, d, TestMatrices.random(n, 4, 1))) {
      assertThat(solution.route()).isEqualTo(Route.RANK_REVEALING_QR);
      assertThat(solution.rank()).isEqualTo(88);
      assertThat(solution.isFullRank()).isFalse();
      for (int j = 0; j < 4; j++) {
        Matrix b = solution.coefficients();
        assertThat(Math.abs(b.get(3, j) - b.get(80, j))).isLessThan(1e-10);
        assertThat(Math.abs(b.get(40, j) - b.get(41, j))).isLessThan(1e-10);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {150, 151, 400})
  void givesTheSameBitsWithOneAndTwoThreads(int n) {
    for (int copies = 0; copies < 2; copies++) {
      Matrix d = TestMatrices.distances(n, 150, 6, 2);
      if (copies == 1) {
        for (int i = 0; i < n; i++) {
          d.set(i, 149, d.get(i, 0));
        }
      }
      Matrix o = TestMatrices.random(n, 1100, 1);
      double[][] found = new double[2][];
      for (int threads = 1; threads <= 2; threads++) {
        try (WorkerPool pool = new WorkerPool(threads);
            LeastSquaresSolution solution = LeastSquares.fit(pool, d, o)) {
          found[threads - 1] = solution.coefficients().toArray();
          assertThat(solution.rank()).isEqualTo(150 - copies);
        }
      }
      assertThat(found[1]).isEqualTo(found[0]);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64, 100, 1000})
  void blocksAndMergesGiveWhatAllRowsGive(int blockRows) {
    int n = 700;
    Matrix d = TestMatrices.distances(n, 65, 6, 2);
    Matrix o = TestMatrices.random(n, 9, 1);
    try (WorkerPool pool = new WorkerPool(2);
        LeastSquaresSolution all = LeastSquares.fit(pool, d, o);
        BlockedLeastSquares blocked = new BlockedLeastSquares(65, 9);
        BlockedLeastSquares first = new BlockedLeastSquares(65, 9);
        BlockedLeastSquares second = new BlockedLeastSquares(65, 9)) {
      for (int from = 0; from < n; from += blockRows) {
        int to = Math.min(n, from + blockRows);
        blocked.add(pool, d.rows(from, to), o.rows(from, to));
        (from < 200 ? first : second).add(pool, d.rows(from, to), o.rows(from, to));
      }
      first.merge(pool, second);
      assertThat(first.rows()).isEqualTo(n);
      try (LeastSquaresSolution a = blocked.solve(pool);
          LeastSquaresSolution b = first.solve(pool)) {
        assertThat(a.coefficients().toArray()).isEqualTo(all.coefficients().toArray());
        assertThat(
                TestMatrices.largestDifference(
                    b.coefficients().toArray(), all.coefficients().toArray()))
            .isLessThan(1e-10);
      }
    }
  }

  @Test
  void refusesMoreReferencesThanRows() {
    try (WorkerPool pool = new WorkerPool(1);
        BlockedLeastSquares blocked = new BlockedLeastSquares(5, 1)) {
      assertThatThrownBy(() -> LeastSquares.fit(pool, Matrix.zeros(4, 5), Matrix.zeros(4, 1)))
          .isInstanceOfSatisfying(
              TooFewRowsException.class,
              e -> {
                assertThat(e.inputs()).isEqualTo(5);
                assertThat(e.rows()).isEqualTo(4);
              })
          .hasMessage(
              "K = 5 references is larger than the data, found 4 rows, expected at least 5");
      blocked.add(pool, TestMatrices.random(3, 5, 1), TestMatrices.random(3, 1, 2));
      assertThatThrownBy(() -> blocked.solve(pool)).isInstanceOf(TooFewRowsException.class);
    }
  }

  @Test
  void refusesNumbersThatAreNotFinite() {
    try (WorkerPool pool = new WorkerPool(1)) {
      for (int n : new int[] {5, 8}) {
        Matrix d = TestMatrices.random(n, 5, 1);
        Matrix o = TestMatrices.random(n, 2, 2);
        o.set(4, 1, Double.NaN);
        assertThatIllegalArgumentException()
            .isThrownBy(() -> LeastSquares.fit(pool, d, o))
            .withMessageContaining("the outputs")
            .withMessageContaining("row 4, column 1");
        o.set(4, 1, 0);
        d.set(2, 0, Double.NEGATIVE_INFINITY);
        assertThatIllegalArgumentException()
            .isThrownBy(() -> LeastSquares.fit(pool, d, o))
            .withMessageContaining("the inputs")
            .withMessageContaining("row 2, column 0");
      }
    }
  }
}
