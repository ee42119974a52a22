package vane.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vane.parallel.WorkerPool;

class MinimumNormTest {
  @ParameterizedTest
  @CsvSource({"1,1", "2,1", "7,7", "7,3", "63,62", "64,10", "65,64", "129,100"})
  void agreesWithTheSingularValueDecomposition(int n, int rank) {
    try (WorkerPool pool = new WorkerPool(2)) {
      Matrix a = Matrix.zeros(n, n);
      Multiply.multiply(
          pool, TestMatrices.random(n, rank, n), TestMatrices.random(rank, n, rank), a);
      Matrix c = TestMatrices.random(n, 3, 8);
      MinimumNorm found = MinimumNorm.solve(pool, a, c, 1e-12);
      assertThat(found.rank()).isEqualTo(rank);
      RealMatrix realA = MatrixUtils.createRealMatrix(n, n);
      RealMatrix realC = MatrixUtils.createRealMatrix(n, 3);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          realA.setEntry(i, j, a.get(i, j));
        }
        for (int j = 0; j < 3; j++) {
          realC.setEntry(i, j, c.get(i, j));
        }
      }
      SingularValueDecomposition svd = new SingularValueDecomposition(realA);
      double[] s = svd.getSingularValues();
      RealMatrix ut = svd.getUT().multiply(realC);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < 3; j++) {
          ut.setEntry(i, j, i < rank ? ut.getEntry(i, j) / s[i] : 0.0);
        }
      }
      RealMatrix expected = svd.getV().multiply(ut);
      double tolerance = 1e-14 * n * s[0] / (s[rank - 1] * Math.min(1, s[rank - 1]));
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < 3; j++) {
          assertThat(Math.abs(found.solution().get(i, j) - expected.getEntry(i, j)))
              .isLessThan(tolerance);
        }
      }
    }
  }

  @Test
  void aMatrixOfZerosHasRankZeroAndSolutionZero() {
    try (WorkerPool pool = new WorkerPool(2)) {
      MinimumNorm found =
          MinimumNorm.solve(pool, Matrix.zeros(5, 5), TestMatrices.random(5, 2, 1), 1e-12);
      assertThat(found.rank()).isZero();
      assertThat(found.solution().toArray()).containsOnly(0.0);
    }
  }

  @Test
  void refusesShapesThatDoNotFit() {
    try (WorkerPool pool = new WorkerPool(1)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> MinimumNorm.solve(pool, Matrix.zeros(5, 4), Matrix.zeros(5, 2), 0.1))
          .withMessageContaining("5 × 4");
    }
  }
}
