package vane.evaluation;

import java.util.Arrays;
import org.hipparchus.special.Erf;

/**
 * How many errors lie within how many uncertainties, beside what is expected if errors are Gaussian
 * with the uncertainty as their standard deviation.
 *
 * <p>Immutable. See V. Kuleshov, N. Fenner, S. Ermon, "Accurate uncertainties for deep learning
 * using calibrated regression", ICML 2018.
 */
public final class CalibrationCurve {
  /** The expected share grows by one hundredth from step to step. */
  public static final int STEPS = 100;

  /** Of |error| / uncertainty: the shares 1/100 to 99/100 of a Gaussian lie below. */
  private static final double[] LIMITS = limits();

  private final long[] counts;
  private final long total;

  /** A curve; the array of {@link #STEPS} counts is copied. */
  CalibrationCurve(long[] counts) {
    this.counts = counts.clone();
    this.total = Arrays.stream(counts).sum();
  }

  private static double[] limits() {
    double[] limits = new double[STEPS - 1];
    for (int i = 0; i < limits.length; i++) {
      limits[i] = Math.sqrt(2) * Erf.erfInv((i + 1) / (double) STEPS);
    }
    return limits;
  }

  /** Between which steps a ratio of error and uncertainty lies, 0 to {@link #STEPS} − 1. */
  static int step(double ratio) {
    int place = Arrays.binarySearch(LIMITS, ratio);
    return place >= 0 ? place : -place - 1;
  }

  /**
   * The number of components that the curve is of.
   *
   * @return zero or more
   */
  public long components() {
    return total;
  }

  /**
   * The share of Gaussian errors within so many uncertainties.
   *
   * @param step 0 to {@link #STEPS}
   * @return 0 to 1
   */
  public double expected(int step) {
    return step / (double) STEPS;
  }

  /**
   * The share of the errors within as many uncertainties.
   *
   * @param step 0 to {@link #STEPS}
   * @return 0 to 1; 0 if there is no error
   */
  public double observed(int step) {
    return total == 0 ? 0 : Arrays.stream(counts, 0, step).sum() / (double) total;
  }
}
