package vane.descriptor;

import java.util.Arrays;

/**
 * Brings each feature into [0, 1] on the data that it was fitted to.
 *
 * <p>x becomes (x − minimum) / range. A constant feature becomes 0: where the range is zero (as in
 * scikit-learn's MinMaxScaler, below ten machine epsilons), the division is left out. Values
 * outside the fitted range leave [0, 1]; they are not clipped. Immutable and thread-safe.
 */
public final class MinMaxScaler {
  private static final double ZERO_RANGE = 10 * Math.ulp(1.0);

  private final double[] minimum;
  private final double[] range;
  private final double[] divisor;

  private MinMaxScaler(double[] minimum, double[] range) {
    this.minimum = minimum;
    this.range = range;
    divisor = new double[range.length];
    for (int f = 0; f < range.length; f++) {
      divisor[f] = range[f] < ZERO_RANGE ? 1 : range[f];
    }
  }

  /**
   * Fits to rows.
   *
   * @param rows {@code [count × features]}, row-major; not modified
   * @param count number of rows, at least one
   * @param features length of a row
   * @return the scaler
   * @throws NonFiniteFeatureException if a number is not finite
   */
  public static MinMaxScaler fit(double[] rows, int count, int features) {
    Accumulator accumulator = new Accumulator(features);
    accumulator.add(rows, count);
    return accumulator.toScaler();
  }

  /**
   * A scaler from the arrays of another.
   *
   * @param minimum the least value of each feature, {@code [features]}; copied
   * @param range the largest minus the least value of each, {@code [features]}; copied
   * @return the scaler
   * @throws NonFiniteFeatureException if a number is not finite; row 0 stands for the minimum, row
   *     1 for the range
   */
  public static MinMaxScaler of(double[] minimum, double[] range) {
    if (minimum.length != range.length) {
      throw new IllegalArgumentException(
          minimum.length + " minima and " + range.length + " ranges, expected as many");
    }
    for (int f = 0; f < range.length; f++) {
      if (!Double.isFinite(minimum[f])) {
        throw new NonFiniteFeatureException(0, f, minimum[f]);
      }
      if (!Double.isFinite(range[f])) {
        throw new NonFiniteFeatureException(1, f, range[f]);
      }
      if (range[f] < 0) {
        throw new IllegalArgumentException(
            "range " + range[f] + " of feature " + f + ", expected zero or more");
      }
    }
    return new MinMaxScaler(minimum.clone(), range.clone());
  }

  /**
   * The length of a row.
   *
   * @return the number of features
   */
  public int features() {
    return minimum.length;
  }

  /**
   * The least value of each feature.
   *
   * @return {@code [features]} (a copy)
   */
  public double[] minimum() {
    return minimum.clone();
  }

  /**
   * The largest minus the least value of each feature.
   *
   * @return {@code [features]} (a copy)
   */
  public double[] range() {
    return range.clone();
  }

  /**
   * Scales rows in place.
   *
   * @param rows {@code [count × features]}, row-major; modified
   * @param count number of rows
   */
  public void transform(double[] rows, int count) {
    int features = minimum.length;
    checkLength(rows, count, features);
    for (int row = 0; row < count; row++) {
      int start = row * features;
      for (int f = 0; f < features; f++) {
        rows[start + f] = (rows[start + f] - minimum[f]) / divisor[f];
      }
    }
  }

  private static void checkLength(double[] rows, int count, int features) {
    if (rows.length < Math.multiplyExact(count, features)) {
      throw new IllegalArgumentException(
          rows.length + " numbers, expected " + count + " rows of " + features);
    }
  }

  /**
   * Collects the extremes of rows that come in parts. Parts may be collected apart and merged; the
   * result does not depend on how they were divided. Not thread-safe.
   */
  public static final class Accumulator {
    private final double[] minimum;
    private final double[] maximum;
    private long count;

    /**
     * An accumulator without rows.
     *
     * @param features length of a row
     */
    public Accumulator(int features) {
      minimum = new double[features];
      maximum = new double[features];
      Arrays.fill(minimum, Double.POSITIVE_INFINITY);
      Arrays.fill(maximum, Double.NEGATIVE_INFINITY);
    }

    /**
     * Adds rows.
     *
     * @param rows {@code [rowCount × features]}, row-major; not modified
     * @param rowCount number of rows
     * @throws NonFiniteFeatureException if a number is not finite; the accumulator is then spoilt
     */
    public void add(double[] rows, int rowCount) {
      int features = minimum.length;
      checkLength(rows, rowCount, features);
      for (int row = 0; row < rowCount; row++) {
        for (int f = 0; f < features; f++) {
          double value = rows[row * features + f];
          if (!Double.isFinite(value)) {
            throw new NonFiniteFeatureException(count + row, f, value);
          }
          minimum[f] = Math.min(minimum[f], value);
          maximum[f] = Math.max(maximum[f], value);
        }
      }
      count += rowCount;
    }

    /**
     * Adds the rows of another accumulator.
     *
     * @param other of the same number of features; not modified
     */
    public void merge(Accumulator other) {
      if (other.minimum.length != minimum.length) {
        throw new IllegalArgumentException(
            other.minimum.length + " features, expected " + minimum.length);
      }
      for (int f = 0; f < minimum.length; f++) {
        minimum[f] = Math.min(minimum[f], other.minimum[f]);
        maximum[f] = Math.max(maximum[f], other.maximum[f]);
      }
      count += other.count;
    }

    /**
     * The number of rows so far.
     *
     * @return zero or more
     */
    public long count() {
      return count;
    }

    /**
     * The scaler of all rows so far.
     *
     * @return the scaler
     * @throws IllegalStateException if there were no rows
     */
    public MinMaxScaler toScaler() {
      if (count == 0) {
        throw new IllegalStateException("no rows to fit a scaler to");
      }
      double[] range = new double[minimum.length];
      for (int f = 0; f < range.length; f++) {
        range[f] = maximum[f] - minimum[f];
      }
      return of(minimum, range);
    }
  }
}
