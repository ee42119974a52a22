package vane.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vane.InputException;
import vane.linalg.Matrix;
import vane.linalg.TestMatrices;
import vane.parallel.WorkerPool;

/** Normal equations of several targets, which come as rows. */
class SeveralTargetsTest {
  private static final WorkerPool POOL = new WorkerPool(1);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theGradientOfThePenalisedSumVanishes(long seed) {
    int n = 37;
    int p = 11;
    double[] z = random(n * p, seed);
    double[] y = random(n * 2, seed + 9);
    double lambda = 0.03;
    double[] b = solve(POOL, z, y, n, p, lambda, 5);
    double ridge = lambda * sumOfSquares(z) / p;
    for (int j = 0; j < p; j++) {
      for (int o = 0; o < 2; o++) {
        double gradient = ridge * b[2 * j + o];
        for (int i = 0; i < n; i++) {
          double residual = -y[2 * i + o];
          for (int q = 0; q < p; q++) {
            residual += z[i * p + q] * b[2 * q + o];
          }
          gradient += z[i * p + j] * residual;
        }
        assertThat(gradient).as("input %d, output %d", j, o).isCloseTo(0, within(1e-10));
      }
    }
  }

  @Test
  void moreInputsThanRowsAreNoTrouble() {
    double[] b = solve(POOL, random(3 * 8, 1), random(3 * 2, 2), 3, 8, 1e-6, 3);
    assertThat(Arrays.stream(b).allMatch(Double::isFinite)).isTrue();
  }

  @Test
  void blocksAndPartsAddUp() {
    double[] z = random(40 * 6, 4);
    double[] y = random(40 * 2, 5);
    double[] whole = solve(POOL, z, y, 40, 6, 1e-3, 40);
    assertThat(solve(POOL, z, y, 40, 6, 1e-3, 7)).containsExactly(whole, within(1e-12));
    try (NormalEquations first = NormalEquations.empty(6, 2);
        NormalEquations second = NormalEquations.empty(6, 2)) {
      add(POOL, first, z, y, 0, 13, 6);
      add(POOL, second, z, y, 13, 40, 6);
      first.merge(second);
      assertThat(first.equations()).isEqualTo(40);
      try (Matrix b = first.solveRelative(1e-3, POOL)) {
        assertThat(b.toArray()).containsExactly(whole, within(1e-12));
      }
    }
  }

  @Test
  void theNumberOfThreadsDoesNotShow() {
    double[] z = random(900 * 300, 6);
    double[] y = random(900 * 2, 7);
    try (WorkerPool two = new WorkerPool(2)) {
      assertThat(solve(two, z, y, 900, 300, 1e-5, 400))
          .containsExactly(solve(POOL, z, y, 900, 300, 1e-5, 400));
    }
  }

