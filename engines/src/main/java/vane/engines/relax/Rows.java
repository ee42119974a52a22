package vane.engines.relax;

/** Arithmetic on vectors of rows, {@code [rows × 3]}. */
final class Rows {
  private Rows() {}

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }

  static void scale(double[] a, double factor) {
    for (int i = 0; i < a.length; i++) {
      a[i] *= factor;
    }
  }

  /** a + factor · b, into a. */
  static void add(double[] a, double factor, double[] b) {
    for (int i = 0; i < a.length; i++) {
      a[i] += factor * b[i];
    }
  }

  static double[] difference(double[] a, double[] b) {
    double[] difference = a.clone();
    add(difference, -1, b);
    return difference;
  }

  /** The length of the longest row. */
  static double longest(double[] rows) {
    double longest = 0;
    for (int i = 0; i < rows.length; i += 3) {
      longest =
          Math.max(
              longest, rows[i] * rows[i] + rows[i + 1] * rows[i + 1] + rows[i + 2] * rows[i + 2]);
    }
    return Math.sqrt(longest);
  }
}
