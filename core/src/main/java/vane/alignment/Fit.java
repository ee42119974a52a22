package vane.alignment;

/** How one reference neighbourhood fits on one neighbourhood. Immutable. */
public final class Fit {
  private final double goodness;
  private final double[] rotation;
  private final int[] permutation;
  private final int rank;
  private final boolean rotationUnique;
  private final boolean speciesMatched;

  Fit(
      double goodness,
      double[] rotation,
      int[] permutation,
      int rank,
      boolean rotationUnique,
      boolean speciesMatched) {
    this.goodness = goodness;
    this.rotation = rotation;
    this.permutation = permutation;
    this.rank = rank;
    this.rotationUnique = rotationUnique;
    this.speciesMatched = speciesMatched;
  }

  /**
   * The mean distance g between the neighbourhoods, the centre counted as a point that fits.
   *
   * @return g in Å, 0 or more
   */
  public double goodness() {
    return goodness;
  }

  /**
   * The matrix R of y ≈ s R, or the mean of all equally good ones.
   *
   * @return nine numbers, row-major (a copy)
   */
  public double[] rotation() {
    return rotation.clone();
  }

  /**
   * Which neighbour of the reference lies on which of the environment: s[permutation[k]] on y[k].
   *
   * @return M numbers from 0 to M − 1, the centre not among them (a copy)
   */
  public int[] permutation() {
    return permutation.clone();
  }

  /**
   * The numerical rank of H: singular values above 10⁻⁷ of the largest.
   *
   * @return 0 to 3
   */
  public int rank() {
    return rank;
  }

  /**
   * Whether one R fits better than every other; otherwise {@link #rotation} is a mean.
   *
   * @return false for collinear neighbours, and for planar ones when reflections are allowed
   */
  public boolean rotationUnique() {
    return rotationUnique;
  }

  /**
   * Whether each neighbour lies on one of its own species.
   *
   * @return true when no pair differs
   */
  public boolean speciesMatched() {
    return speciesMatched;
  }
}