  @Test
  void whatCannotBeIsRefused() {
    try (NormalEquations ridge = NormalEquations.empty(2, 1);
        Matrix z = Matrix.ofRows(new double[] {1, Double.NaN}, 1, 2);
        Matrix y = Matrix.ofRows(new double[] {1}, 1, 1);
        NormalEquations other = NormalEquations.empty(3, 1);
        NormalEquations wider = NormalEquations.empty(2, 2)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ridge.addRows(z, y, POOL))
          .withMessageContaining("feature 1 of equation 0 is NaN");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  ridge.addRows(
                      Matrix.ofRows(new double[] {1, 2}, 1, 2),
                      Matrix.ofRows(new double[] {Double.NaN}, 1, 1),
                      POOL))
          .withMessageContaining("targets");
      assertThatIllegalArgumentException().isThrownBy(() -> ridge.merge(other));
      for (double lambda : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
        assertThatExceptionOfType(InputException.class)
            .isThrownBy(() -> ridge.solveRelative(lambda, POOL))
            .withMessageContaining("lambda");
      }
      assertThat(ridge.equations()).isZero();
      assertThatExceptionOfType(PenaltyTooSmallException.class)
          .isThrownBy(() -> ridge.solveRelative(1e-3, POOL))
          .withMessageContaining("feature 0 of 2");
      assertThatIllegalArgumentException().isThrownBy(() -> ridge.merge(wider));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> wider.addRows(Matrix.zeros(3, 2), Matrix.zeros(2, 2), POOL))
          .withMessageContaining("equal rows");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> wider.addRows(Matrix.zeros(3, 2), Matrix.zeros(3, 1), POOL))
          .withMessageContaining("2 columns");
      assertThatIllegalStateException()
          .isThrownBy(() -> wider.add(Matrix.zeros(2, 3), new double[3], POOL))
          .withMessageContaining("single target");
      assertThatIllegalStateException()
          .isThrownBy(() -> wider.squaredError(new double[2]))
          .withMessageContaining("single target");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 64, 129})
  void rowsAndColumnsAndSingleTargetsAgree(int p) {
    int n = p + 30;
    int t = 3;
    double[] penalties = new double[p];
    Arrays.fill(penalties, 0.7);
    try (Matrix z = TestMatrices.random(n, p, 1);
        Matrix y = TestMatrices.random(n, t, 2);
        NormalEquations together = NormalEquations.empty(p, t)) {
      together.addRows(z, y, POOL);
      assertThat(together.targets()).isEqualTo(t);
      assertThat(together.targetSum()).isCloseTo(sumOfSquares(y.toArray()), within(1e-10));
      try (NormalEquations copy = together.copy();
          RidgeSolution all = copy.solve(penalties, POOL);
          Matrix transposed = Matrix.zeros(p, n)) {
        assertThat(all.features()).isEqualTo(p);
        assertThat(all.targets()).isEqualTo(t);
        for (int i = 0; i < n; i++) {
          for (int j = 0; j < p; j++) {
            transposed.set(j, i, z.get(i, j));
          }
        }
        for (int o = 0; o < t; o++) {
          try (NormalEquations alone = NormalEquations.empty(p)) {
            alone.add(transposed, column(y, o), POOL);
            try (RidgeSolution one = alone.solve(penalties, POOL)) {
              for (int j = 0; j < p; j++) {
                assertThat(all.weights()[j * t + o]).isCloseTo(one.weights()[j], within(1e-11));
              }
              double[] x = random(p, 3);
              assertThat(all.leverage(x)).isCloseTo(one.leverage(x), within(1e-10));
            }
          }
        }
      }
    }
  }

  @Test
  void aRelativePenaltyIsOneOnAllFeatures() {
    try (NormalEquations equations = NormalEquations.empty(5, 2);
        Matrix z = TestMatrices.random(9, 5, 1);
        Matrix y = TestMatrices.random(9, 2, 2)) {
      equations.addRows(z, y, POOL);
      double[] penalties = new double[5];
      Arrays.fill(penalties, 0.25 * equations.meanDiagonal());
      try (Matrix relative = equations.solveRelative(0.25, POOL);
          RidgeSolution absolute = equations.solve(penalties, POOL)) {
        assertThat(relative.toArray()).isEqualTo(absolute.weights());
      }
      equations.addRows(z.rows(0, 0), y.rows(0, 0), POOL);
      assertThat(equations.equations()).isEqualTo(9);
    }
  }

  private static double[] column(Matrix y, int column) {
    double[] values = new double[y.rows()];
    for (int i = 0; i < values.length; i++) {
      values[i] = y.get(i, column);
    }
    return values;
  }

  private static double[] solve(
      WorkerPool pool, double[] z, double[] y, int n, int p, double lambda, int block) {
    try (NormalEquations ridge = NormalEquations.empty(p, 2)) {
      for (int from = 0; from < n; from += block) {
        add(pool, ridge, z, y, from, Math.min(n, from + block), p);
      }
      try (Matrix b = ridge.solveRelative(lambda, pool)) {
        return b.toArray();
      }
    }
  }

  private static void add(
      WorkerPool pool, NormalEquations ridge, double[] z, double[] y, int from, int to, int p) {
    try (Matrix inputs = rows(z, from, to, p);
        Matrix outputs = rows(y, from, to, 2)) {
      ridge.addRows(inputs, outputs, pool);
    }
  }

  private static Matrix rows(double[] values, int from, int to, int columns) {
    double[] part = Arrays.copyOfRange(values, from * columns, to * columns);
    return Matrix.ofRows(part, to - from, columns);
  }

  private static double[] random(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return random.doubles(count, -1, 1).toArray();
  }

  private static double sumOfSquares(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return sum;
  }
}
