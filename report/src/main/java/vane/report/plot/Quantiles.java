package vane.report.plot;

import java.util.Arrays;

/** Quantiles of values. */
public final class Quantiles {
  private Quantiles() {}

  /**
   * The smallest value that so large a part of all values does not exceed.
   *
   * @param values one at least; they are sorted
   * @param part from 0 to 1
   * @return the value at the nearest rank
   */
  public static double nearestRank(double[] values, double part) {
    Arrays.sort(values);
    int place = (int) Math.ceil(part * values.length) - 1;
    return values[Math.max(0, Math.min(values.length - 1, place))];
  }
}
