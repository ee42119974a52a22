package vane.linalg;

import vane.linalg.OpenBlas.Triangle;

/**
 * The QR factorisation of one panel of a triangle on top of a rectangle, [R; B] = Q [R'; 0], and
 * the application of Qᵀ to other columns.
 *
 * <p>Q = I − [I; V] T [I; V]ᵀ (compact WY; Schreiber and Van Loan 1989, DOI 10.1137/0910005). The
 * panel is halved until it is narrow (Elmroth and Gustavson 2000, DOI 10.1147/rd.444.0605), so that
 * nearly all work is matrix products. Everything of the panel is kept transposed, one Householder
 * vector a row, because that is what LAPACK takes for columns.
 */
final class StackedQr implements AutoCloseable {
  private static final int NARROW = 32;
  private static final Triangle LOWER = new Triangle(true, false, false);
  private static final Triangle LOWER_TRANSPOSED = new Triangle(true, true, false);

  private final Matrix rT;
  private final Matrix vT;
  private final Matrix tT;
  private final Matrix scratch;
  private int width;
  private int height;

  StackedQr(int widest, int tallest) {
    rT = Matrix.zeros(widest, widest);
    vT = Matrix.zeros(widest, tallest);
    tT = Matrix.zeros(widest, widest);
    scratch = Matrix.zeros(widest, widest);
  }

  /**
   * Factors the panel.
   *
   * @param r [width × width], upper triangle; overwritten with R'
   * @param b [height × width]; not modified (it counts as zero from now on)
   */
  void factor(Matrix r, Matrix b) {
    width = r.rows();
    height = b.rows();
    double[] row = new double[width];
    double[] transposed = new double[width * height];
    for (int i = 0; i < height; i++) {
      b.getRow(i, row, 0);
      for (int j = 0; j < width; j++) {
        transposed[j * height + i] = row[j];
      }
    }
    for (int j = 0; j < width; j++) {
      vT.setRowPart(j, 0, height, transposed, j * height);
      for (int i = 0; i < width; i++) {
        rT.set(j, i, i <= j ? r.get(i, j) : 0.0);
        tT.set(j, i, 0.0);
      }
    }
    factor(0, width);
    for (int i = 0; i < width; i++) {
      for (int j = i; j < width; j++) {
        r.set(i, j, rT.get(j, i));
      }
    }
  }

  private void factor(int from, int to) {
    if (to - from <= NARROW) {
      Lapack.factorStackedTransposed(
          rT.block(from, to, from, to),
          vT.block(from, to, 0, height),
          tT.block(from, to, from, to));
      return;
    }
    int middle = from + (to - from + 1) / 2;
    factor(from, middle);
    Matrix vLeft = vT.block(from, middle, 0, height);
    Matrix vRight = vT.block(middle, to, 0, height);
    Matrix tLeft = tT.block(from, middle, from, middle);
    // The right half of the panel, transposed: rows middle…to, and its part of R above.
    Matrix rRight = rT.block(middle, to, from, middle);
    Matrix w = scratch.block(0, to - middle, 0, middle - from);
    w.copyFrom(rRight);
    OpenBlas.multiply(1.0, vRight, false, vLeft, true, 1.0, w);
    // W ← Tᵀ W is, transposed, Wᵀ ← Wᵀ T; tT holds Tᵀ.
    OpenBlas.multiplyTriangleRight(w, tLeft, LOWER_TRANSPOSED);
    OpenBlas.addScaled(-1.0, w, rRight);
    OpenBlas.multiply(-1.0, w, false, vLeft, false, 1.0, vRight);
    factor(middle, to);
    // T₁₂ = −T₁ (V₁ᵀ V₂) T₂, whose transposed is −T₂ᵀ (V₂ᵀ V₁) T₁ᵀ.
    Matrix t12 = tT.block(middle, to, from, middle);
    OpenBlas.multiply(-1.0, vRight, false, vLeft, true, 0.0, t12);
    OpenBlas.multiplyTriangle(tT.block(middle, to, middle, to), LOWER, t12);
    OpenBlas.multiplyTriangleRight(t12, tLeft, LOWER);
  }

  /**
   * Applies Qᵀ to columns [c; b].
   *
   * @param c [width × m]; overwritten
   * @param b [height × m]; overwritten
   * @param w workspace [width × m]; overwritten
   */
  void applyTransposed(Matrix c, Matrix b, Matrix w) {
    Matrix v = vT.block(0, width, 0, height);
    w.copyFrom(c);
    OpenBlas.multiply(1.0, v, false, b, false, 1.0, w);
    OpenBlas.multiplyTriangle(tT.block(0, width, 0, width), LOWER, w);
    OpenBlas.addScaled(-1.0, w, c);
    OpenBlas.multiply(-1.0, v, true, w, false, 1.0, b);
  }

  @Override
  public void close() {
    rT.close();
    vT.close();
    tT.close();
    scratch.close();
  }
}
