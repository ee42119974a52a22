package vane.mlm;

/**
 * How far the training data reached. What lies beyond is an extrapolation.
 *
 * @param distance the largest distance of a description from the nearest reference that still
 *     counts as known
 * @param goodness the largest g of the best-fitting reference that still counts as known
 * @param spread the largest spread of the projections that still counts as known
 * @param length the length of the longest training vector; no prediction is longer
 */
public record TrainingRange(double distance, double goodness, double spread, double length) {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is negative or not finite
   */
  public TrainingRange {
    for (double value : new double[] {distance, goodness, spread, length}) {
      if (!(value >= 0) || Double.isInfinite(value)) {
        throw new IllegalArgumentException(
            "found a training range of " + value + ", expected a finite number of at least 0");
      }
    }
  }

  /**
   * How far an environment lies beyond.
   *
   * @param nearest the distance of its description from the nearest reference
   * @param best the g of the best-fitting reference
   * @param spread the spread of the projections
   * @return the largest of the three relative to its limit; above 1 it is an extrapolation
   */
  double excess(double nearest, double best, double spread) {
    return Math.max(
        relative(nearest, distance),
        Math.max(relative(best, goodness), relative(spread, this.spread)));
  }

  private static double relative(double value, double limit) {
    return value > 0 ? value / limit : 0;
  }
}
