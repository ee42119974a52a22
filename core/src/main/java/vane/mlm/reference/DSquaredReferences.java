package vane.mlm.reference;

import java.util.SplittableRandom;
import vane.parallel.WorkerPool;

/**
 * References drawn one after another, each with a probability in proportion to the squared distance
 * from those drawn before: the seeding of k-means++.
 *
 * <p>D. Arthur, S. Vassilvitskii, SODA 2007, 1027.
 *
 * @param seed the seed of the draw
 */
public record DSquaredReferences(long seed) implements ReferenceSelection {

  @Override
  public String methodName() {
    return "d-squared";
  }

  @Override
  public int[] select(Environments environments, int count, WorkerPool pool) {
    if (count > environments.size()) {
      throw new TooFewEnvironmentsException("references", environments.size(), count);
    }
    SplittableRandom random = new SplittableRandom(seed);
    NearestReference nearest = new NearestReference(environments, count);
    double[] sums = new double[nearest.chunks()];
    int next = random.nextInt(environments.size());
    for (int k = 0; k < count; k++) {
      nearest.add(next, pool);
      if (k + 1 < count) {
        double total = sumSquares(nearest, sums, pool);
        if (total == 0) {
          throw TooFewEnvironmentsException.thatDiffer(k + 1, count);
        }
        next = rowAt(nearest, sums, random.nextDouble() * total);
      }
    }
    return nearest.chosen();
  }

  private static double sumSquares(NearestReference nearest, double[] sums, WorkerPool pool) {
    pool.run(
        sums.length,
        chunk -> {
          double sum = 0;
          for (int i = nearest.chunkStart(chunk); i < nearest.chunkEnd(chunk); i++) {
            sum += nearest.squared(i);
          }
          sums[chunk] = sum;
        });
    double total = 0;
    for (double sum : sums) {
      total += sum;
    }
    return total;
  }

  /** The row in which the running sum of squares passes a value; never one of distance zero. */
  private static int rowAt(NearestReference nearest, double[] sums, double value) {
    double left = value;
    int last = -1;
    for (int chunk = 0; chunk < sums.length; chunk++) {
      if (left >= sums[chunk] && chunk + 1 < sums.length) {
        left -= sums[chunk];
        continue;
      }
      for (int i = nearest.chunkStart(chunk); i < nearest.chunkEnd(chunk); i++) {
        if (nearest.squared(i) > 0) {
          last = i;
          left -= nearest.squared(i);
          if (left < 0) {
            return i;
          }
        }
      }
    }
    if (last >= 0) {
      return last;
    }
    // Rounding left the value beyond the last chunk, and that chunk holds references only.
    for (int i = nearest.chunkEnd(sums.length - 1) - 1; i >= 0; i--) {
      if (nearest.squared(i) > 0) {
        return i;
      }
    }
    throw new IllegalStateException("no environment differs from the references");
  }
}
