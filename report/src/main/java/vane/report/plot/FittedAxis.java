package vane.report.plot;

import java.util.stream.DoubleStream;

/**
 * Axes that follow the data: nearly all values are on them, and a few outliers do not compress
 * everything else. Histograms count what lies beyond.
 */
public final class FittedAxis {
  /** The part of the values that an axis holds at least, unless most others are much larger. */
  private static final double SHOWN = 0.999;

  /**
   * A logarithmic axis does not go further below the median. Norms of vectors that are less than a
   * hundredth of the median are zeros by symmetry, but for rounding: of Gaussian vectors in three
   * dimensions one in a million is so small.
   */
  private static final double FAR_BELOW_MEDIAN = 0.01;

  /** A half of a symmetric axis has no more intervals between ticks. */
  private static final double MOST_STEPS = 3.5;

  private FittedAxis() {}

  /**
   * A logarithmic axis: to the largest value, and from a small one.
   *
   * @param label what it measures, with the unit
   * @param values any numbers; those at zero or below count for nothing
   * @return the axis
   */
  public static Axis logarithmic(String label, DoubleStream values) {
    double[] above = values.filter(value -> value > 0 && Double.isFinite(value)).toArray();
    if (above.length == 0) {
      return Axis.logarithmic(label, 0.1, 1);
    }
    double smallest =
        Math.max(
            Quantiles.nearestRank(above, 1 - SHOWN),
            FAR_BELOW_MEDIAN * Quantiles.nearestRank(above, 0.5));
    return Axis.logarithmic(label, smallest, Quantiles.nearestRank(above, 1));
  }

  /**
   * An axis from zero that holds nearly all values.
   *
   * @param label what it measures, with the unit
   * @param values none below zero
   * @return the axis
   */
  public static Axis fromZero(String label, DoubleStream values) {
    double[] all = values.filter(Double::isFinite).toArray();
    return Axis.closelyFromZero(label, all.length == 0 ? 1 : Quantiles.nearestRank(all, SHOWN));
  }

  /**
   * An axis that reaches as far below zero as above, and holds nearly all values.
   *
   * @param label what it measures, with the unit
   * @param values any numbers
   * @return the axis
   */
  public static Axis symmetric(String label, DoubleStream values) {
    Axis half = fromZero(label, values.map(Math::abs));
    double step = half.to() > MOST_STEPS * half.step() ? coarser(half.step()) : half.step();
    return new Axis(label, -half.to(), half.to(), step);
  }

  /** The next of 1, 2 and 5 times the powers of ten. */
  private static double coarser(double step) {
    double first = step / Math.pow(10, Math.floor(Math.log10(step) + 1e-9));
    return first > 1.5 && first < 3 ? 2.5 * step : 2 * step;
  }
}
