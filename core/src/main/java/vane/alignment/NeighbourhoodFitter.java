package vane.alignment;

/**
 * Fits all references on one neighbourhood: the same results as {@link PlainFit}, much faster.
 *
 * <p>Immutable and thread-safe; each thread brings its own {@link FitRow}. Created by {@link
 * #create}, which takes the implementation on the Vector API when the module {@code
 * jdk.incubator.vector} is there, and the scalar one when it is not.
 */
public sealed interface NeighbourhoodFitter permits ScalarFitter, VectorFitter {

  /**
   * A fitter for these references.
   *
   * @param references the references
   * @param settings the rotations and permutations to choose from
   * @return the fastest fitter that this JVM can run
   */
  static NeighbourhoodFitter create(ReferenceNeighbourhoods references, FitSettings settings) {
    // VectorFitter is linked only when this line is reached: without the module that would fail.
    return VectorModule.PRESENT
        ? new VectorFitter(references, settings)
        : new ScalarFitter(references, settings);
  }

  /**
   * Fits references on a neighbourhood.
   *
   * <p>References are laid out by shape, not in their order: a call for all of them is the fast
   * one, a call for a few costs more for each.
   *
   * @param points the neighbourhood y [M × 3] at pointsOffset, row-major, relative to its centre,
   *     in Å; not modified
   * @param pointsOffset where y begins
   * @param species its species [M] at speciesOffset, 0 for an absent neighbour, whose point is zero
   * @param speciesOffset where the species begin
   * @param fromReference the first reference to fit
   * @param toReference one past the last
   * @param destination overwritten from fromReference to toReference, and untouched elsewhere
   * @throws IllegalArgumentException if the destination has another number of references, the range
   *     is outside it, a number is not finite, or an absent neighbour has a point other than zero
   */
  void fit(
      double[] points,
      int pointsOffset,
      int[] species,
      int speciesOffset,
      int fromReference,
      int toReference,
      FitRow destination);
}
