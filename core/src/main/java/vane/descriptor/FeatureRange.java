package vane.descriptor;

/**
 * A run of features.
 *
 * @param start the first feature, from zero
 * @param end one past the last feature
 */
public record FeatureRange(int start, int end) {
  /**
   * Checks that the run is one.
   *
   * @param start the first feature, from zero
   * @param end one past the last feature
   */
  public FeatureRange {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException(
          "features " + start + " to " + end + ", expected 0 ≤ start ≤ end");
    }
  }

  /**
   * The number of features.
   *
   * @return zero or more
   */
  public int length() {
    return end - start;
  }
}
