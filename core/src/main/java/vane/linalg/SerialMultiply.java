package vane.linalg;

/**
 * Products on the calling thread alone, for tasks that already run side by side.
 *
 * <p>Rows of the first factor are treated alike whatever the others hold, up to rounding.
 */
public final class SerialMultiply {
  private SerialMultiply() {}

  /**
   * C ← A B or A Bᵀ.
   *
   * @param a [m × k]; not modified
   * @param b [k × n], or [n × k] when it is to be transposed; not modified
   * @param transposeB whether b is to be transposed
   * @param c [m × n]; overwritten; must not overlap a or b
   */
  public static void multiply(Matrix a, Matrix b, boolean transposeB, Matrix c) {
    check(
        a.shape(),
        b.shape(),
        c.shape(),
        fits(a.rows(), a.columns(), b.rows(), b.columns(), transposeB, c.rows(), c.columns()));
    if (c.rows() > 0) {
      Matrices.whileHeld(() -> OpenBlas.multiply(1.0, a, false, b, transposeB, 0.0, c), a, b, c);
    }
  }

  /**
   * C ← A B or A Bᵀ, in single precision.
   *
   * @param a [m × k]; not modified
   * @param b [k × n], or [n × k] when it is to be transposed; not modified
   * @param transposeB whether b is to be transposed
   * @param c [m × n]; overwritten; must not overlap a or b
   */
  public static void multiply(SingleMatrix a, SingleMatrix b, boolean transposeB, SingleMatrix c) {
    check(
        a.shape(),
        b.shape(),
        c.shape(),
        fits(a.rows(), a.columns(), b.rows(), b.columns(), transposeB, c.rows(), c.columns()));
    if (c.rows() > 0) {
      Matrices.whileHeld(() -> OpenBlas.multiply(a, b, transposeB, c), a, b, c);
    }
  }

  private static boolean fits(
      int m, int k, int bRows, int bColumns, boolean transposeB, int cRows, int cColumns) {
    return k == (transposeB ? bColumns : bRows)
        && cRows == m
        && cColumns == (transposeB ? bRows : bColumns);
  }

  private static void check(String a, String b, String c, boolean fits) {
    if (!fits) {
      throw new IllegalArgumentException(
          "factors of " + a + " and " + b + " do not fit a product of " + c);
    }
  }
}
