package vane.mlm.reference;

import java.util.Arrays;
import java.util.SplittableRandom;
import vane.parallel.WorkerPool;

/**
 * References drawn at random, each environment equally likely, without replacement.
 *
 * @param seed the seed of the draw
 */
public record RandomReferences(long seed) implements ReferenceSelection {

  @Override
  public String methodName() {
    return "random";
  }

  @Override
  public int[] select(Environments environments, int count, WorkerPool pool) {
    if (count > environments.size()) {
      throw new TooFewEnvironmentsException("references", environments.size(), count);
    }
    return draw(environments.size(), count, seed);
  }

  /**
   * The first places of a random order of {@code 0 … n − 1} (Fisher and Yates).
   *
   * @param n how many there are to draw from
   * @param count how many to draw, at most n
   * @param seed the seed of the draw
   * @return {@code count} different numbers
   */
  public static int[] draw(int n, int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] order = new int[n];
    Arrays.setAll(order, i -> i);
    for (int i = 0; i < count; i++) {
      int j = i + random.nextInt(n - i);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return Arrays.copyOf(order, count);
  }
}
