package vane.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vane.parallel.WorkerPool;

class QrAccumulatorTest {
  @ParameterizedTest
  @CsvSource({
    "1,1,1",
    "5,2,3",
    "9,7,1",
    "70,63,5",
    "64,64,2",
    "200,65,4",
    "1023,129,3",
    "1024,127,2",
    "1025,128,2",
    "2100,300,600",
    "1500,257,1"
  })
  void keepsTheNormalEquations(int n, int k, int m) {
    try (WorkerPool pool = new WorkerPool(2);
        Matrix d = TestMatrices.random(n, k, 1);
        Matrix o = TestMatrices.random(n, m, 2);
        QrAccumulator qr = new QrAccumulator(k, m)) {
      qr.add(pool, d, o);
      assertThat(qr.rows()).isEqualTo(n);
      Matrix r = qr.r(pool).copy();
      for (int i = 0; i < k; i++) {
        for (int j = 0; j < i; j++) {
          assertThat(r.get(i, j)).isZero();
        }
      }
      // RᵀR = DᵀD and RᵀC = DᵀO hold for any correct factorisation, whatever its signs.
      assertClose(
          TestMatrices.product(r, true, r, false), TestMatrices.product(d, true, d, false), n);
      assertClose(
          TestMatrices.product(r, true, qr.c(pool).copy(), false),
          TestMatrices.product(d, true, o, false),
          n);
    }
  }

  private static void assertClose(double[] found, double[] expected, int n) {
    assertThat(TestMatrices.largestDifference(found, expected)).isLessThan(1e-13 * n + 1e-12);
  }

  @Test
  void solvesAsHipparchusDoes() {
    try (WorkerPool pool = new WorkerPool(2);
        Matrix d = TestMatrices.random(500, 140, 3);
        Matrix o = TestMatrices.random(500, 2, 4);
        QrAccumulator qr = new QrAccumulator(140, 2)) {
      qr.add(pool, d, o);
      RealMatrix expected = new QRDecomposition(real(d)).getSolver().solve(real(o));
      Matrix found = qr.solve(pool);
      for (int i = 0; i < 140; i++) {
        for (int j = 0; j < 2; j++) {
          assertThat(Math.abs(found.get(i, j) - expected.getEntry(i, j))).isLessThan(1e-13);
        }
      }
      assertThat(qr.reciprocalCondition(pool)).isBetween(1e-4, 1.0);
    }
  }

  private static RealMatrix real(Matrix m) {
    RealMatrix real = MatrixUtils.createRealMatrix(m.rows(), m.columns());
    for (int i = 0; i < m.rows(); i++) {
      for (int j = 0; j < m.columns(); j++) {
        real.setEntry(i, j, m.get(i, j));
      }
    }
    return real;
  }

  @Test
  void givesTheSameBitsForAnyThreadsAndAnyCut() {
    int n = 2500;
    Matrix d = TestMatrices.random(n, 400, 3);
    Matrix o = TestMatrices.random(n, 700, 4);
    double[] first = new double[0];
    int[][] cuts = {{n}, {1, 1023, 1, 300, 1175}, {2048, 452}};
    for (int threads = 1; threads <= 2; threads++) {
      for (int[] cut : cuts) {
        try (WorkerPool pool = new WorkerPool(threads);
            QrAccumulator qr = new QrAccumulator(400, 700)) {
          int from = 0;
          for (int count : cut) {
            qr.add(pool, d.rows(from, from + count), o.rows(from, from + count));
            from += count;
          }
          try (Matrix solution = qr.solve(pool)) {
            if (first.length == 0) {
              first = solution.toArray();
            }
            assertThat(solution.toArray()).isEqualTo(first);
          }
        }
      }
    }
  }

  @Test
  void mergesAndCarriesOn() {
    Matrix d = TestMatrices.random(300, 90, 3);
    Matrix o = TestMatrices.random(300, 5, 4);
    try (WorkerPool pool = new WorkerPool(2);
        QrAccumulator all = new QrAccumulator(90, 5);
        QrAccumulator left = new QrAccumulator(90, 5);
        QrAccumulator right = new QrAccumulator(90, 5)) {
      all.add(pool, d, o);
      left.add(pool, d.rows(0, 120), o.rows(0, 120));
      right.add(pool, d.rows(120, 150), o.rows(120, 150));
      left.merge(pool, right);
      assertThat(left.rows()).isEqualTo(150);
      assertThat(right.rows()).isEqualTo(30);
      left.add(pool, d.rows(150, 300), o.rows(150, 300));
      assertThat(
              TestMatrices.largestDifference(left.solve(pool).toArray(), all.solve(pool).toArray()))
          .isLessThan(1e-13);
      assertThatIllegalArgumentException().isThrownBy(() -> left.merge(pool, left));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> left.add(pool, d, o.rows(0, 299)))
          .withMessageContaining("expected 90 and 5 columns and equal rows");
    }
  }
}
