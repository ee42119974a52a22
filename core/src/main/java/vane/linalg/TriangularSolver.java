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

  /** B ← T⁻¹ B; both held by the caller, not transposed. */
  static void solve(Matrix t, Triangle triangle, Matrix b) {
    int n = t.rows();
    if (n <= SMALL) {
      OpenBlas.solveLeft(t, triangle, b);
      return;
    }
    // A multiple of the small size leaves few odd pieces.
    int middle = (n / 2 + SMALL - 1) / SMALL * SMALL;
    Matrix top = b.rows(0, middle);
    Matrix bottom = b.rows(middle, n);
    if (triangle.lower()) {
      solve(t.block(0, middle, 0, middle), triangle, top);
      OpenBlas.multiply(-1.0, t.block(middle, n, 0, middle), false, top, false, 1.0, bottom);
      solve(t.block(middle, n, middle, n), triangle, bottom);
    } else {
      solve(t.block(middle, n, middle, n), triangle, bottom);
      OpenBlas.multiply(-1.0, t.block(0, middle, middle, n), false, bottom, false, 1.0, top);
      solve(t.block(0, middle, 0, middle), triangle, top);
    }
  }
}
