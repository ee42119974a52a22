package vane.direction;

/** Eigenvalues and eigenvectors of symmetric 3×3 matrices, by Jacobi rotations. */
final class SymmetricThree {
  private static final int MAX_SWEEPS = 30;

  private SymmetricThree() {}

  /**
   * Decomposes a symmetric matrix. Elements below 1e-300 beside the diagonal count as zero.
   *
   * @param matrix xx, xy, xz, yy, yz, zz [6], not modified
   * @param values the eigenvalues, falling [3], overwritten
   * @param vectors the eigenvectors, one per row [3 × 3], overwritten
   */
  static void eigen(double[] matrix, double[] values, double[] vectors) {
    double[] a = {
      matrix[0], matrix[1], matrix[2], matrix[1], matrix[3], matrix[4], matrix[2], matrix[4],
      matrix[5]
    };
    double[] v = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    for (int sweep = 0; sweep < MAX_SWEEPS && offDiagonal(a) > 0; sweep++) {
      rotate(a, v, 0, 1);
      rotate(a, v, 0, 2);
      rotate(a, v, 1, 2);
    }
    int[] order = {0, 1, 2};
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2 - i; j++) {
        if (a[4 * order[j]] < a[4 * order[j + 1]]) {
          int swap = order[j];
          order[j] = order[j + 1];
          order[j + 1] = swap;
        }
      }
    }
    for (int i = 0; i < 3; i++) {
      values[i] = a[4 * order[i]];
      System.arraycopy(v, 3 * order[i], vectors, 3 * i, 3);
    }
  }

  private static double offDiagonal(double[] a) {
    return Math.abs(a[1]) + Math.abs(a[2]) + Math.abs(a[5]);
  }

  /** One rotation in the plane of p and q that makes a[p][q] zero; the rows of v follow. */
  private static void rotate(double[] a, double[] v, int p, int q) {
    double apq = a[3 * p + q];
    if (Math.abs(apq) <= 1e-300 || Math.abs(apq) < 1e-18 * Math.abs(a[4 * p] + a[4 * q])) {
      a[3 * p + q] = 0;
      a[3 * q + p] = 0;
      return;
    }
    double theta = (a[4 * q] - a[4 * p]) / (2 * apq);
    double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
    double c = 1 / Math.sqrt(t * t + 1);
    double s = t * c;
    for (int k = 0; k < 3; k++) {
      double akp = a[3 * k + p];
      double akq = a[3 * k + q];
      a[3 * k + p] = c * akp - s * akq;
      a[3 * k + q] = s * akp + c * akq;
    }
    for (int k = 0; k < 3; k++) {
      double apk = a[3 * p + k];
      double aqk = a[3 * q + k];
      a[3 * p + k] = c * apk - s * aqk;
      a[3 * q + k] = s * apk + c * aqk;
      double vpk = v[3 * p + k];
      double vqk = v[3 * q + k];
      v[3 * p + k] = c * vpk - s * vqk;
      v[3 * q + k] = s * vpk + c * vqk;
    }
    a[3 * p + q] = 0;
    a[3 * q + p] = 0;
  }
}
