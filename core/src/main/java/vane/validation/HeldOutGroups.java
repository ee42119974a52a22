package vane.validation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import vane.validation.HeldOutBlocks.Use;

/**
 * Which examples without an order in time are held out to judge a model by.
 *
 * <p>Examples of one group are alike, for they come from one place, day or object, so whole groups
 * are held out together. Groups are drawn at random until they hold the share that is asked for; at
 * least one group is always learnt from.
 */
public final class HeldOutGroups {
  private HeldOutGroups() {}

  /**
   * What each of some examples is for.
   *
   * @param groups the group of each example, any numbers; not modified
   * @param share the share of the examples to hold out, above 0 and below 1
   * @param seed draws the groups
   * @return one use per example: {@link Use#FIT} or {@link Use#HELD_OUT}; with a single group all
   *     are for the fit
   */
  public static Use[] uses(long[] groups, double share, long seed) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException("a share of " + share + ", expected above 0 and below 1");
    }
    Map<Long, Long> sizes = new LinkedHashMap<>();
    Arrays.stream(groups).forEach(group -> sizes.merge(group, 1L, Long::sum));
    List<Long> left = new ArrayList<>(sizes.keySet());
    SplittableRandom random = new SplittableRandom(seed);
    long wanted = Math.round(share * groups.length);
    Set<Long> heldOut = new HashSet<>();
    long held = 0;
    while (left.size() > 1 && held < wanted) {
      int place = random.nextInt(left.size());
      long group = left.get(place);
      left.set(place, left.get(left.size() - 1));
      left.remove(left.size() - 1);
      heldOut.add(group);
      held += sizes.get(group);
    }
    return Arrays.stream(groups)
        .mapToObj(group -> heldOut.contains(group) ? Use.HELD_OUT : Use.FIT)
        .toArray(Use[]::new);
  }
}
