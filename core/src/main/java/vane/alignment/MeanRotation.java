package vane.alignment;

/**
 * The orthogonal matrix Q that makes tr(Qᵀ H) largest, by a singular value decomposition; or, where
 * several are equally good, their mean. A workspace: one for each thread.
 *
 * <p>With columns for vectors, y ≈ Q s, so Q is the transpose of R in y ≈ s R. In the basis of the
 * singular vectors Q = Σ_i q_i u_i w_iᵀ:
 *
 * <ul>
 *   <li>a direct or mirrored fit of full rank has |q_i| = 1;
 *   <li>a direction that H does not determine has q_i = 0, as turning about or reflecting across it
 *       changes nothing and the mean over those is zero;
 *   <li>rotations only, with a mirrored H and σ2 = σ3 &lt; σ1: any half turn about an axis in the
 *       plane of directions 2 and 3 is as good, so q = (1, 0, 0);
 *   <li>the same with σ1 = σ2 = σ3: the mean over all is a third of the mirrored fit.
 * </ul>
 *
 * The mean square of |y_k − Q s_k| over equally good Q is |y_k − Q̄ s_k|² + Σ_i (1 −
 * q_i²)(w_i·s_k)², a form without cancellation. Its root is the distance used in g: exact when
 * either the y or the s lie within the determined directions, a root mean square otherwise.
 */
final class MeanRotation {
  /** Singular values, and gaps between them, below this part of the largest count as zero. */
  static final double RANK_TOLERANCE = 1e-7;

  /** H whose largest singular value is below this part of |y||s| is the rounding error of zero. */
  static final double ZERO_TOLERANCE = 1e-12;

  private static final int MAX_SWEEPS = 16;

  private final double[] a = new double[9];
  private final double[] u = new double[9];
  private final double[] w = new double[9];
  private final double[] sigma = new double[3];
  private final double[] q = new double[3];
  private final double[] matrix = new double[9];
  private int rank;
  private boolean unique;

  /** The matrix Q, row-major; valid until the next call of {@link #solve}. */
  double[] matrix() {
    return matrix;
  }

  int rank() {
    return rank;
  }

  boolean isUnique() {
    return unique;
  }

  /**
   * Solves for one H.
   *
   * @param h nine numbers, row-major: Σ_k y_k s_kᵀ
   * @param scale sqrt(Σ|y|² Σ|s|²), the size that H could have had
   * @param rotations the matrices to choose from
   */
  void solve(double[] h, double scale, RotationGroup rotations) {
    decompose(h);
    rank = 0;
    if (sigma[0] > ZERO_TOLERANCE * scale) {
      while (rank < 3 && sigma[rank] > RANK_TOLERANCE * sigma[0]) {
        rank++;
      }
    }
    double mirrored = leftVectors();
    if (rotations == RotationGroup.ORTHOGONAL) {
      unique = rank == 3;
      setWeights(rank > 0 ? 1 : 0, rank > 1 ? 1 : 0, rank > 2 ? mirrored : 0);
    } else {
      weighProper(mirrored);
    }
    for (int r = 0; r < 3; r++) {
      for (int c = 0; c < 3; c++) {
        double sum = 0;
        for (int i = 0; i < 3; i++) {
          sum += q[i] * u[3 * i + r] * w[3 * i + c];
        }
        matrix[3 * r + c] = sum;
      }
    }
  }

  /** The (root mean square) distance |y − Q s|. */
  double distance(double[] y, int yOffset, double[] s, int sOffset) {
    double sum = 0;
    for (int r = 0; r < 3; r++) {
      double d =
          y[yOffset + r]
              - matrix[3 * r] * s[sOffset]
              - matrix[3 * r + 1] * s[sOffset + 1]
              - matrix[3 * r + 2] * s[sOffset + 2];
      sum += d * d;
    }
    if (!unique) {
      for (int i = 0; i < 3; i++) {
        double along =
            w[3 * i] * s[sOffset] + w[3 * i + 1] * s[sOffset + 1] + w[3 * i + 2] * s[sOffset + 2];
        sum += (1 - q[i] * q[i]) * along * along;
      }
    }
    return Math.sqrt(sum);
  }

