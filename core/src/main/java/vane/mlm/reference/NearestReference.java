package vane.mlm.reference;

import java.util.Arrays;
import vane.parallel.WorkerPool;

/**
 * For every environment the squared distance to the nearest of the references chosen so far.
 *
 * <p>Adding a reference q costs little when it lies far from most environments: with c the nearest
 * reference of x so far, |x − q| ≥ |q − c| − |x − c|, so x need not be looked at when |q − c| ≥ 2
 * |x − c| (C. Elkan, ICML 2003).
 */
final class NearestReference {
  private static final int CHUNK = 4096;

  private final double[] x;
  private final int n;
  private final int d;
  private final double[] squared;
  private final int[] nearest;
  private final int[] chosen;
  private final double[] squaredToChosen;
  private int count;

  NearestReference(Environments environments, int capacity) {
    this.x = environments.sharedDescriptions();
    this.n = environments.size();
    this.d = environments.features();
    this.squared = new double[n];
    this.nearest = new int[n];
    this.chosen = new int[capacity];
    this.squaredToChosen = new double[capacity];
    Arrays.fill(squared, Double.POSITIVE_INFINITY);
  }

  int chunks() {
    return (n + CHUNK - 1) / CHUNK;
  }

  int chunkStart(int chunk) {
    return chunk * CHUNK;
  }

  int chunkEnd(int chunk) {
    return Math.min(n, (chunk + 1) * CHUNK);
  }

  double squared(int row) {
    return squared[row];
  }

  int[] chosen() {
    return Arrays.copyOf(chosen, count);
  }

  void add(int row, WorkerPool pool) {
    int added = count++;
    chosen[added] = row;
    for (int c = 0; c < added; c++) {
      squaredToChosen[c] = squaredDistance(row, chosen[c], Double.POSITIVE_INFINITY);
    }
    pool.run(chunks(), chunk -> update(added, chunkStart(chunk), chunkEnd(chunk)));
  }

  private void update(int added, int from, int to) {
    int row = chosen[added];
    for (int i = from; i < to; i++) {
      if (added > 0 && squaredToChosen[nearest[i]] >= 4 * squared[i]) {
        continue;
      }
      double distance = squaredDistance(row, i, squared[i]);
      if (distance < squared[i]) {
        squared[i] = distance;
        nearest[i] = added;
      }
    }
  }

  /** The squared distance of two rows, or anything above {@code enough} once it is passed. */
  private double squaredDistance(int a, int b, double enough) {
    int p = a * d;
    int q = b * d;
    int end = p + d;
    double sum = 0;
    while (p < end) {
      int stop = Math.min(end, p + 32);
      double s0 = 0;
      double s1 = 0;
      double s2 = 0;
      double s3 = 0;
      for (; p + 3 < stop; p += 4, q += 4) {
        double e0 = x[p] - x[q];
        double e1 = x[p + 1] - x[q + 1];
        double e2 = x[p + 2] - x[q + 2];
        double e3 = x[p + 3] - x[q + 3];
        s0 += e0 * e0;
        s1 += e1 * e1;
        s2 += e2 * e2;
        s3 += e3 * e3;
      }
      for (; p < stop; p++, q++) {
        double e = x[p] - x[q];
        s0 += e * e;
      }
      sum += (s0 + s1) + (s2 + s3);
      if (sum > enough) {
        return sum;
      }
    }
    return sum;
  }
}
