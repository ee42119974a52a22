package vane.network;

/**
 * Chebyshev polynomials in a transformed distance, times a cutoff function whose value and slope
 * vanish at the cutoff. Immutable.
 */
final class RadialFunctions {
  private final int count;
  private final double cutoff;
  private final double scale;
  private final double near;
  private final double far;

  /**
   * Functions.
   *
   * @param count how many
   * @param cutoff in Å
   * @param shortest the shortest distance that matters, in Å: here the transform begins
   */
  RadialFunctions(int count, double cutoff, double shortest) {
    this.count = count;
    this.cutoff = cutoff;
    this.scale = 1.6 * shortest;
    this.near = transform(0.8 * shortest);
    this.far = transform(cutoff);
  }

  private double transform(double r) {
    return 1 / (1 + r * r / (scale * scale));
  }

  /** Values at {@code at} and slopes, times a factor. */
  void evaluate(double r, double factor, float[] values, float[] slopes, int at) {
    if (r >= cutoff) {
      for (int n = 0; n < count; n++) {
        values[at + n] = 0;
        slopes[at + n] = 0;
      }
      return;
    }
    double q = transform(r);
    double dq = -2 * r / (scale * scale) * q * q;
    double t = 2 * (q - far) / (near - far) - 1;
    double dt = 2 * dq / (near - far);
    double s = 1 - r * r / (cutoff * cutoff);
    double cut = factor * s * s;
    double dCut = -4 * factor * s * r / (cutoff * cutoff);
    double before = 1;
    double dBefore = 0;
    double now = t;
    double dNow = 1;
    for (int n = 0; n < count; n++) {
      values[at + n] = (float) (before * cut);
      slopes[at + n] = (float) (before * dCut + dBefore * dt * cut);
      double next = 2 * t * now - before;
      double dNext = 2 * now + 2 * t * dNow - dBefore;
      before = now;
      dBefore = dNow;
      now = next;
      dNow = dNext;
    }
  }
}
