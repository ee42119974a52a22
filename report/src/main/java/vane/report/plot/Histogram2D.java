package vane.report.plot;

import java.util.function.IntToDoubleFunction;
import java.util.stream.LongStream;

/** Counts of pairs of values. Immutable. */
public final class Histogram2D {
  private final Bins x;
  private final Bins y;
  private final long[] counts;
  private final long total;

  private Histogram2D(Bins x, Bins y, long[] counts, long total) {
    this.x = x;
    this.y = y;
    this.counts = counts;
    this.total = total;
  }

  /**
   * Counts pairs.
   *
   * @param size how many pairs there are
   * @param xValue the first of each
   * @param yValue the second of each
   * @param x where the first are counted
   * @param y where the second are counted
   * @return the counts
   */
  public static Histogram2D of(
      int size, IntToDoubleFunction xValue, IntToDoubleFunction yValue, Bins x, Bins y) {
    long[] counts = new long[x.count() * y.count()];
    for (int i = 0; i < size; i++) {
      int column = x.index(xValue.applyAsDouble(i));
      int row = y.index(yValue.applyAsDouble(i));
      if (column >= 0 && row >= 0) {
        counts[row * x.count() + column]++;
      }
    }
    return new Histogram2D(x, y, counts, size);
  }

  /**
   * The bins of the first values.
   *
   * @return the columns
   */
  public Bins x() {
    return x;
  }

  /**
   * The bins of the second values.
   *
   * @return the rows
   */
  public Bins y() {
    return y;
  }

  /**
   * How many pairs fell into a cell.
   *
   * @param column its place along x
   * @param row its place along y
   * @return zero or more
   */
  public long count(int column, int row) {
    return counts[row * x.count() + column];
  }

  /**
   * The fullest cell.
   *
   * @return its count, zero if there are no pairs inside
   */
  public long max() {
    return LongStream.of(counts).max().orElse(0);
  }

  /**
   * How many pairs there were.
   *
   * @return with those outside the cells
   */
  public long total() {
    return total;
  }

  /**
   * How many pairs were in no cell.
   *
   * @return zero or more
   */
  public long outside() {
    return total - LongStream.of(counts).sum();
  }
}
