package vane.validation;

import java.util.Arrays;

/**
 * Sets the scale of expected errors by errors that are known.
 *
 * <p>An expected error is one standard deviation in the sense of the normal distribution: 68 % of
 * the errors of a component lie within one, and 95 % within two of them. Real errors have longer
 * tails, so the scale is the smallest one that keeps both.
 */
public final class ErrorCalibration {
  private static final double WITHIN_ONE = 0.68;
  private static final double WITHIN_TWO = 0.95;

  private ErrorCalibration() {}

  /**
   * The scale for errors on held-out examples.
   *
   * @param ratios |error| of each component, divided by the expected error at scale one; at least
   *     one number, none negative; not modified
   * @return the scale: at least 68 % of the ratios are within it, and 95 % within twice as much
   */
  public static double scale(double[] ratios) {
    double[] sorted = ratios.clone();
    Arrays.sort(sorted);
    return Math.max(quantile(sorted, WITHIN_ONE), quantile(sorted, WITHIN_TWO) / 2);
  }

  private static double quantile(double[] sorted, double share) {
    return sorted[(int) Math.ceil(share * (sorted.length - 1))];
  }
}
