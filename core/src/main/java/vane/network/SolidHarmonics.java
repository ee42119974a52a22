package vane.network;

/**
 * Real spherical harmonics up to l = 3, so scaled that the squares of a degree add up to 2 l + 1.
 * The component m of the degree l is number l² + l + m. Stateless.
 */
final class SolidHarmonics {
  /** How many there are. */
  static final int COUNT = 16;

  /** The degree of each component. */
  static final int[] DEGREE = {0, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3};

  private static final double S3 = Math.sqrt(3);
  private static final double S5 = Math.sqrt(5);
  private static final double S15 = Math.sqrt(15);
  private static final double S7 = Math.sqrt(7);
  private static final double C33 = Math.sqrt(35.0 / 8);
  private static final double C32 = Math.sqrt(105);
  private static final double C31 = Math.sqrt(21.0 / 8);

  private SolidHarmonics() {}

  /**
   * Values and gradients.
   *
   * @param x of a unit vector
   * @param y of a unit vector
   * @param z of a unit vector
   * @param inverse 1 / r, where r is the length of the vector that the gradients are by
   * @param values [16]
   * @param at where the values begin
   * @param gradients [3 × 16]
   * @param gAt where the gradients begin
   */
  static void evaluate(
      double x,
      double y,
      double z,
      double inverse,
      float[] values,
      int at,
      float[] gradients,
      int gAt) {
    put(values, at, gradients, gAt, 0, x, y, z, inverse, 0, 1, 0, 0, 0);
    put(values, at, gradients, gAt, 1, x, y, z, inverse, 1, S3 * y, 0, S3, 0);
    put(values, at, gradients, gAt, 2, x, y, z, inverse, 1, S3 * z, 0, 0, S3);
    put(values, at, gradients, gAt, 3, x, y, z, inverse, 1, S3 * x, S3, 0, 0);
    double a = S15;
    put(values, at, gradients, gAt, 4, x, y, z, inverse, 2, a * x * y, a * y, a * x, 0);
    put(values, at, gradients, gAt, 5, x, y, z, inverse, 2, a * y * z, 0, a * z, a * y);
    put(values, at, gradients, gAt, 7, x, y, z, inverse, 2, a * x * z, a * z, 0, a * x);
    double xx = x * x;
    double yy = y * y;
    double zz = z * z;
    put(values, at, gradients, gAt, 8, x, y, z, inverse, 2, a / 2 * (xx - yy), a * x, -a * y, 0);
    a = S5;
    put(
        values,
        at,
        gradients,
        gAt,
        6,
        x,
        y,
        z,
        inverse,
        2,
        a * (zz - (xx + yy) / 2),
        -a * x,
        -a * y,
        2 * a * z);
    a = C33;
    put(
        values,
        at,
        gradients,
        gAt,
        9,
        x,
        y,
        z,
        inverse,
        3,
        a * y * (3 * xx - yy),
        6 * a * x * y,
        3 * a * (xx - yy),
        0);
    put(
        values,
        at,
        gradients,
        gAt,
        15,
        x,
        y,
        z,
        inverse,
        3,
        a * x * (xx - 3 * yy),
        3 * a * (xx - yy),
        -6 * a * x * y,
        0);
    a = C32;
    put(
        values,
        at,
        gradients,
        gAt,
        10,
        x,
        y,
        z,
        inverse,
        3,
        a * x * y * z,
        a * y * z,
        a * x * z,
        a * x * y);
    put(
        values,
        at,
        gradients,
        gAt,
        14,
        x,
        y,
        z,
        inverse,
        3,
        a / 2 * z * (xx - yy),
        a * x * z,
        -a * y * z,
        a / 2 * (xx - yy));
    a = C31;
    double b = 4 * zz - xx - yy;
    put(
        values,
        at,
        gradients,
        gAt,
        11,
        x,
        y,
        z,
        inverse,
        3,
        a * y * b,
        -2 * a * x * y,
        a * (b - 2 * yy),
        8 * a * y * z);
    put(
        values,
        at,
        gradients,
        gAt,
        13,
        x,
        y,
        z,
        inverse,
        3,
        a * x * b,
        a * (b - 2 * xx),
        -2 * a * x * y,
        8 * a * x * z);
    a = S7;
    put(
        values,
        at,
        gradients,
        gAt,
        12,
        x,
        y,
        z,
        inverse,
        3,
        a * z * (zz - 1.5 * (xx + yy)),
        -3 * a * x * z,
        -3 * a * y * z,
        a * (3 * zz - 1.5 * (xx + yy)));
  }

  /** A homogeneous polynomial of degree l: its gradient loses what is along the vector. */
  private static void put(
      float[] values,
      int at,
      float[] gradients,
      int gAt,
      int lm,
      double x,
      double y,
      double z,
      double inverse,
      int l,
      double value,
      double dx,
      double dy,
      double dz) {
    values[at + lm] = (float) value;
    double radial = l * value;
    gradients[gAt + lm] = (float) ((dx - radial * x) * inverse);
    gradients[gAt + COUNT + lm] = (float) ((dy - radial * y) * inverse);
    gradients[gAt + 2 * COUNT + lm] = (float) ((dz - radial * z) * inverse);
  }
}
