package vane.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vane.parallel.WorkerPool;

class CholeskyFactorizationTest {
  private static final double UNTOUCHED = -7.25;

  /** A Aᵀ + I/10 in the lower triangle, and a number that must not matter above the diagonal. */
  private static Matrix positiveDefinite(int n, long seed) {
    Matrix a = TestMatrices.random(n, n, seed);
    double[] square = TestMatrices.product(a, false, a, true);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        a.set(i, j, j > i ? UNTOUCHED : square[i * n + j] + (i == j ? 0.1 : 0));
      }
    }
    return a;
  }

  private static RealMatrix symmetric(Matrix lower) {
    RealMatrix full = MatrixUtils.createRealMatrix(lower.rows(), lower.rows());
    for (int i = 0; i < lower.rows(); i++) {
      for (int j = 0; j <= i; j++) {
        full.setEntry(i, j, lower.get(i, j));
        full.setEntry(j, i, lower.get(i, j));
      }
    }
    return full;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 63, 64, 65, 255, 256, 257, 300, 513, 600})
  void agreesWithHipparchus(int n) {
    try (WorkerPool pool = new WorkerPool(2)) {
      Matrix a = positiveDefinite(n, n);
      CholeskyDecomposition expected = new CholeskyDecomposition(symmetric(a), 1e-10, 0);
      Matrix x = TestMatrices.random(n, 3, n + 1);
      double[] b = x.toArray();
      RealMatrix right = MatrixUtils.createRealMatrix(n, 3);
      for (int i = 0; i < 3 * n; i++) {
        right.setEntry(i / 3, i % 3, b[i]);
      }
      RealMatrix solution = expected.getSolver().solve(right);
      CholeskyFactorization cholesky = CholeskyFactorization.factorInPlace(pool, a);
      assertThat(cholesky.size()).isEqualTo(n);
      double tolerance = 1e-15 * n / cholesky.reciprocalCondition();
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          if (j > i) {
            assertThat(a.get(i, j)).isEqualTo(UNTOUCHED);
          } else {
            assertThat(Math.abs(a.get(i, j) - expected.getL().getEntry(i, j))).isLessThan(1e-9 * n);
          }
        }
      }
      Matrix half = x.copy();
      cholesky.solveInPlace(pool, x);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < 3; j++) {
          assertThat(Math.abs(x.get(i, j) - solution.getEntry(i, j))).isLessThan(tolerance);
        }
      }
      Matrix alone = half.copy();
      cholesky.solveLowerInPlace(pool, half);
      cholesky.solveLowerInPlace(alone);
      assertThat(alone.toArray()).isEqualTo(half.toArray());
      // |L⁻¹ b|² = bᵀ A⁻¹ b.
      for (int j = 0; j < 3; j++) {
        double squares = 0;
        double form = 0;
        for (int i = 0; i < n; i++) {
          squares += half.get(i, j) * half.get(i, j);
          form += b[3 * i + j] * solution.getEntry(i, j);
        }
        assertThat(Math.abs(squares - form)).isLessThan(tolerance * n);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {600, 1100, 1500})
  void solvesWhatOneBlockCannotHold(int n) {
    try (WorkerPool pool = new WorkerPool(2)) {
      Matrix points = TestMatrices.random(n, 40, 1);
      Matrix a = Matrix.zeros(n, n);
      SymmetricMultiply.addSquare(pool, points, a);
      for (int i = 0; i < n; i++) {
        a.set(i, i, a.get(i, i) + 1 + i % 3);
      }
      Matrix x = TestMatrices.random(n, 1, 2);
      double[] b = SymmetricMultiply.multiply(a, x.toArray());
      Matrix found = Matrix.ofRows(b, n, 1);
      CholeskyFactorization.factorInPlace(pool, a).solveInPlace(pool, found);
      assertThat(TestMatrices.largestDifference(found.toArray(), x.toArray())).isLessThan(1e-10);
    }
  }

  @Test
  void estimatesTheConditionNumber() {
    try (WorkerPool pool = new WorkerPool(2)) {
      Matrix a = positiveDefinite(70, 5);
      RealMatrix full = symmetric(a);
      RealMatrix inverse = new LUDecomposition(full).getSolver().getInverse();
      double exact = 1 / (full.getNorm1() * inverse.getNorm1());
      assertThat(CholeskyFactorization.factorInPlace(pool, a).reciprocalCondition())
          .isBetween(exact * (1 - 1e-10), exact * 3);
    }
  }

  @Test
  void givesTheSameBitsWithOneAndTwoThreads() {
    int n = 1100;
    double[][] factors = new double[2][];
    double[][] solutions = new double[2][];
    for (int threads = 1; threads <= 2; threads++) {
      try (WorkerPool pool = new WorkerPool(threads);
          Matrix points = TestMatrices.random(n, n + 20, 9);
          Matrix a = Matrix.zeros(n, n);
          Matrix b = TestMatrices.random(n, 700, 10)) {
        SymmetricMultiply.addSquare(pool, points, a);
        CholeskyFactorization.factorInPlace(pool, a).solveInPlace(pool, b);
        factors[threads - 1] = a.toArray();
        solutions[threads - 1] = b.toArray();
      }
    }
    assertThat(factors[1]).isEqualTo(factors[0]);
    assertThat(solutions[1]).isEqualTo(solutions[0]);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 256, 257, 511, 512, 599})
  void saysAtWhichRowAMatrixIsNotPositiveDefinite(int row) {
    try (WorkerPool pool = new WorkerPool(2)) {
      for (double pivot : new double[] {0, -1e-9, -3}) {
        Matrix a = Matrix.zeros(600, 600);
        for (int i = 0; i < 600; i++) {
          a.set(i, i, i == row ? pivot : 2);
        }
        assertThatExceptionOfType(NotPositiveDefiniteException.class)
            .isThrownBy(() -> CholeskyFactorization.factorInPlace(pool, a))
            .withMessageContaining("row " + row + " of 600")
            .satisfies(e -> assertThat(e.row()).isEqualTo(row));
      }
    }
  }

  @Test
  void overflowIsNotTakenForSuccess() {
    try (WorkerPool pool = new WorkerPool(1)) {
      Matrix a = Matrix.zeros(400, 400);
      for (int i = 0; i < 400; i++) {
        a.set(i, i, 1);
      }
      // Rows 1 and 300 become infinite when divided by the first pivot, and their product too.
      a.set(0, 0, 1e-300);
      a.set(1, 0, 1e300);
      a.set(300, 0, 1e300);
      assertThatExceptionOfType(NotPositiveDefiniteException.class)
          .isThrownBy(() -> CholeskyFactorization.factorInPlace(pool, a))
          .satisfies(e -> assertThat(e.row()).isEqualTo(1));
    }
  }

  @Test
  void refusesWhatItCannotFactor() {
    try (WorkerPool pool = new WorkerPool(1)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> CholeskyFactorization.factorInPlace(pool, Matrix.zeros(3, 4)))
          .withMessageContaining("3 × 4");
      for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
        Matrix a = positiveDefinite(5, 1);
        a.set(1, 3, Double.NaN);
        a.set(3, 2, bad);
        assertThatIllegalArgumentException()
            .isThrownBy(() -> CholeskyFactorization.factorInPlace(pool, a))
            .withMessageContaining("row 3, column 2");
      }
      Matrix a = positiveDefinite(5, 1);
      CholeskyFactorization cholesky = CholeskyFactorization.factorInPlace(pool, a);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> cholesky.solveInPlace(pool, Matrix.zeros(4, 1)))
          .withMessageContaining("expected 5 rows");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> cholesky.solveLowerInPlace(a))
          .withMessageContaining("share memory");
    }
  }

  @Test
  void leavesTheNeighboursOfAViewAlone() {
    try (WorkerPool pool = new WorkerPool(2)) {
      Matrix wide = TestMatrices.random(300, 340, 1);
      Matrix a = wide.block(0, 300, 20, 320);
      a.copyFrom(positiveDefinite(300, 4));
      double[] left = wide.block(0, 300, 0, 20).toArray();
      double[] right = wide.block(0, 300, 320, 340).toArray();
      Matrix x = TestMatrices.random(300, 1, 2);
      Matrix b = Matrix.ofRows(SymmetricMultiply.multiply(a, x.toArray()), 300, 1);
      CholeskyFactorization cholesky = CholeskyFactorization.factorInPlace(pool, a);
      cholesky.solveInPlace(pool, b);
      assertThat(TestMatrices.largestDifference(b.toArray(), x.toArray()))
          .isLessThan(1e-14 * 300 / cholesky.reciprocalCondition());
      assertThat(wide.block(0, 300, 0, 20).toArray()).isEqualTo(left);
      assertThat(wide.block(0, 300, 320, 340).toArray()).isEqualTo(right);
    }
  }
}
