package vane.mlm;

/**
 * How far the training data reached. What lies beyond is an extrapolation.
 *
 * @param distance the largest distance of a description from the nearest reference that still
 *     counts as known
 * @param goodness the largest g of the best-fitting reference that still counts as known
 * @param length the length of the longest training vector; no prediction is longer
 */
public record TrainingRange(double distance, double goodness, double length) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is negative or not finite
   */
  public TrainingRange {
    for (double value : new double[] {distance, goodness, length}) {
      if (!(value >= 0) || Double.isInfinite(value)) {
        throw new IllegalArgumentException(
            "found a training range of " + value + ", expected a finite number of at least 0");
      }
    }
  }

  /**
   * Whether an environment lies beyond.
   *
   * @param nearest the distance of its description from the nearest reference
   * @param best the g of the best-fitting reference
   * @return true if either is too large
   */
  boolean isBeyond(double nearest, double best) {
    return nearest > distance || best > goodness;
  }
}
