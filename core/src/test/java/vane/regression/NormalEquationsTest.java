package vane.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vane.linalg.Matrix;
import vane.linalg.TestMatrices;
import vane.parallel.WorkerPool;

class NormalEquationsTest {
  private static NormalEquations of(Matrix features, double[] targets, WorkerPool pool) {
    NormalEquations equations = NormalEquations.empty(features.rows());
    equations.add(features, targets, pool);
    return equations;
  }

  private static double[] targets(int count, long seed) {
    return TestMatrices.random(1, count, seed).toArray();
  }

  private static double[] penalties(int features, long seed) {
    Random random = new Random(seed);
    return random.doubles(features, 0.1, 3).toArray();
  }

  private static Matrix transposed(Matrix a) {
    Matrix result = Matrix.zeros(a.columns(), a.rows());
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < a.columns(); j++) {
        result.set(j, i, a.get(i, j));
      }
    }
    return result;
  }

  private static double squaredError(Matrix features, double[] targets, double[] weights) {
    double sum = 0;
    for (int j = 0; j < targets.length; j++) {
      double residual = -targets[j];
      for (int i = 0; i < weights.length; i++) {
        residual += features.get(i, j) * weights[i];
      }
      sum += residual * residual;
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 63, 64, 65, 257})
  void withoutPenaltiesGivesLeastSquares(int p) {
    int m = 3 * p + 5;
    Matrix features = TestMatrices.random(p, m, p);
    double[] y = targets(m, 1);
    try (WorkerPool pool = new WorkerPool(2);
        NormalEquations equations = of(features, y, pool);
        LeastSquaresSolution expected =
            LeastSquares.fit(pool, transposed(features), Matrix.ofRows(y, m, 1));
        RidgeSolution found = equations.solve(new double[p], pool)) {
      assertThat(equations.equations()).isEqualTo(m);
      assertThat(equations.features()).isEqualTo(p);
      assertThat(found.features()).isEqualTo(p);
      assertThat(TestMatrices.largestDifference(found.weights(), expected.coefficients().toArray()))
          .isLessThan(1e-11);
      assertThat(found.reciprocalCondition()).isBetween(1e-4, 1.0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 63, 64, 65, 257})
  void withPenaltiesGivesTheClosedForm(int p) {
    // Fewer equations than features when p is large: only the penalties make it solvable.
    int m = p / 2 + 3;
    Matrix features = TestMatrices.random(p, m, p);
    double[] y = targets(m, 1);
    double[] penalties = penalties(p, 3);
    double[] square = TestMatrices.product(features, false, features, true);
    RealMatrix a = MatrixUtils.createRealMatrix(p, p);
    for (int i = 0; i < p * p; i++) {
      a.setEntry(i / p, i % p, square[i] + (i / p == i % p ? penalties[i / p] : 0));
    }
    double[] b = TestMatrices.product(features, false, Matrix.ofRows(y, m, 1), false);
    DecompositionSolver closedForm = new LUDecomposition(a).getSolver();
    double[] expected = closedForm.solve(new ArrayRealVector(b)).toArray();
    try (WorkerPool pool = new WorkerPool(2);
        NormalEquations equations = of(features, y, pool);
        RidgeSolution found = equations.solve(penalties, pool)) {
      assertThat(TestMatrices.largestDifference(found.weights(), expected)).isLessThan(1e-11);
      // The same by least squares, with an equation for each penalty.
      Matrix stacked = Matrix.zeros(m + p, p);
      stacked.rows(0, m).copyFrom(transposed(features));
      for (int i = 0; i < p; i++) {
        stacked.set(m + i, i, Math.sqrt(penalties[i]));
      }
      Matrix outputs = Matrix.ofRows(Arrays.copyOf(y, m + p), m + p, 1);
      try (LeastSquaresSolution squares = LeastSquares.fit(pool, stacked, outputs)) {
        assertThat(
                TestMatrices.largestDifference(found.weights(), squares.coefficients().toArray()))
            .isLessThan(1e-11);
      }
      Matrix rows = TestMatrices.random(p, 4, 8);
      double[] leverages = found.leverages(rows, pool);
      for (int j = 0; j < 4; j++) {
        ArrayRealVector x = new ArrayRealVector(p);
        for (int i = 0; i < p; i++) {
          x.setEntry(i, rows.get(i, j));
        }
        double leverage = x.dotProduct(closedForm.solve(x));
        assertThat(leverages[j]).isCloseTo(leverage, within(1e-11 * (1 + leverage)));
        assertThat(found.leverage(x.toArray())).isCloseTo(leverage, within(1e-11 * (1 + leverage)));
      }
    }
  }

  /** NumPy 1.24.2 (lstsq, solve) and scikit-learn 1.2.1 (Ridge without intercept, "cholesky"). */
  @Test
  void agreesWithScikitLearnAndNumpy() {
    double[] x = {1, 2, -1, 0.5, -1, 3, 2, 0.25, 1, -1.5, 1, 0.5, 0.75, -2, -0.25};
    double[] y = {1, -2, 0.5, 3, -1.25};
    Matrix features = transposed(Matrix.ofRows(x, 5, 3));
    try (WorkerPool pool = new WorkerPool(1);
        NormalEquations equations = of(features, y, pool);
        RidgeSolution ridge = equations.solve(new double[] {0.5, 0.5, 0.5}, pool);
        RidgeSolution unlike = equations.solve(new double[] {0, 0.25, 4}, pool)) {
      assertThat(ridge.weights())
          .containsExactly(
              new double[] {-0.4058137404321435, 0.8463900306828064, -0.0744510827948573},
              within(1e-14));
      assertThat(equations.squaredError(ridge.weights()))
          .isCloseTo(5.0729061110634115, within(1e-13));
      assertThat(unlike.weights())
          .containsExactly(
              new double[] {-0.4327005685816543, 0.873940655099318, -0.0479430468551002},
              within(1e-14));
      assertThat(equations.squaredError(unlike.weights()))
          .isCloseTo(5.055842179328831, within(1e-13));
      assertThat(unlike.leverages(features, pool))
          .containsExactly(
              new double[] {
                0.5817026365437834,
                0.5992073531379922,
                0.565370484697512,
                0.42799822129353404,
                0.5084518777873237
              },
              within(1e-14));
      // dpocon's estimate, by SciPy; the exact value is 0.331.
      assertThat(unlike.reciprocalCondition()).isCloseTo(0.3445783311762694, within(1e-13));
      assertThat(equations.diagonal()).containsExactly(new double[] {8.0625, 10.0625, 11.3125});
      assertThat(equations.meanDiagonal()).isCloseTo(29.4375 / 3, within(1e-14));
      assertThat(equations.targetSum()).isEqualTo(15.8125);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64, 100})
  void additionsAndMergesGiveWhatAllEquationsGive(int block) {
    int p = 65;
    int m = 300;
    Matrix features = TestMatrices.random(p, m, 1);
    double[] y = targets(m, 2);
    double[] penalties = penalties(p, 3);
    try (WorkerPool pool = new WorkerPool(2);
        NormalEquations all = of(features, y, pool);
        NormalEquations first = NormalEquations.empty(p);
        NormalEquations second = NormalEquations.empty(p);
        NormalEquations nothing = NormalEquations.empty(p)) {
      for (int from = 0; from < m; from += block) {
        int to = Math.min(m, from + block);
        // A buffer longer than what it holds: only the first columns count.
        Matrix buffer = Matrix.zeros(p, block + 2);
        buffer.set(3, block + 1, Double.NaN);
        buffer.block(0, p, 0, to - from).copyFrom(features.block(0, p, from, to));
        double[] targets = new double[block + 1];
        Arrays.fill(targets, Double.NaN);
        System.arraycopy(y, from, targets, 0, to - from);
        (from < 120 ? first : second).add(buffer, targets, to - from, pool);
      }
      first.add(features, y, 0, pool);
      first.merge(second);
      first.merge(nothing);
      assertThat(first.equations()).isEqualTo(m);
      assertThat(second.equations()).isLessThan(m);
      assertThat(first.targetSum()).isCloseTo(all.targetSum(), within(1e-11));
      assertThat(TestMatrices.largestDifference(first.diagonal(), all.diagonal()))
          .isLessThan(1e-11);
      try (RidgeSolution one = all.solve(penalties, pool);
          RidgeSolution other = first.solve(penalties, pool)) {
        assertThat(TestMatrices.largestDifference(one.weights(), other.weights()))
            .isLessThan(1e-12);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {130, 700})
  void givesTheSameBitsWithOneAndTwoThreads(int p) {
    Matrix features = TestMatrices.random(p, p + 90, 1);
    double[] y = targets(p + 90, 2);
    double[] penalties = penalties(p, 3);
    double[][] weights = new double[2][];
    double[][] leverages = new double[2][];
    double[] errors = new double[2];
    for (int threads = 1; threads <= 2; threads++) {
      try (WorkerPool pool = new WorkerPool(threads);
          NormalEquations equations = of(features, y, pool);
          RidgeSolution solution = equations.solve(penalties, pool)) {
        weights[threads - 1] = solution.weights();
        leverages[threads - 1] = solution.leverages(features, pool);
        errors[threads - 1] = equations.squaredError(weights[threads - 1]);
      }
    }
    assertThat(weights[1]).isEqualTo(weights[0]);
    assertThat(leverages[1]).isEqualTo(leverages[0]);
    assertThat(errors[1]).isEqualTo(errors[0]);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 63, 64, 65, 257})
  void squaredErrorsFollowFromTheSums(int p) {
    int m = p + 40;
    Matrix features = TestMatrices.random(p, m, p);
    double[] y = targets(m, 1);
    try (WorkerPool pool = new WorkerPool(2);
        NormalEquations equations = of(features, y, pool);
        RidgeSolution solution = equations.solve(penalties(p, 3), pool)) {
      double[][] choices = {new double[p], targets(p, 5), solution.weights()};
      for (double[] weights : choices) {
        double expected = squaredError(features, y, weights);
        assertThat(equations.squaredError(weights))
            .isCloseTo(expected, within(1e-12 * (expected + m)));
      }
      // What the weights explain exactly is lost in rounding, but never negative.
      Matrix explained =
          Matrix.ofRows(
              TestMatrices.product(features, true, Matrix.ofRows(solution.weights(), p, 1), false),
              1,
              m);
      try (NormalEquations exact = of(features, explained.toArray(), pool)) {
        assertThat(exact.squaredError(solution.weights())).isBetween(0.0, 1e-12 * m);
      }
    }
  }

  @Test
  void aCopyLeadsItsOwnLife() {
    Matrix features = TestMatrices.random(30, 80, 1);
    double[] y = targets(80, 2);
    double[] penalties = penalties(30, 3);
    try (WorkerPool pool = new WorkerPool(1);
        NormalEquations equations = of(features, y, pool);
        NormalEquations copy = equations.copy();
        RidgeSolution before = equations.solve(penalties, pool)) {
      equations.add(TestMatrices.random(30, 9, 7), targets(9, 8), pool);
      assertThat(copy.equations()).isEqualTo(80);
      assertThat(equations.equations()).isEqualTo(89);
      try (RidgeSolution after = copy.solve(penalties, pool);
          RidgeSolution changed = equations.solve(penalties, pool)) {
        assertThat(after.weights()).isEqualTo(before.weights());
        assertThat(changed.weights()).isNotEqualTo(before.weights());
        assertThat(copy.squaredError(after.weights()))
            .isNotEqualTo(equations.squaredError(after.weights()));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 65})
  void theSumsCarryAllAndNoBitIsLost(int p) {
    Matrix features = TestMatrices.random(p, 2 * p + 3, 1);
    double[] y = targets(2 * p + 3, 2);
    double[] penalties = penalties(p, 3);
    double[] square = TestMatrices.product(features, false, features, true);
    try (WorkerPool pool = new WorkerPool(1);
        NormalEquations equations = of(features, y, pool);
        NormalEquations other =
            NormalEquations.of(
                equations::lowerRow,
                equations.products(),
                1,
                equations.targetSum(),
                equations.equations());
        RidgeSolution one = equations.solve(penalties, pool);
        RidgeSolution two = other.solve(penalties, pool)) {
      for (int i = 0; i < p; i++) {
        assertThat(equations.lowerRow(i))
            .containsExactly(Arrays.copyOfRange(square, i * p, i * p + i + 1), within(1e-12));
      }
      assertThat(two.weights()).isEqualTo(one.weights());
      assertThat(other.squaredError(one.weights()))
          .isEqualTo(equations.squaredError(one.weights()));
      assertThat(other.equations()).isEqualTo(2 * p + 3);
      assertThat(other.targetSum()).isEqualTo(equations.targetSum());
    }
  }

  @Test
  void sumsThatCannotBeAreRefused() {
    double[][] rows = {{1}, {0.5, 2}};
    double[][] negative = {{1}, {0.5, -2}};
    double[][] infinite = {{1}, {Double.POSITIVE_INFINITY, 2}};
    double[][] square = {{1, 0.5}, {0.5, 2}};
    double[] products = {1, 2};
    NormalEquations.of(i -> rows[i], products, 1, 3, 4).close();
    for (double[][] wrong : new double[][][] {negative, infinite, square}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> NormalEquations.of(i -> wrong[i], products, 1, 3, 4))
          .withMessageContaining("lower triangle");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NormalEquations.of(i -> rows[i], new double[] {1, Double.NaN}, 1, 3, 4))
        .withMessageContaining("products");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NormalEquations.of(i -> rows[i], products, 1, -3, 4))
        .withMessageContaining("squared targets");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NormalEquations.of(i -> rows[i], products, 1, 3, -4))
        .withMessageContaining("-4 equations");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NormalEquations.of(i -> rows[i], new double[0], 1, 3, 4));
  }

  @Test
  void saysWhereAPenaltyIsTooSmall() {
    // Feature 40 never differs from zero.
    Matrix features = TestMatrices.random(60, 200, 1);
    features.setRow(40, new double[200], 0);
    try (WorkerPool pool = new WorkerPool(1);
        NormalEquations equations = of(features, targets(200, 2), pool)) {
      assertThatExceptionOfType(PenaltyTooSmallException.class)
          .isThrownBy(() -> equations.solve(new double[60], pool))
          .withMessage(
              "the normal equations are not positive definite at feature 40 of 60, found a penalty"
                  + " of 0.0, expected a larger one")
          .satisfies(
              e -> {
                assertThat(e.feature()).isEqualTo(40);
                assertThat(e.features()).isEqualTo(60);
                assertThat(e.penalty()).isZero();
              });
      double[] penalties = new double[60];
      penalties[40] = 1e-3;
      try (RidgeSolution solution = equations.solve(penalties, pool)) {
        assertThat(solution.weights()[40]).isZero();
        assertThat(solution.reciprocalCondition()).isLessThan(1e-4);
      }
    }
  }

  @Test
  void withoutEquationsThePenaltiesDecide() {
    try (WorkerPool pool = new WorkerPool(1);
        NormalEquations equations = NormalEquations.empty(3);
        RidgeSolution solution = equations.solve(new double[] {1, 2, 4}, pool)) {
      assertThat(solution.weights()).containsOnly(0.0);
      assertThat(solution.leverage(new double[] {1, 2, 4})).isCloseTo(7, within(1e-14));
      assertThat(equations.squaredError(new double[] {1, 2, 3})).isZero();
    }
  }

  @Test
  void weightsOutliveTheFactor() {
    try (WorkerPool pool = new WorkerPool(1);
        NormalEquations equations = of(TestMatrices.random(4, 9, 1), targets(9, 2), pool)) {
      RidgeSolution solution = equations.solve(new double[4], pool);
      double[] weights = solution.weights();
      solution.close();
      assertThat(solution.weights()).isEqualTo(weights);
      assertThat(solution.reciprocalCondition()).isPositive();
      assertThatIllegalStateException()
          .isThrownBy(() -> solution.leverage(new double[4]))
          .withMessageContaining("closed");
      assertThatIllegalStateException()
          .isThrownBy(() -> solution.leverages(Matrix.zeros(4, 1), pool))
          .withMessageContaining("closed");
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    try (WorkerPool pool = new WorkerPool(1);
        NormalEquations equations = NormalEquations.empty(3)) {
      assertThatIllegalArgumentException().isThrownBy(() -> NormalEquations.empty(0));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> equations.add(Matrix.zeros(3, 5), new double[4], pool))
          .withMessageContaining("expected 5");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> equations.add(Matrix.zeros(4, 5), new double[5], pool))
          .withMessageContaining("expected 3 rows");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> equations.add(Matrix.zeros(3, 5), new double[5], 6, pool));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> equations.merge(equations))
          .withMessageContaining("other ones");
      try (NormalEquations wider = NormalEquations.empty(4)) {
        assertThatIllegalArgumentException().isThrownBy(() -> equations.merge(wider));
      }
      assertThatIllegalArgumentException()
          .isThrownBy(() -> equations.solve(new double[2], pool))
          .withMessageContaining("2 penalties");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> equations.solve(new double[] {1, -1, 1}, pool))
          .withMessageContaining("penalty 1 is -1.0");
      assertThatIllegalArgumentException().isThrownBy(() -> equations.squaredError(new double[4]));
    }
  }

  @Test
  void refusesNumbersThatAreNotFiniteAndKeepsItsSums() {
    try (WorkerPool pool = new WorkerPool(2);
        NormalEquations equations = of(TestMatrices.random(100, 150, 1), targets(150, 2), pool)) {
      double[] diagonal = equations.diagonal();
      Matrix features = TestMatrices.random(100, 20, 3);
      double[] y = targets(20, 4);
      y[5] = Double.NaN;
      assertThatIllegalArgumentException()
          .isThrownBy(() -> equations.add(features, y, pool))
          .withMessageContaining("target 5 is NaN");
      y[5] = 0;
      features.set(70, 11, Double.NEGATIVE_INFINITY);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> equations.add(features, y, pool))
          .withMessageContaining("feature 70 of equation 11 is -Infinity");
      assertThat(equations.equations()).isEqualTo(150);
      assertThat(equations.diagonal()).isEqualTo(diagonal);
    }
  }
}
