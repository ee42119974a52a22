package vane.regression.huber;

/** The equation Σ min(s a_i², cap²) = total for s. */
final class ClippedSum {
  private static final int MOST_PASSES = 200;

  private ClippedSum() {}

  /**
   * Solves for s by Newton's method. The left side is concave and piecewise linear in s, so from
   * below the iterates rise to the solution and reach it after finitely many pieces.
   *
   * @param a the values; the first n count
   * @param n how many
   * @param cap the largest part of one value, before it is squared
   * @param total what the parts must add up to, positive
   * @return s, or infinity if even the caps do not add up to more than the total
   */
  static double solve(double[] a, int n, double cap, double total) {
    double square = cap * cap;
    double s = 0;
    for (int pass = 0; pass < MOST_PASSES; pass++) {
      double inside = 0;
      int capped = 0;
      int left = 0;
      for (int i = 0; i < n; i++) {
        double part = a[i] * a[i];
        if (s * part >= square) {
          capped++;
        } else {
          inside += part;
          left += part > 0 ? 1 : 0;
        }
      }
      double rest = total - capped * square;
      if (left * square <= rest) {
        return Double.POSITIVE_INFINITY;
      }
      double next = rest / inside;
      if (!(next > s)) {
        return s;
      }
      s = next;
    }
    return s;
  }
}
