package vane.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vane.InputException;
import vane.linalg.Matrix;
import vane.parallel.WorkerPool;

class AccumulatedRidgeTest {
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
    try (AccumulatedRidge first = new AccumulatedRidge(6, 2);
        AccumulatedRidge second = new AccumulatedRidge(6, 2)) {
      add(POOL, first, z, y, 0, 13, 6);
      add(POOL, second, z, y, 13, 40, 6);
      first.merge(second);
      assertThat(first.rows()).isEqualTo(40);
      try (Matrix b = first.solve(POOL, 1e-3)) {
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
    try (AccumulatedRidge ridge = new AccumulatedRidge(2, 1);
        Matrix z = Matrix.ofRows(new double[] {1, Double.NaN}, 1, 2);
        Matrix y = Matrix.ofRows(new double[] {1}, 1, 1);
        AccumulatedRidge other = new AccumulatedRidge(3, 1)) {
      assertThatIllegalArgumentException().isThrownBy(() -> ridge.add(POOL, z, y));
      assertThatIllegalArgumentException().isThrownBy(() -> ridge.merge(other));
      for (double lambda : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
        assertThatExceptionOfType(InputException.class)
            .isThrownBy(() -> ridge.solve(POOL, lambda))
            .withMessageContaining("lambda");
      }
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> ridge.solve(POOL, 1e-3))
          .withMessageContaining("singular");
    }
  }

  private static double[] solve(
      WorkerPool pool, double[] z, double[] y, int n, int p, double lambda, int block) {
    try (AccumulatedRidge ridge = new AccumulatedRidge(p, 2)) {
      for (int from = 0; from < n; from += block) {
        add(pool, ridge, z, y, from, Math.min(n, from + block), p);
      }
      try (Matrix b = ridge.solve(pool, lambda)) {
        return b.toArray();
      }
    }
  }

  private static void add(
      WorkerPool pool, AccumulatedRidge ridge, double[] z, double[] y, int from, int to, int p) {
    try (Matrix inputs = rows(z, from, to, p);
        Matrix outputs = rows(y, from, to, 2)) {
      ridge.add(pool, inputs, outputs);
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
