package vane.descriptor;

import vane.InputException;

/** A feature is NaN or infinite. */
public final class NonFiniteFeatureException extends InputException {
  private static final long serialVersionUID = 1L;

  /** Index of the row. */
  private final long row;

  /** Index of the feature. */
  private final int feature;

  /** What was found. */
  private final double value;

  /**
   * An error with its facts.
   *
   * @param row index of the row, from zero
   * @param feature index of the feature, from zero
   * @param value what was found
   */
  public NonFiniteFeatureException(long row, int feature, double value) {
    super("feature " + feature + " of row " + row + " is " + value + ", expected a finite number");
    this.row = row;
    this.feature = feature;
    this.value = value;
  }

  /**
   * Which row.
   *
   * @return its index from zero, counted over all rows that were added
   */
  public long row() {
    return row;
  }

  /**
   * Which feature.
   *
   * @return its index from zero
   */
  public int feature() {
    return feature;
  }

  /**
   * What was found.
   *
   * @return NaN or an infinity
   */
  public double value() {
    return value;
  }
}
