package vane.linalg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import vane.parallel.WorkerPool;

class MatrixTest {
  @Test
  void startsWithZeros() {
    try (Matrix m = Matrix.zeros(3, 2)) {
      assertThat(m.toArray()).containsOnly(0.0).hasSize(6);
    }
  }

  @Test
  void keepsWhatWasWrittenToElementsRowsAndPartsOfRows() {
    try (Matrix m = Matrix.ofRows(new double[] {1, 2, 3, 4, 5, 6}, 2, 3)) {
      m.set(0, 1, 20);
      m.setRow(1, new double[] {0, 7, 8, 9}, 1);
      m.setRowPart(1, 1, 2, new double[] {-1, -2}, 0);
      assertThat(m.toArray()).containsExactly(1, 20, 3, 7, -1, -2);
      m.setRows(0, 2, new double[] {0, 6, 5, 4, 3, 2, 1}, 1);
      double[] part = new double[3];
      m.getRowPart(1, 1, 2, part, 1);
      assertThat(part).containsExactly(0, 2, 1);
      double[] row = new double[3];
      m.getRow(0, row, 0);
      assertThat(row).containsExactly(6, 5, 4);
      double[] rows = new double[7];
      m.getRows(0, 2, rows, 1);
      assertThat(rows).containsExactly(0, 6, 5, 4, 3, 2, 1);
    }
  }

  @Test
  void viewsShareMemoryAndCopiesDoNot() {
    try (Matrix m = Matrix.ofRows(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 3, 3)) {
      Matrix view = m.block(1, 3, 1, 3);
      try (Matrix copy = view.copy()) {
        view.set(0, 0, 50);
        assertThat(m.get(1, 1)).isEqualTo(50);
        assertThat(view.toArray()).containsExactly(50, 6, 8, 9);
        assertThat(copy.toArray()).containsExactly(5, 6, 8, 9);
      }
      view.close();
      assertThat(m.rows(1, 2).toArray()).containsExactly(4, 50, 6);
    }
  }

  @Test
  void namesTheIndexThatIsOutOfBounds() {
    try (Matrix m = Matrix.zeros(3, 2)) {
      assertThatThrownBy(() -> m.get(3, 0))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessageContaining("(3, 0)")
          .hasMessageContaining("3 × 2");
      List<ThrowingCallable> outside =
          List.of(
              () -> m.get(0, -1),
              () -> m.set(0, 2, 1.0),
              () -> m.getRow(-1, new double[2], 0),
              () -> m.getRow(0, new double[2], 1),
              () -> m.setRow(0, new double[1], 0),
              () -> m.setRowPart(0, 1, 2, new double[2], 0),
              () -> m.setRowPart(0, Integer.MAX_VALUE, 2, new double[2], 0),
              () -> m.setRows(2, 2, new double[4], 0),
              () -> m.getRows(0, 3, new double[5], 0),
              () -> m.rows(1, 4),
              () -> m.rows(2, 1),
              () -> m.rows(1, 3).get(2, 0));
      for (ThrowingCallable call : outside) {
        assertThatThrownBy(call).isInstanceOf(IndexOutOfBoundsException.class);
      }
    }
    assertThatIllegalArgumentException().isThrownBy(() -> Matrix.zeros(-1, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> Matrix.zeros(1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> Matrix.ofRows(new double[5], 2, 3));
  }

  @Test
  void refusesEveryUseAfterClose() {
    Matrix m = Matrix.zeros(4, 4);
    Matrix view = m.rows(0, 2);
    m.close();
    m.close();
    assertThat(view.isClosed()).isTrue();
    try (WorkerPool pool = new WorkerPool(1);
        Matrix open = Matrix.zeros(4, 4)) {
      List<ThrowingCallable> uses =
          List.of(
              () -> m.get(0, 0),
              () -> view.set(0, 0, 1.0),
              () -> m.getRow(0, new double[4], 0),
              () -> m.setRows(0, 1, new double[4], 0),
              () -> m.rows(0, 1),
              () -> m.copy(),
              () -> m.toArray(),
              () -> Multiply.multiply(pool, m, open, open.copy()),
              () -> Multiply.multiply(pool, open, open, m),
              () -> LuFactorization.factorInPlace(pool, m));
      for (ThrowingCallable use : uses) {
        assertThatIllegalStateException().isThrownBy(use).withMessageContaining("closed");
      }
      LuFactorization lu = LuFactorization.factorInPlace(pool, identity(open));
      open.close();
      try (Matrix b = Matrix.zeros(4, 1)) {
        assertThatIllegalStateException().isThrownBy(() -> lu.solveInPlace(pool, b));
      }
    }
  }

  private static Matrix identity(Matrix m) {
    for (int i = 0; i < m.rows(); i++) {
      m.set(i, i, 1.0);
    }
    return m;
  }

  @Test
  void keepsMemoryThatIsHeldWhenClosed() {
    Matrix m = Matrix.ofRows(new double[] {1, 2}, 1, 2);
    Matrices.whileHeld(
        () -> {
          m.close();
          assertThat(m.pointer().get(1)).isEqualTo(2.0);
        },
        m);
    assertThatIllegalStateException().isThrownBy(() -> m.get(0, 0));
  }

  @Test
  void alignsToACacheLine() {
    for (int n = 1; n < 20; n++) {
      try (Matrix m = Matrix.zeros(n, n)) {
        assertThat(m.pointer().address() % 64).isZero();
      }
    }
  }

  @Test
  void goesBeyondTwoGigabytes() {
    // The memory is not touched except where written, so this costs a few pages.
    try (Matrix m = Matrix.zeros(20_000, 30_000)) {
      m.set(19_999, 29_999, 3.0);
      double[] row = new double[30_000];
      java.util.Arrays.setAll(row, i -> i);
      // Elements 2^27 and 2^28, where one buffer ends and the next begins, lie in these rows.
      for (int i : new int[] {4473, 4474, 8947, 8948}) {
        m.setRow(i, row, 0);
        double[] back = new double[30_000];
        m.getRow(i, back, 0);
        assertThat(back).isEqualTo(row);
        assertThat(m.get(i, 21_728)).isEqualTo(21_728.0);
      }
      assertThat(m.get(19_999, 29_999)).isEqualTo(3.0);
      assertThat(m.rows(19_999, 20_000).pointer().get(29_999)).isEqualTo(3.0);
      assertThat(m.get(4475, 0)).isZero();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Matrix.zeros(100_000, 30_000).toArray())
          .withMessageContaining("does not fit");
    }
  }

  @Test
  void namesTheFirstNumberThatIsNotFinite() {
    try (Matrix m = Matrix.zeros(3, 3)) {
      m.requireFinite("the inputs");
      m.set(1, 2, Double.NaN);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> m.requireFinite("the inputs"))
          .withMessageContaining("row 1, column 2");
    }
  }
}
