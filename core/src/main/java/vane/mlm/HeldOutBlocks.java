package vane.mlm;

import java.util.Arrays;

/**
 * Sets environments aside to judge a model by.
 *
 * <p>Neighbours in time are nearly the same, so single environments, or single frames, would judge
 * nothing. The groups (frames), in their order, are cut into up to 80 blocks, and every eighth
 * block is held out as a whole.
 */
final class HeldOutBlocks {
  private static final int BLOCKS = 80;
  private static final int STRIDE = 8;

  private HeldOutBlocks() {}

  /**
   * Which environments are held out.
   *
   * @param groups the group of each environment, such as its frame, numbered in order of time
   * @return one flag an environment; all false if there are fewer than two groups
   */
  static boolean[] of(int[] groups) {
    int[] order = Arrays.stream(groups).sorted().distinct().toArray();
    boolean[] held = new boolean[groups.length];
    int blocks = Math.min(BLOCKS, order.length);
    int stride = Math.min(STRIDE, blocks);
    if (blocks < 2) {
      return held;
    }
    for (int i = 0; i < groups.length; i++) {
      long place = Arrays.binarySearch(order, groups[i]);
      held[i] = place * blocks / order.length % stride == stride / 2;
    }
    return held;
  }
}
