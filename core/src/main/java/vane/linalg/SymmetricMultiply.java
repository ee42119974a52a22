package vane.linalg;

import vane.parallel.WorkerPool;

/**
 * Products that give or use a symmetric matrix of which only the lower triangle is stored.
 *
 * <p>A symmetric matrix is an ordinary [n × n] one here, whose elements above the diagonal are
 * neither read nor written. Memory that is never touched costs nothing on the usual systems, so a
 * large one takes about half of its size.
 */
public final class SymmetricMultiply {
  private static final int LARGEST_TILE = 512;
  private static final int SMALLEST_TILE = 128;
  private static final int TASKS_WANTED = 16;

  private SymmetricMultiply() {}

  /**
   * C ← C + X Xᵀ. Half the work of a product, cut into tiles whose size depends on n alone, so that
   * the result is the same, bit for bit, for any number of threads.
   *
   * @param pool the threads
   * @param x [n × m]; not modified
   * @param c [n × n], of which the lower triangle is updated; must not overlap x
   */
  public static void addSquare(WorkerPool pool, Matrix x, Matrix c) {
    addSquare(pool, x, false, c);
  }

  /**
   * C ← C + XᵀX, as {@link #addSquare} does it.
   *
   * @param pool the threads
   * @param x [m × n]; not modified
   * @param c [n × n], of which the lower triangle is updated; must not overlap x
   */
  public static void addSquareOfColumns(WorkerPool pool, Matrix x, Matrix c) {
    addSquare(pool, x, true, c);
  }

  private static void addSquare(WorkerPool pool, Matrix x, boolean transposed, Matrix c) {
    checkSquare(c);
    if ((transposed ? x.columns() : x.rows()) != c.rows() || c.overlaps(x)) {
      throw new IllegalArgumentException(
          "X is "
              + x.shape()
              + " and C is "
              + c.shape()
              + ", expected "
              + (transposed ? "m × n" : "n × m")
              + " and n × n in memory of their own");
    }
    TriangleTiles tiles = tiles(c.rows());
    Matrices.whileHeld(
        () -> pool.run(tiles.count(), tile -> addTile(x, transposed, c, tiles, tile, 1.0)), x, c);
  }

  /** C ← C + α op(X) op(X)ᵀ in one tile of the lower triangle of C; both held by the caller. */
  static void addTile(
      Matrix x, boolean transposed, Matrix c, TriangleTiles tiles, int tile, double alpha) {
    int i = tiles.row(tile);
    int j = tiles.column(tile);
    Tiles side = tiles.side();
    Matrix left = part(x, transposed, side, i);
    Matrix part = c.block(side.start(i), side.end(i), side.start(j), side.end(j));
    if (i == j) {
      OpenBlas.addSquareLower(alpha, left, transposed, part);
    } else {
      Matrix right = part(x, transposed, side, j);
      OpenBlas.multiply(alpha, left, transposed, right, !transposed, 1.0, part);
    }
  }

  private static Matrix part(Matrix x, boolean ofColumns, Tiles side, int tile) {
    int from = side.start(tile);
    int to = side.end(tile);
    return ofColumns ? x.block(0, x.rows(), from, to) : x.rows(from, to);
  }

  private static TriangleTiles tiles(int n) {
    int width = LARGEST_TILE;
    TriangleTiles tiles = new TriangleTiles(new Tiles(0, n, width));
    while (width > SMALLEST_TILE && tiles.count() < TASKS_WANTED) {
      width /= 2;
      tiles = new TriangleTiles(new Tiles(0, n, width));
    }
    return tiles;
  }

  /**
   * The product A x on the calling thread.
   *
   * @param a [n × n], symmetric, of which the lower triangle is read; not modified
   * @param x [n]; not modified
   * @return [n], a new array
   */
  public static double[] multiply(Matrix a, double[] x) {
    checkSquare(a);
    if (x.length != a.rows()) {
      throw new IllegalArgumentException(
          "a vector of " + x.length + " with a matrix of " + a.shape() + ", expected " + a.rows());
    }
    try (Matrix in = Matrix.ofRows(x, 1, x.length);
        Matrix out = Matrix.zeros(1, x.length)) {
      Matrices.whileHeld(() -> OpenBlas.multiplySymmetricLower(a, in, out), a, in, out);
      return out.toArray();
    }
  }

  private static void checkSquare(Matrix a) {
    if (a.rows() != a.columns() || a.rows() == 0) {
      throw new IllegalArgumentException("a matrix of " + a.shape() + ", expected a square one");
    }
  }
}
