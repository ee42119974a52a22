package vane.linalg;

import vane.parallel.WorkerPool;

/**
 * The product of two matrices, C ← α op(A) op(B) + β C.
 *
 * <p>C is cut into tiles whose size depends on the shapes alone, and each tile is one
 * single-threaded call of OpenBLAS. So the result is the same, bit for bit, for any number of
 * threads.
 */
public final class Multiply {
  private static final int LARGEST_TILE = 1024;
  private static final int SMALLEST_TILE = 128;
  private static final int TASKS_WANTED = 16;

  private Multiply() {}

  /**
   * C ← A B.
   *
   * @param pool the threads
   * @param a [m × k]; not modified
   * @param b [k × n]; not modified
   * @param c [m × n]; overwritten; must not overlap a or b
   */
  public static void multiply(WorkerPool pool, Matrix a, Matrix b, Matrix c) {
    multiply(pool, 1.0, a, false, b, false, 0.0, c);
  }

  /**
   * C ← α op(A) op(B) + β C.
   *
   * @param pool the threads
   * @param alpha the factor α
   * @param a op(A) is [m × k]; not modified
   * @param transposeA whether op(A) is the transposed of a
   * @param b op(B) is [k × n]; not modified
   * @param transposeB whether op(B) is the transposed of b
   * @param beta the factor β; when it is 0 the old contents of c do not matter
   * @param c [m × n]; overwritten; must not overlap a or b
   */
  public static void multiply(
      WorkerPool pool,
      double alpha,
      Matrix a,
      boolean transposeA,
      Matrix b,
      boolean transposeB,
      double beta,
      Matrix c) {
    check(a, transposeA, b, transposeB, c);
    Matrices.whileHeld(
        () -> {
          Tiles[] tiles = tiles(c.rows(), c.columns());
          Tiles rows = tiles[0];
          Tiles columns = tiles[1];
          pool.run(
              rows.count() * columns.count(),
              task -> {
                int i = task / columns.count();
                int j = task % columns.count();
                Matrix aPart = part(a, !transposeA, rows.start(i), rows.end(i));
                Matrix bPart = part(b, transposeB, columns.start(j), columns.end(j));
                Matrix cPart =
                    c.block(rows.start(i), rows.end(i), columns.start(j), columns.end(j));
                OpenBlas.multiply(alpha, aPart, transposeA, bPart, transposeB, beta, cPart);
              });
        },
        a,
        b,
        c);
  }

  private static Matrix part(Matrix matrix, boolean ofRows, int from, int to) {
    return ofRows ? matrix.rows(from, to) : matrix.block(0, matrix.rows(), from, to);
  }

  /** Halves the longer side of the tiles until there are enough of them to share out. */
  private static Tiles[] tiles(int rows, int columns) {
    int height = LARGEST_TILE;
    int width = LARGEST_TILE;
    while (Math.max(Math.min(height, rows), Math.min(width, columns)) > SMALLEST_TILE) {
      Tiles[] tiles = {new Tiles(0, rows, height), new Tiles(0, columns, width)};
      if (tiles[0].count() * tiles[1].count() >= TASKS_WANTED) {
        return tiles;
      }
      if (Math.min(height, rows) > Math.min(width, columns)) {
        height /= 2;
      } else {
        width /= 2;
      }
    }
    return new Tiles[] {new Tiles(0, rows, height), new Tiles(0, columns, width)};
  }

  private static void check(Matrix a, boolean transposeA, Matrix b, boolean transposeB, Matrix c) {
    int m = transposeA ? a.columns() : a.rows();
    int k = transposeA ? a.rows() : a.columns();
    int kOfB = transposeB ? b.columns() : b.rows();
    int n = transposeB ? b.rows() : b.columns();
    if (k != kOfB || c.rows() != m || c.columns() != n) {
      throw new IllegalArgumentException(
          "op(A) is "
              + m
              + " × "
              + k
              + ", op(B) is "
              + kOfB
              + " × "
              + n
              + " and C is "
              + c.shape()
              + ", expected m × k, k × n and m × n");
    }
    if (c.overlaps(a) || c.overlaps(b)) {
      throw new IllegalArgumentException("C shares memory with A or B");
    }
  }
}
