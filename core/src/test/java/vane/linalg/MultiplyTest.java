package vane.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vane.parallel.WorkerPool;

class MultiplyTest {
  @ParameterizedTest
  @CsvSource({"false,false", "false,true", "true,false", "true,true"})
  void agreesWithThreeLoops(boolean transposeA, boolean transposeB) {
    try (WorkerPool pool = new WorkerPool(2)) {
      for (int m : TestMatrices.AWKWARD_SIZES) {
        for (int k : new int[] {1, 7, 65, 129}) {
          for (int n : new int[] {1, 64, 300}) {
            Matrix a = transposeA ? random(k, m) : random(m, k);
            Matrix b = transposeB ? random(n, k) : random(k, n);
            Matrix c = random(m, n);
            double[] expected = TestMatrices.product(a, transposeA, b, transposeB);
            double[] before = c.toArray();
            for (int i = 0; i < expected.length; i++) {
              expected[i] = 0.5 * expected[i] - 2.0 * before[i];
            }
            Multiply.multiply(pool, 0.5, a, transposeA, b, transposeB, -2.0, c);
            assertThat(TestMatrices.largestDifference(c.toArray(), expected)).isLessThan(1e-12 * k);
          }
        }
      }
    }
  }

  private static Matrix random(int rows, int columns) {
    return TestMatrices.random(rows, columns, 31L * rows + columns);
  }

  @Test
  void worksOnViewsAndIgnoresOldContentsWhenBetaIsZero() {
    try (WorkerPool pool = new WorkerPool(2);
        Matrix all = random(200, 150)) {
      Matrix a = all.block(10, 90, 5, 70);
      Matrix b = all.block(20, 85, 80, 150);
      try (Matrix c = Matrix.zeros(100, 100)) {
        Matrix target = c.block(7, 87, 3, 73);
        target.set(0, 0, Double.NaN);
        Multiply.multiply(pool, a, b, target);
        assertThat(
                TestMatrices.largestDifference(
                    target.toArray(), TestMatrices.product(a.copy(), false, b.copy(), false)))
            .isLessThan(1e-12 * 65);
        assertThat(c.get(6, 3)).isZero();
        assertThat(c.get(7, 73)).isZero();
      }
    }
  }

  @Test
  void givesTheSameBitsWithOneAndTwoThreadsAndInConcurrentCalls() throws InterruptedException {
    Matrix a = random(700, 333);
    Matrix b = random(333, 1100);
    Matrix one = Matrix.zeros(700, 1100);
    try (WorkerPool pool = new WorkerPool(1)) {
      Multiply.multiply(pool, a, b, one);
    }
    Matrix[] results = new Matrix[4];
    Thread[] callers = new Thread[results.length];
    for (int i = 0; i < results.length; i++) {
      Matrix result = Matrix.zeros(700, 1100);
      results[i] = result;
      callers[i] =
          new Thread(
              () -> {
                try (WorkerPool pool = new WorkerPool(2)) {
                  Multiply.multiply(pool, a, b, result);
                }
              });
      callers[i].start();
    }
    for (Thread caller : callers) {
      caller.join();
    }
    for (Matrix result : results) {
      assertThat(result.toArray()).isEqualTo(one.toArray());
    }
  }

  @Test
  void acceptsBlocksWithoutRows() {
    try (WorkerPool pool = new WorkerPool(2)) {
      Matrix c = Matrix.zeros(0, 4);
      Multiply.multiply(pool, Matrix.zeros(0, 3), random(3, 4), c);
      assertThat(c.toArray()).isEmpty();
      Matrix d = Matrix.ofRows(new double[] {1, 2}, 1, 2);
      Multiply.multiply(pool, 1, Matrix.zeros(0, 1), true, Matrix.zeros(0, 2), false, 3, d);
      assertThat(d.toArray()).containsExactly(3, 6);
    }
  }

  @Test
  void refusesShapesThatDoNotFitAndSharedMemory() {
    try (WorkerPool pool = new WorkerPool(1)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Multiply.multiply(pool, random(2, 3), random(2, 3), random(2, 3)))
          .withMessageContaining("op(A) is 2 × 3, op(B) is 2 × 3 and C is 2 × 3");
      Matrix a = random(6, 6);
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> Multiply.multiply(pool, a.block(0, 3, 0, 3), random(3, 3), a.block(2, 5, 2, 5)))
          .withMessageContaining("shares memory");
      Matrix beside = a.block(0, 3, 3, 6);
      Multiply.multiply(pool, a.block(0, 3, 0, 3), random(3, 3), beside);
      assertThat(beside.get(0, 0)).isFinite();
    }
  }
}
