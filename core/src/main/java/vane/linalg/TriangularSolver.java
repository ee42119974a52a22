package vane.linalg;

import vane.linalg.OpenBlas.Triangle;

/**
 * The solution of T X = B for a large triangle T on one thread.
 *
 * <p>The triangle is halved until it is small, so that nearly all work is matrix products, which
 * OpenBLAS does faster than triangular solutions.
 */
final class TriangularSolver {
  private static final int SMALL = 512;

  private TriangularSolver() {}

  /** B ← op(T)⁻¹ B; both held by the caller. */
  static void solve(Matrix t, Triangle triangle, Matrix b) {
    int n = t.rows();
    if (n <= SMALL) {
      OpenBlas.solveLeft(t, triangle, b);
      return;
    }
    // A multiple of the small size leaves few odd pieces.
    int middle = (n / 2 + SMALL - 1) / SMALL * SMALL;
    Matrix first = t.block(0, middle, 0, middle);
    Matrix last = t.block(middle, n, middle, n);
    Matrix off = triangle.lower() ? t.block(middle, n, 0, middle) : t.block(0, middle, middle, n);
    Matrix top = b.rows(0, middle);
    Matrix bottom = b.rows(middle, n);
    boolean transposed = triangle.transposed();
    if (triangle.lower() != transposed) {
      solve(first, triangle, top);
      OpenBlas.multiply(-1.0, off, transposed, top, false, 1.0, bottom);
      solve(last, triangle, bottom);
    } else {
      solve(last, triangle, bottom);
      OpenBlas.multiply(-1.0, off, transposed, bottom, false, 1.0, top);
      solve(first, triangle, top);
    }
  }
}
