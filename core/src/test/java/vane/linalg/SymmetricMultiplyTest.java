package vane.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vane.parallel.WorkerPool;

class SymmetricMultiplyTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 63, 64, 65, 127, 128, 129, 257, 513})
  void addsTheLowerTriangleOfASquare(int n) {
    try (WorkerPool pool = new WorkerPool(2)) {
      for (int m : new int[] {1, 7, 130}) {
        Matrix wide = TestMatrices.random(n, m + 5, n);
        Matrix x = wide.block(0, n, 3, m + 3);
        Matrix c = TestMatrices.random(n, n, 2);
        double[] before = c.toArray();
        double[] square = TestMatrices.product(x.copy(), false, x.copy(), true);
        SymmetricMultiply.addSquare(pool, x, c);
        for (int i = 0; i < n; i++) {
          for (int j = 0; j < n; j++) {
            double expected = before[i * n + j] + (j > i ? 0 : square[i * n + j]);
            assertThat(Math.abs(c.get(i, j) - expected)).isLessThan(j > i ? 1e-300 : 1e-14 * m * 4);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 63, 64, 65, 127, 128, 129, 257, 513})
  void addsTheLowerTriangleOfASquareOfColumns(int n) {
    try (WorkerPool pool = new WorkerPool(2)) {
      for (int m : new int[] {1, 7, 130}) {
        Matrix wide = TestMatrices.random(m, n + 5, n);
        Matrix x = wide.block(0, m, 3, n + 3);
        Matrix c = TestMatrices.random(n, n, 2);
        double[] before = c.toArray();
        double[] square = TestMatrices.product(x.copy(), true, x.copy(), false);
        SymmetricMultiply.addSquareOfColumns(pool, x, c);
        for (int i = 0; i < n; i++) {
          for (int j = 0; j < n; j++) {
            double expected = before[i * n + j] + (j > i ? 0 : square[i * n + j]);
            assertThat(Math.abs(c.get(i, j) - expected)).isLessThan(j > i ? 1e-300 : 1e-14 * m * 4);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 63, 64, 65, 257})
  void multipliesFromTheLowerTriangle(int n) {
    Matrix a = TestMatrices.random(n, n, n);
    Matrix x = TestMatrices.random(n, 1, 1);
    Matrix full = a.copy();
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        full.set(i, j, a.get(j, i));
        a.set(i, j, Double.NaN);
      }
    }
    assertThat(
            TestMatrices.largestDifference(
                SymmetricMultiply.multiply(a, x.toArray()),
                TestMatrices.product(full, false, x, false)))
        .isLessThan(1e-14 * n * 4);
  }

  @Test
  void numbersEveryTileOfATriangleOnce() {
    for (int side = 0; side <= 60; side++) {
      TriangleTiles tiles = new TriangleTiles(new Tiles(0, 10 * side, 10));
      int tile = 0;
      for (int i = 0; i < side; i++) {
        for (int j = 0; j <= i; j++) {
          assertThat(tiles.row(tile)).isEqualTo(i);
          assertThat(tiles.column(tile)).isEqualTo(j);
          tile++;
        }
      }
      assertThat(tiles.count()).isEqualTo(tile);
    }
  }

  @Test
  void refusesShapesThatDoNotFit() {
    try (WorkerPool pool = new WorkerPool(1)) {
      Matrix c = Matrix.zeros(4, 4);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SymmetricMultiply.addSquare(pool, Matrix.zeros(3, 4), c))
          .withMessageContaining("3 × 4");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SymmetricMultiply.addSquareOfColumns(pool, Matrix.zeros(4, 3), c))
          .withMessageContaining("expected m × n");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SymmetricMultiply.addSquare(pool, c.block(0, 4, 1, 3), c))
          .withMessageContaining("memory");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SymmetricMultiply.multiply(Matrix.zeros(2, 3), new double[3]))
          .withMessageContaining("square");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SymmetricMultiply.multiply(c, new double[3]))
          .withMessageContaining("expected 4");
    }
  }
}