  private void weighProper(double mirrored) {
    double tolerance = RANK_TOLERANCE * sigma[0];
    boolean oneAxis = rank < 2 || mirrored < 0 && rank == 3 && sigma[1] - sigma[2] <= tolerance;
    unique = !oneAxis;
    if (!oneAxis) {
      setWeights(1, 1, 1);
    } else if (rank == 3 && sigma[0] - sigma[2] <= tolerance) {
      setWeights(1.0 / 3, 1.0 / 3, -1.0 / 3);
    } else {
      setWeights(rank > 0 ? 1 : 0, 0, 0);
    }
  }

  private void setWeights(double q0, double q1, double q2) {
    q[0] = q0;
    q[1] = q1;
    q[2] = q2;
  }

  /**
   * Unit left vectors with u3 = u1 × u2, w3 = w1 × w2 (more accurate than a small column of H W
   * divided by its length); returns −1 when H mirrors, that is when its σ3 is negative in this
   * basis.
   */
  private double leftVectors() {
    double[] smallest = {a[6], a[7], a[8]};
    for (int i = 0; i < Math.min(rank, 2); i++) {
      for (int c = 0; c < 3; c++) {
        u[3 * i + c] = a[3 * i + c] / sigma[i];
      }
    }
    if (rank < 2) {
      // Undetermined directions carry weight zero: they only must not be stale or NaN.
      for (int i = 3 * rank; i < 9; i++) {
        u[i] = 0;
      }
      return 1;
    }
    cross(u);
    double handOfW = cross(w);
    double alongLast = smallest[0] * u[6] + smallest[1] * u[7] + smallest[2] * u[8];
    return alongLast * handOfW < 0 ? -1 : 1;
  }

  /** Replaces the third vector by the cross product; returns −1 if that turned it round. */
  private static double cross(double[] v) {
    double x = v[1] * v[5] - v[2] * v[4];
    double y = v[2] * v[3] - v[0] * v[5];
    double z = v[0] * v[4] - v[1] * v[3];
    double along = x * v[6] + y * v[7] + z * v[8];
    v[6] = x;
    v[7] = y;
    v[8] = z;
    return along < 0 ? -1 : 1;
  }

  /**
   * One-sided Jacobi: rows of a become the columns of H W, sorted by length; rows of w those of W.
   */
  private void decompose(double[] h) {
    for (int r = 0; r < 3; r++) {
      for (int c = 0; c < 3; c++) {
        a[3 * c + r] = h[3 * r + c];
        w[3 * c + r] = r == c ? 1 : 0;
      }
    }
    boolean turned = true;
    for (int sweep = 0; turned && sweep < MAX_SWEEPS; sweep++) {
      turned = turn(0, 1) | turn(0, 2) | turn(1, 2);
    }
    for (int i = 0; i < 3; i++) {
      sigma[i] = Neighbourhoods.length(a, 3 * i);
    }
    order(0, 1);
    order(1, 2);
    order(0, 1);
  }

  private boolean turn(int i, int j) {
    double alpha = Neighbourhoods.squaredLength(a, 3 * i);
    double beta = Neighbourhoods.squaredLength(a, 3 * j);
    double gamma = a[3 * i] * a[3 * j] + a[3 * i + 1] * a[3 * j + 1] + a[3 * i + 2] * a[3 * j + 2];
    if (Math.abs(gamma) <= 1e-16 * Math.sqrt(alpha * beta)) {
      return false;
    }
    double zeta = (beta - alpha) / (2 * gamma);
    double t = Math.copySign(1, zeta) / (Math.abs(zeta) + Math.hypot(1, zeta));
    double cos = 1 / Math.sqrt(1 + t * t);
    double sin = cos * t;
    rotate(a, i, j, cos, sin);
    rotate(w, i, j, cos, sin);
    return true;
  }

  private static void rotate(double[] v, int i, int j, double cos, double sin) {
    for (int c = 0; c < 3; c++) {
      double p = v[3 * i + c];
      double q = v[3 * j + c];
      v[3 * i + c] = cos * p - sin * q;
      v[3 * j + c] = sin * p + cos * q;
    }
  }

  private void order(int i, int j) {
    if (sigma[i] >= sigma[j]) {
      return;
    }
    swap(sigma, i, j);
    for (int c = 0; c < 3; c++) {
      swap(a, 3 * i + c, 3 * j + c);
      swap(w, 3 * i + c, 3 * j + c);
    }
  }

  private static void swap(double[] v, int i, int j) {
    double keep = v[i];
    v[i] = v[j];
    v[j] = keep;
  }
}
