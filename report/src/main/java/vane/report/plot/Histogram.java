package vane.report.plot;

import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Counts of values. Immutable. */
public final class Histogram {
  private final Bins bins;
  private final long[] counts;
  private final long total;

  private Histogram(Bins bins, long[] counts, long total) {
    this.bins = bins;
    this.counts = counts;
    this.total = total;
  }

  /**
   * Counts values.
   *
   * @param size how many values there are
   * @param value each value
   * @param bins where they are counted
   * @return the counts
   */
  public static Histogram of(int size, IntToDoubleFunction value, Bins bins) {
    long[] counts = new long[bins.count()];
    for (int i = 0; i < size; i++) {
      int bin = bins.index(value.applyAsDouble(i));
      if (bin >= 0) {
        counts[bin]++;
      }
    }
    return new Histogram(bins, counts, size);
  }

  /**
   * Counts that are known.
   *
   * @param bins where they were counted
   * @param count how many values are in the bin of some index
   * @param total how many values there are, those in no bin too
   * @return the counts
   */
  public static Histogram of(Bins bins, IntToLongFunction count, long total) {
    return new Histogram(bins, IntStream.range(0, bins.count()).mapToLong(count).toArray(), total);
  }

  /**
   * The bins.
   *
   * @return where values were counted
   */
  public Bins bins() {
    return bins;
  }

  /**
   * How many values fell into a bin.
   *
   * @param bin its index
   * @return zero or more
   */
  public long count(int bin) {
    return counts[bin];
  }

  /**
   * How large a part of all values fell into a bin.
   *
   * @param bin its index
   * @return 0 to 1; 0 if there are no values
   */
  public double share(int bin) {
    return total == 0 ? 0 : (double) counts[bin] / total;
  }

  /**
   * How many values there were.
   *
   * @return with those outside the bins
   */
  public long total() {
    return total;
  }

  /**
   * How many values were in no bin.
   *
   * @return zero or more
   */
  public long outside() {
    return total - LongStream.of(counts).sum();
  }
}
