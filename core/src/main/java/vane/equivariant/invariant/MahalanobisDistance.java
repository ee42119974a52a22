package vane.equivariant.invariant;

/**
 * How far a neighbourhood is from those of training: the Mahalanobis distance of its first
 * invariants from their mean, divided by the root of their number, so that it is 1 on the average.
 *
 * <p>Immutable and thread-safe.
 */
public final class MahalanobisDistance {
  /** The most invariants that are looked at: those of lowest degree. */
  public static final int LARGEST_SIZE = 128;

  /** Variances below this share of the largest are rounding, not directions. */
  private static final double NEGLIGIBLE = 1e-10;

  /** A variance below this share of the mean square is rounding, and so are its covariances. */
  private static final double ROUNDING = 1e-9;

  /** Invariants that are nearly functions of others must not blow rounding up. */
  private static final double REGULARISATION = 1e-6;

  /** So many rows of the factor are worked on at once. */
  static final int BLOCK = 8;

  final double[] mean;

  /** {@code [size × size]}, lower triangular: deviations to independent ones of unit variance. */
  final double[] factor;

  /**
   * The factor, {@link #BLOCK} rows at a time: for each column up to the last row's diagonal the
   * numbers of these rows. Zero above the diagonal and below the last row.
   */
  final double[] blockedFactor;

  /**
   * A distance as a model file holds it.
   *
   * @param mean {@code [size]}, of the first invariants in training; copied
   * @param factor {@code [size × size]}, row-major, the lower triangular matrix that turns
   *     deviations from the mean into independent ones of unit variance; copied
   * @throws IllegalArgumentException if the arrays do not belong together
   */
  public MahalanobisDistance(double[] mean, double[] factor) {
    if (factor.length != mean.length * mean.length) {
      throw new IllegalArgumentException(
          String.format(
              "%d means and a factor of %d numbers do not belong together",
              mean.length, factor.length));
    }
    this.mean = mean.clone();
    this.factor = factor.clone();
    this.blockedFactor = blocked(factor, mean.length);
  }

  private static double[] blocked(double[] factor, int size) {
    int blocks = (size + BLOCK - 1) / BLOCK;
    double[] blocked = new double[BLOCK * BLOCK * blocks * (blocks + 1) / 2];
    int next = 0;
    for (int first = 0; first < size; first += BLOCK) {
      for (int column = 0; column < first + BLOCK; column++) {
        for (int row = first; row < first + BLOCK; row++) {
          blocked[next++] = row < size && column <= row ? factor[row * size + column] : 0;
        }
      }
    }
    return blocked;
  }

  /** How many blocks of rows there are. */
  int blocks() {
    return (mean.length + BLOCK - 1) / BLOCK;
  }

  /**
   * The number of invariants that are looked at.
   *
   * @return zero if there was no atom to learn from
   */
  public int size() {
    return mean.length;
  }

  /**
   * The mean of the invariants in training.
   *
   * @return {@code [size]} (a copy)
   */
  public double[] mean() {
    return mean.clone();
  }

  /**
   * What turns deviations from the mean into independent ones of unit variance.
   *
   * @return {@code [size × size]}, row-major, lower triangular (a copy)
   */
  public double[] factor() {
    return factor.clone();
  }

  /** T (B − μ) of one lane of {@code [size × lanes]} invariants: a new array. */
  double[] whitened(double[] invariants, int lanes, int lane) {
    int n = mean.length;
    double[] deviations = new double[n];
    double[] whitened = new double[n];
    for (int i = 0; i < n; i++) {
      deviations[i] = invariants[i * lanes + lane] - mean[i];
      for (int j = 0; j <= i; j++) {
        whitened[i] += factor[i * n + j] * deviations[j];
      }
    }
    return whitened;
  }

  /**
   * The distance from the atoms that some sums are over.
   *
   * @param count how many atoms; if none, the distance has size 0 and is always zero
   * @param sums {@code [size]} of the invariants; not modified
   * @param squares {@code [size × size]} of their products, the lower triangle; not modified
   * @return the distance
   */
  public static MahalanobisDistance of(long count, double[] sums, double[] squares) {
    if (count == 0) {
      return new MahalanobisDistance(new double[0], new double[0]);
    }
    int n = sums.length;
    double[] mean = new double[n];
    for (int i = 0; i < n; i++) {
      mean[i] = sums[i] / count;
    }
    // Correlations, so that invariants of unlike size count alike; then Cholesky and its inverse.
    double[] deviation = new double[n];
    boolean[] constant = new boolean[n];
    double largest = 0;
    for (int i = 0; i < n; i++) {
      double meanSquare = squares[i * n + i] / count;
      double variance = meanSquare - mean[i] * mean[i];
      constant[i] = variance <= ROUNDING * meanSquare;
      deviation[i] = constant[i] ? ROUNDING * meanSquare : variance;
      largest = Math.max(largest, deviation[i]);
    }
    // An element that never has a neighbour has nothing but zeros.
    double least = largest > 0 ? NEGLIGIBLE * largest : 1;
    for (int i = 0; i < n; i++) {
      deviation[i] = Math.sqrt(Math.max(deviation[i], least));
    }
    double[] lower = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum =
            constant[i] || constant[j]
                ? (i == j ? 1 : 0)
                : (squares[i * n + j] / count - mean[i] * mean[j]) / (deviation[i] * deviation[j]);
        sum += i == j ? REGULARISATION : 0;
        for (int k = 0; k < j; k++) {
          sum -= lower[i * n + k] * lower[j * n + k];
        }
        lower[i * n + j] =
            i == j ? Math.sqrt(Math.max(sum, REGULARISATION)) : sum / lower[j * n + j];
      }
    }
    return new MahalanobisDistance(mean, inverse(lower, deviation));
  }

  /** L⁻¹ with column j divided by the deviation of invariant j. */
  private static double[] inverse(double[] lower, double[] deviation) {
    int n = deviation.length;
    double[] inverse = new double[n * n];
    for (int j = 0; j < n; j++) {
      for (int i = j; i < n; i++) {
        double sum = i == j ? 1 : 0;
        for (int k = j; k < i; k++) {
          sum -= lower[i * n + k] * inverse[k * n + j];
        }
        inverse[i * n + j] = sum / lower[i * n + i];
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        inverse[i * n + j] /= deviation[j];
      }
    }
    return inverse;
  }
}
