package vane.audit;

import java.util.List;

/**
 * How many numbers of which size there are: counts in bins of one per cent, from 1e-6 to 1e6.
 * Smaller ones, zero too, count as 1e-6. Takes the same memory for any number of them. Nothing
 * changes what others are given.
 */
public final class LogarithmicCounts {
  /** The smallest size that is told from zero. */
  public static final double SMALLEST = 1e-6;

  private static final double LARGEST = 1e6;
  private static final double WIDTH = 0.01;

  private final long[] counts = new long[(int) (Math.log(LARGEST / SMALLEST) / WIDTH) + 2];
  private long total;

  LogarithmicCounts() {}

  /**
   * All counts together.
   *
   * @param parts any number of counts; not modified
   * @return new counts
   */
  public static LogarithmicCounts sum(List<LogarithmicCounts> parts) {
    LogarithmicCounts sum = new LogarithmicCounts();
    for (LogarithmicCounts part : parts) {
      for (int bin = 0; bin < sum.counts.length; bin++) {
        sum.counts[bin] += part.counts[bin];
      }
      sum.total += part.total;
    }
    return sum;
  }

  void add(double value) {
    counts[bin(value)]++;
    total++;
  }

  private int bin(double value) {
    int bin = (int) (Math.log(Math.max(value, SMALLEST) / SMALLEST) / WIDTH);
    return Math.min(bin, counts.length - 1);
  }

  /**
   * How many numbers there are.
   *
   * @return zero or more
   */
  public long total() {
    return total;
  }

  /**
   * How many numbers lie in some interval, as far as bins tell.
   *
   * @param from the lower end
   * @param to the upper end, which does not belong to it
   * @return zero or more
   */
  public long between(double from, double to) {
    long sum = 0;
    for (int bin = 0; bin < counts.length; bin++) {
      sum += counts[bin] > 0 && middle(bin) >= from && middle(bin) < to ? counts[bin] : 0;
    }
    return sum;
  }

  /** The middle of the bin that holds the median; zero if there is nothing. */
  double median() {
    return quantile(0.5);
  }

  /**
   * The size that some part of all numbers does not exceed.
   *
   * @param part from 0 to 1
   * @return the middle of a bin; zero if there is nothing
   */
  public double quantile(double part) {
    long below = 0;
    for (int bin = 0; bin < counts.length && total > 0; bin++) {
      below += counts[bin];
      if (below > 0 && below >= part * total) {
        return middle(bin);
      }
    }
    return 0;
  }

  private static double middle(int bin) {
    return SMALLEST * Math.exp((bin + 0.5) * WIDTH);
  }
}
