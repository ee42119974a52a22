package vane.learningcurve;

import java.util.OptionalDouble;
import java.util.function.Function;
import vane.evaluation.ErrorSummary;

/** An error that a learning curve shows. */
public enum CurveError {
  /** The root mean square error of a force component. */
  FORCE_RMSE("force RMSE", "eV/Å", 4, ErrorSummary::forceRmseEvPerAngstrom),

  /** The mean angle between predicted and true force, weighted by the squared norm of the force. */
  WEIGHTED_ANGLE("weighted mean angle", "°", 2, ErrorSummary::weightedMeanAngleDeg);

  private final String words;
  private final String unit;
  private final int decimals;
  private final Function<ErrorSummary, OptionalDouble> figure;

  CurveError(
      String words, String unit, int decimals, Function<ErrorSummary, OptionalDouble> figure) {
    this.words = words;
    this.unit = unit;
    this.decimals = decimals;
    this.figure = figure;
  }

  /**
   * What it is.
   *
   * @return such as {@code force RMSE}
   */
  public String words() {
    return words;
  }

  /**
   * Its unit.
   *
   * @return such as {@code eV/Å}
   */
  public String unit() {
    return unit;
  }

  /**
   * With how many decimals it is shown.
   *
   * @return zero or more
   */
  public int decimals() {
    return decimals;
  }

  /**
   * Its value.
   *
   * @param summary errors of an element, or of all
   * @return in its unit; empty if it is not known
   */
  public OptionalDouble of(ErrorSummary summary) {
    return figure.apply(summary);
  }
}
