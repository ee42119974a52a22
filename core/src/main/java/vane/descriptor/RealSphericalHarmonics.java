package vane.descriptor;

/**
 * Real, orthonormal spherical harmonics of all degrees up to a highest one, of unit vectors.
 *
 * <p>Y_lm is at place l² + l + m; m &gt; 0 goes with cos mφ, m &lt; 0 with sin |m|φ, without the
 * Condon–Shortley sign. With sin^m θ taken into (x + iy)^m, what is left of the Legendre function
 * is a polynomial in z with the stable recurrence in l (Press et al., Numerical Recipes, 6.7), so
 * nothing special happens at the poles. Immutable and thread-safe.
 */
final class RealSphericalHarmonics {
  private final int lMax;

  /** Factors of the recurrence, at l² + l + m for m ≥ 0. */
  private final double[] ahead;

  private final double[] behind;

  RealSphericalHarmonics(int lMax) {
    this.lMax = lMax;
    ahead = new double[size()];
    behind = new double[size()];
    double sectoral = Math.sqrt(1 / (4 * Math.PI));
    for (int m = 0; m <= lMax; m++) {
      if (m > 0) {
        // From m = 1 on, √2 because sine and cosine share the norm.
        sectoral *= Math.sqrt((m == 1 ? 2.0 : 1.0) * (2 * m + 1) / (2.0 * m));
      }
      ahead[m * m + 2 * m] = sectoral;
      for (int l = m + 1; l <= lMax; l++) {
        double square = (double) l * l - (double) m * m;
        double before = (l - 1.0) * (l - 1.0) - (double) m * m;
        ahead[l * l + l + m] = Math.sqrt((4.0 * l * l - 1) / square);
        behind[l * l + l + m] =
            Math.sqrt((2.0 * l + 1) / (2.0 * l - 3 + (l == 1 ? 2 : 0)) * before / square);
      }
    }
  }

  /** The number of harmonics, (l_max + 1)². */
  int size() {
    return (lMax + 1) * (lMax + 1);
  }

  /**
   * All harmonics of a unit vector.
   *
   * @param dst {@code [size]} from {@code offset} on, overwritten
   */
  void evaluate(double x, double y, double z, double[] dst, int offset) {
    double re = 1;
    double im = 0;
    for (int m = 0; m <= lMax; m++) {
      double older = 0;
      double old = ahead[m * m + 2 * m];
      store(offset + m * m + m, m, old, re, im, dst);
      for (int l = m + 1; l <= lMax; l++) {
        int place = l * l + l + m;
        double next = ahead[place] * z * old - behind[place] * older;
        older = old;
        old = next;
        store(offset + l * l + l, m, old, re, im, dst);
      }
      double turned = re * x - im * y;
      im = re * y + im * x;
      re = turned;
    }
  }

  private static void store(int centre, int m, double value, double re, double im, double[] dst) {
    dst[centre + m] = value * re;
    if (m > 0) {
      dst[centre - m] = value * im;
    }
  }
}
