package vane.evaluation;

import java.util.Arrays;
import java.util.OptionalDouble;

/** The rank correlation of C. Spearman (1904), equal values sharing the mean of their ranks. */
final class RankCorrelation {
  private RankCorrelation() {}

  /**
   * How well the order of some values follows that of others.
   *
   * @param x the first values, none of them NaN; not modified
   * @param y the second values, as many, none of them NaN; not modified
   * @return −1 to 1; empty if all values on one side are equal, or there are fewer than two
   */
  static OptionalDouble spearman(double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "found " + x.length + " and " + y.length + " values, expected as many of both");
    }
    double[] p = ranks(x);
    double[] q = ranks(y);
    double mean = (x.length + 1) / 2.0;
    double pp = 0;
    double qq = 0;
    double pq = 0;
    for (int i = 0; i < x.length; i++) {
      pp += (p[i] - mean) * (p[i] - mean);
      qq += (q[i] - mean) * (q[i] - mean);
      pq += (p[i] - mean) * (q[i] - mean);
    }
    return pp == 0 || qq == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(pq / (Math.sqrt(pp) * Math.sqrt(qq)));
  }

  /** The rank of each value, from one; equal values have the mean of theirs. */
  static double[] ranks(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double[] ranks = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      int smaller = countBelow(sorted, values[i]);
      int notLarger = countUpTo(sorted, values[i]);
      ranks[i] = (smaller + 1 + notLarger) / 2.0;
    }
    return ranks;
  }

  /** How many of the sorted values are smaller than a value. */
  static int countBelow(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** How many of the sorted values are not larger than a value. */
  static int countUpTo(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
