package vane.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vane.parallel.WorkerPool;

class LuFactorizationTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 63, 64, 65, 129, 255, 256, 257, 300, 600})
  void agreesWithHipparchus(int n) {
    try (WorkerPool pool = new WorkerPool(2)) {
      Matrix a = TestMatrices.random(n, n, n);
      Matrix x = TestMatrices.random(n, 3, n + 1);
      RealMatrix expected = new LUDecomposition(real(a)).getSolver().solve(real(x));
      LuFactorization lu = LuFactorization.factorInPlace(pool, a);
      lu.solveInPlace(pool, x);
      double tolerance = 1e-15 * n / lu.reciprocalCondition();
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < 3; j++) {
          assertThat(Math.abs(x.get(i, j) - expected.getEntry(i, j))).isLessThan(tolerance);
        }
      }
    }
  }

  private static RealMatrix real(Matrix m) {
    double[] values = m.toArray();
    RealMatrix real = MatrixUtils.createRealMatrix(m.rows(), m.columns());
    for (int i = 0; i < values.length; i++) {
      real.setEntry(i / m.columns(), i % m.columns(), values[i]);
    }
    return real;
  }

  @Test
  void estimatesTheConditionNumber() {
    int n = 70;
    try (WorkerPool pool = new WorkerPool(2)) {
      Matrix a = TestMatrices.random(n, n, 5);
      RealMatrix real = real(a);
      RealMatrix inverse = new LUDecomposition(real).getSolver().getInverse();
      // The infinity norm of a matrix is the 1-norm of its transposed.
      double exact = 1 / (real.transpose().getNorm1() * inverse.transpose().getNorm1());
      assertThat(LuFactorization.factorInPlace(pool, a).reciprocalCondition())
          .isBetween(exact * (1 - 1e-10), exact * 3);
    }
  }

  @Test
  void givesTheSameBitsWithOneAndTwoThreads() {
    int n = 1100;
    double[][] solutions = new double[2][];
    for (int threads = 1; threads <= 2; threads++) {
      try (WorkerPool pool = new WorkerPool(threads);
          Matrix a = TestMatrices.random(n, n, 9);
          Matrix b = TestMatrices.random(n, 700, 10)) {
        LuFactorization.factorInPlace(pool, a).solveInPlace(pool, b);
        solutions[threads - 1] = b.toArray();
      }
    }
    assertThat(solutions[1]).isEqualTo(solutions[0]);
  }

  @Test
  void saysWhenAMatrixIsSingular() {
    try (WorkerPool pool = new WorkerPool(2)) {
      LuFactorization zero = LuFactorization.factorInPlace(pool, Matrix.zeros(300, 300));
      assertThat(zero.isSingular()).isTrue();
      assertThat(zero.reciprocalCondition()).isZero();
      assertThatIllegalStateException()
          .isThrownBy(() -> zero.solveInPlace(pool, Matrix.zeros(300, 1)))
          .withMessageContaining("singular");
      Matrix twice = TestMatrices.random(400, 400, 3);
      twice.rows(350, 351).copyFrom(twice.rows(20, 21));
      assertThat(LuFactorization.factorInPlace(pool, twice).reciprocalCondition())
          .isLessThan(1e-15);
    }
  }

  @Test
  void refusesWhatItCannotFactor() {
    try (WorkerPool pool = new WorkerPool(1)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> LuFactorization.factorInPlace(pool, Matrix.zeros(3, 4)))
          .withMessageContaining("3 × 4");
      Matrix infinite = TestMatrices.random(5, 5, 1);
      infinite.set(2, 3, Double.POSITIVE_INFINITY);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> LuFactorization.factorInPlace(pool, infinite))
          .withMessageContaining("row 2, column 3");
      LuFactorization lu = LuFactorization.factorInPlace(pool, TestMatrices.random(5, 5, 1));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> lu.solveInPlace(pool, Matrix.zeros(4, 1)))
          .withMessageContaining("expected 5 rows");
    }
  }

  @Test
  void solvesInAView() {
    try (WorkerPool pool = new WorkerPool(2)) {
      Matrix wide = TestMatrices.random(80, 100, 1);
      Matrix a = wide.block(0, 80, 20, 100);
      Matrix original = a.copy();
      Matrix x = TestMatrices.random(80, 40, 2);
      Matrix b = Matrix.zeros(80, 60);
      Multiply.multiply(pool, original, x, b.block(0, 80, 10, 50));
      LuFactorization.factorInPlace(pool, a).solveInPlace(pool, b.block(0, 80, 10, 50));
      assertThat(TestMatrices.largestDifference(b.block(0, 80, 10, 50).toArray(), x.toArray()))
          .isLessThan(1e-9);
      assertThat(b.get(0, 9)).isZero();
    }
  }
}
