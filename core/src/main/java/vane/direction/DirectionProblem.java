package vane.direction;

import java.util.Arrays;

/**
 * The references Γ that speak about one atom, and the vector to its nearest neighbour.
 *
 * <p>A workspace: fill it, solve it, clear it and fill it again; it grows as needed and then
 * allocates nothing more. Not thread-safe: one for each thread, and a solver writes into its
 * scratch space.
 */
public final class DirectionProblem {
  /** Predicted cosines, then rotated reference forces, then fitting errors: [size] each. */
  double[] cosine = new double[64];

  double[] tx = new double[64];
  double[] ty = new double[64];
  double[] tz = new double[64];
  private double[] goodness = new double[64];

  /** Depths relative to the deepest, [size]; valid after {@link #weigh}. */
  double[] weight = new double[64];

  private int size;
  private double startX;
  private double startY;
  private double startZ;

  /** An empty problem. */
  public DirectionProblem() {}

  /** Forgets all references and the start. */
  public void clear() {
    size = 0;
    startX = 0;
    startY = 0;
    startZ = 0;
  }

  /**
   * Adds one reference of Γ.
   *
   * @param cosine the predicted cosine d_c between the force and the rotated reference force; a
   *     regression may leave [−1, 1], so anything up to ±1e100
   * @param tx first component of the rotated reference force; the vector may be shorter than one,
   *     or zero, where fitting is degenerate
   * @param ty second component
   * @param tz third component
   * @param goodness the fitting error g in Å, at least zero
   * @throws IllegalArgumentException if a number is not finite or the cosine is beyond ±1e100, g is
   *     negative, or the vector is longer than one
   */
  public void add(double cosine, double tx, double ty, double tz, double goodness) {
    double square = tx * tx + ty * ty + tz * tz;
    if (!(Math.abs(cosine) <= 1e100) || !(square <= 1 + 1e-6)) {
      throw new IllegalArgumentException(
          ("cosine %s and vector (%s, %s, %s), expected finite numbers and a vector no longer"
                  + " than one")
              .formatted(cosine, tx, ty, tz));
    }
    if (!(goodness >= 0 && goodness <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "goodness " + goodness + ", expected a finite number of at least zero");
    }
    if (size == this.cosine.length) {
      grow();
    }
    this.cosine[size] = cosine;
    this.tx[size] = tx;
    this.ty[size] = ty;
    this.tz[size] = tz;
    this.goodness[size] = goodness;
    size++;
  }

  /**
   * Sets where a local search starts: the vector from the atom to its nearest neighbour.
   *
   * @param x first component, of any length; a zero vector says that there is no neighbour
   * @param y second component
   * @param z third component
   * @throws IllegalArgumentException if a number is not finite
   */
  public void start(double x, double y, double z) {
    if (!Double.isFinite(x + y + z)) {
      throw new IllegalArgumentException(
          "start (%s, %s, %s), expected finite numbers".formatted(x, y, z));
    }
    double largest = Math.max(Math.abs(x), Math.max(Math.abs(y), Math.abs(z)));
    double scale = largest > 0 ? 1 / largest : 0;
    double norm =
        Math.sqrt(
            (x * scale) * (x * scale) + (y * scale) * (y * scale) + (z * scale) * (z * scale));
    startX = norm > 0 ? x * scale / norm : 0;
    startY = norm > 0 ? y * scale / norm : 0;
    startZ = norm > 0 ? z * scale / norm : 0;
  }

  /**
   * The number of references.
   *
   * @return at least zero
   */
  public int size() {
    return size;
  }

  /** The fitting error of one reference, in Å. */
  double goodness(int k) {
    return goodness[k];
  }

  /** Whether a start was set that is not the zero vector. */
  boolean hasStart() {
    return startX != 0 || startY != 0 || startZ != 0;
  }

  /** Writes the start, a unit vector or zero, to {@code destination[0..2]}. */
  void start(double[] destination) {
    destination[0] = startX;
    destination[1] = startY;
    destination[2] = startZ;
  }

  /**
   * Fills {@link #weight} with exp(−(g² − g_min²)/σ₂²), so that the best fit has weight one however
   * bad it is, and returns exp(−(g_min/σ₂)²), the factor that was taken out (it may underflow to
   * zero).
   */
  double weigh(double sigma2) {
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < size; k++) {
      least = Math.min(least, goodness[k]);
    }
    for (int k = 0; k < size; k++) {
      double excess = (goodness[k] - least) / sigma2;
      // The difference of squares as a product: neither overflows to ∞ − ∞ nor cancels.
      weight[k] = excess == 0 ? 1 : Math.exp(-excess * ((goodness[k] + least) / sigma2));
    }
    for (int k = size; k % LossKernel.PADDING != 0; k++) {
      weight[k] = 0;
    }
    return size == 0 ? 0 : Math.exp(-(least / sigma2) * (least / sigma2));
  }

  private void grow() {
    int capacity = 2 * size;
    cosine = Arrays.copyOf(cosine, capacity);
    tx = Arrays.copyOf(tx, capacity);
    ty = Arrays.copyOf(ty, capacity);
    tz = Arrays.copyOf(tz, capacity);
    goodness = Arrays.copyOf(goodness, capacity);
    weight = Arrays.copyOf(weight, capacity);
  }
}
