package vane.descriptor;

/**
 * Real, orthonormal spherical harmonics of all degrees up to a highest one, of unit vectors.
 *
 * <p>Y_lm is at place l² + l + m; m &gt; 0 goes with cos mφ, m &lt; 0 with sin |m|φ, without the
 * Condon–Shortley sign. With sin^m θ taken into (x + iy)^m, what is left of the Legendre function
 * is a polynomial in z with the stable recurrence in l (Press et al., Numerical Recipes, 6.7), so
 * nothing special happens at the poles. Immutable and thread-safe.
 */
public final class RealSphericalHarmonics {
  private final int lMax;

  /** Factors of the recurrence, at l² + l + m for m ≥ 0. */
  private final double[] ahead;

  private final double[] behind;

  /**
   * The harmonics up to a degree.
   *
   * @param lMax the highest degree, 0 or more
   */
  public RealSphericalHarmonics(int lMax) {
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

  /**
   * The number of harmonics.
   *
   * @return (l_max + 1)²
   */
  public int size() {
    return (lMax + 1) * (lMax + 1);
  }

  /**
   * Where the recurrence Q_lm = ahead · z Q_(l−1)m − behind · Q_(l−2)m begins: Q_mm.
   *
   * @param m 0 to l_max
   * @return Q_mm, so that Y_mm = Q_mm Re (x + iy)^m
   */
  public double sectoral(int m) {
    return ahead[m * m + 2 * m];
  }

  /**
   * The factor of the recurrence in front of z Q_(l−1)m.
   *
   * @param l the degree, above m
   * @param m 0 or more
   * @return the factor
   */
  public double ahead(int l, int m) {
    return ahead[l * l + l + m];
  }

  /**
   * The factor of the recurrence in front of −Q_(l−2)m.
   *
   * @param l the degree, above m
   * @param m 0 or more
   * @return the factor
   */
  public double behind(int l, int m) {
    return behind[l * l + l + m];
  }

  /**
   * All harmonics of a unit vector with their gradients on the unit sphere.
   *
   * @param x component of the unit vector
   * @param y component of the unit vector
   * @param z component of the unit vector
   * @param values {@code [size]}, overwritten
   * @param gradients {@code [size × 3]}, overwritten; divided by |r| they are the gradients of Y(r
   *     / |r|)
   */
  public void evaluate(double x, double y, double z, double[] values, double[] gradients) {
    double re = 1;
    double im = 0;
    double reBefore = 0;
    double imBefore = 0;
    for (int m = 0; m <= lMax; m++) {
      double older = 0;
      double old = sectoral(m);
      double slopeOlder = 0;
      double slope = 0;
      for (int l = m; l <= lMax; l++) {
        if (l > m) {
          int place = l * l + l + m;
          double next = ahead[place] * z * old - behind[place] * older;
          double slopeNext = ahead[place] * (old + z * slope) - behind[place] * slopeOlder;
          older = old;
          old = next;
          slopeOlder = slope;
          slope = slopeNext;
        }
        store(l * l + l, m, old, re, im, values);
        int plus = 3 * (l * l + l + m);
        tangential(x, y, z, m * old * reBefore, -m * old * imBefore, slope * re, gradients, plus);
        if (m > 0) {
          int minus = 3 * (l * l + l - m);
          tangential(x, y, z, m * old * imBefore, m * old * reBefore, slope * im, gradients, minus);
        }
      }
      reBefore = re;
      imBefore = im;
      re = reBefore * x - imBefore * y;
      im = reBefore * y + imBefore * x;
    }
  }

  /** The part of a vector that is tangential to the unit sphere. */
  private static void tangential(
      double x, double y, double z, double fx, double fy, double fz, double[] dst, int at) {
    double radial = fx * x + fy * y + fz * z;
    dst[at] = fx - x * radial;
    dst[at + 1] = fy - y * radial;
    dst[at + 2] = fz - z * radial;
  }

  /**
   * All harmonics of a unit vector.
   *
   * @param x component of the unit vector
   * @param y component of the unit vector
   * @param z component of the unit vector
   * @param offset the place of the first
   * @param dst {@code [size]} from {@code offset} on, overwritten
   */
  public void evaluate(double x, double y, double z, double[] dst, int offset) {
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
