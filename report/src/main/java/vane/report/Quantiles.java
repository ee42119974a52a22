package vane.report;

import java.util.Arrays;

/** Quantiles of values. */
final class Quantiles {
  private Quantiles() {}

  /**
   * The smallest value that so large a part of all values does not exceed. Sorts the values, of
   * which there must be one at least.
   */
  static double nearestRank(double[] values, double part) {
    Arrays.sort(values);
    int place = (int) Math.ceil(part * values.length) - 1;
    return values[Math.max(0, Math.min(values.length - 1, place))];
  }
}
