package vane.engines.dynamics;

import java.util.SplittableRandom;

/**
 * Independent numbers of the standard normal distribution that depend on the seed, the replica and
 * the step alone, so that a run can begin anywhere.
 *
 * <p>By Box and Muller (1958, DOI 10.1214/aoms/1177706645) with {@link StrictMath}, so that each
 * machine and each JDK gives the same bits.
 */
final class NormalNoise {
  private final long replicaSeed;

  NormalNoise(long seed, int replica) {
    long mixed = new SplittableRandom(seed).nextLong();
    // Streams of SplittableRandom that begin at near numbers do not meet: they go on in strides of
    // the golden ratio. Mixing between seed, replica and step keeps their sums apart.
    this.replicaSeed = new SplittableRandom(mixed + replica).nextLong();
  }

  /**
   * The numbers of a step.
   *
   * @param step the step; the start of the motion is step 0
   * @param numbers where they go, all of them
   */
  void fill(long step, double[] numbers) {
    SplittableRandom random = new SplittableRandom(replicaSeed + step);
    for (int i = 0; i < numbers.length; i += 2) {
      double radius = Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
      double angle = 2 * Math.PI * random.nextDouble();
      numbers[i] = radius * StrictMath.cos(angle);
      if (i + 1 < numbers.length) {
        numbers[i + 1] = radius * StrictMath.sin(angle);
      }
    }
  }
}
