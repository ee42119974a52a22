package vane.direction;

/**
 * The weighted moments of the references of a problem: Σ w t tᵀ with its eigenvectors, and Σ w d_c
 * t.
 *
 * <p>They turn with the problem, so whatever is built from them is equivariant.
 */
final class ReferenceMoments {
  /**
   * An eigenvalue below this fraction of the largest counts as zero: then all references lie within
   * about 1e-5 radians of a plane or line.
   */
  static final double RANK_TOLERANCE = 1e-10;

  /** A target smaller than this fraction of the sum of its terms' sizes is rounding, not signal. */
  static final double TARGET_TOLERANCE = 1e-12;

  /** Eigenvalues of Σ w t tᵀ, falling [3]. */
  final double[] values = new double[3];

  /** Eigenvectors, one per row [3 × 3]. */
  final double[] vectors = new double[9];

  /** Σ w d_c t [3]. */
  final double[] target = new double[3];

  /** Σ w |d_c| |t|: how large the target would be without cancellation. */
  final double targetSize;

  /** How many dimensions the references span, 0 to 3. */
  final int rank;

  /** Moments of a problem whose weights are up to date. */
  ReferenceMoments(DirectionProblem problem) {
    double[] moments = new double[6];
    double size = 0;
    for (int k = 0; k < problem.size(); k++) {
      double x = problem.tx[k];
      double y = problem.ty[k];
      double z = problem.tz[k];
      double w = problem.weight[k];
      double wd = w * problem.cosine[k];
      target[0] += wd * x;
      target[1] += wd * y;
      target[2] += wd * z;
      size += Math.abs(wd) * Math.sqrt(x * x + y * y + z * z);
      moments[0] += w * x * x;
      moments[1] += w * x * y;
      moments[2] += w * x * z;
      moments[3] += w * y * y;
      moments[4] += w * y * z;
      moments[5] += w * z * z;
    }
    targetSize = size;
    SymmetricThree.eigen(moments, values, vectors);
    int count = 0;
    for (double value : values) {
      count += value > RANK_TOLERANCE * values[0] ? 1 : 0;
    }
    rank = count;
  }

  /**
   * Writes the least-squares solution of least norm of (Σ w t tᵀ) u = Σ w d_c t to {@code u[0..2]},
   * normalised; false, and zero, if there is none because the target vanishes.
   */
  boolean leastSquares(double[] u) {
    u[0] = 0;
    u[1] = 0;
    u[2] = 0;
    double length = Math.sqrt(dot(target, 0, target, 0));
    if (rank == 0 || !(length > TARGET_TOLERANCE * targetSize)) {
      return false;
    }
    for (int i = 0; i < rank; i++) {
      // The target is divided by its length first, so that nothing overflows or vanishes.
      double factor = dot(vectors, 3 * i, target, 0) / length * (values[0] / values[i]);
      for (int c = 0; c < 3; c++) {
        u[c] += factor * vectors[3 * i + c];
      }
    }
    double norm = Math.sqrt(dot(u, 0, u, 0));
    for (int c = 0; c < 3; c++) {
      u[c] = norm > 0 ? u[c] / norm : 0;
    }
    return norm > 0;
  }

  private static double dot(double[] a, int i, double[] b, int j) {
    return a[i] * b[j] + a[i + 1] * b[j + 1] + a[i + 2] * b[j + 2];
  }
}
