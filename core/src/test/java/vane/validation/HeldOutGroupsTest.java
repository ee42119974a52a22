package vane.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vane.validation.HeldOutBlocks.Use;

/** Properties of what is held out; the seeds stand in the code. */
class HeldOutGroupsTest {
  @Test
  void groupsStayWholeAndHoldTheShare() {
    for (int seed = 0; seed < 300; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int kinds = random.nextInt(1, 40);
      long[] groups =
          random.longs(random.nextInt(1, 200), 0, kinds).map(g -> g * g - 100).toArray();
      double share = random.nextDouble(0.01, 0.99);
      Use[] uses = HeldOutGroups.uses(groups, share, seed);
      assertThat(uses).as("seed %d", seed).hasSize(groups.length).doesNotContain(Use.GAP);

      Map<Long, Use> ofGroup = new HashMap<>();
      Map<Long, Integer> sizes = new HashMap<>();
      for (int i = 0; i < groups.length; i++) {
        Use before = ofGroup.putIfAbsent(groups[i], uses[i]);
        assertThat(before).as("seed %d, group %d", seed, groups[i]).isIn(null, uses[i]);
        sizes.merge(groups[i], 1, Integer::sum);
      }
      assertThat(uses).as("seed %d: something is learnt from", seed).contains(Use.FIT);

      long wanted = Math.round(share * groups.length);
      int largest = sizes.values().stream().max(Integer::compare).orElseThrow();
      boolean oneIsLeft = ofGroup.values().stream().filter(Use.FIT::equals).count() == 1;
      assertThat(count(uses))
          .as("seed %d: the share, and less than a group more", seed)
          .isBetween(oneIsLeft ? 0 : wanted, Math.max(wanted, 0) + largest - 1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7, 10, 1001})
  void withAGroupEachTheShareIsExact(int size) {
    long[] groups = LongStream.range(0, size).toArray();
    for (double share : new double[] {0.1, 1 / 7.0, 0.5, 0.9}) {
      assertThat(count(HeldOutGroups.uses(groups, share, 5)))
          .as("a share of %s", share)
          .isEqualTo(Math.min(size - 1, Math.round(share * size)));
    }
  }

  @Test
  void theSeedDecidesAndNothingElse() {
    long[] groups = LongStream.range(0, 60).map(i -> i / 3).toArray();
    long[] copy = groups.clone();
    Set<Set<Integer>> draws = new HashSet<>();
    for (int seed = 0; seed < 50; seed++) {
      Use[] uses = HeldOutGroups.uses(groups, 0.2, seed);
      assertThat(HeldOutGroups.uses(groups, 0.2, seed)).isEqualTo(uses);
      Set<Integer> heldOut = new HashSet<>();
      for (int i = 0; i < uses.length; i++) {
        if (uses[i] == Use.HELD_OUT) {
          heldOut.add(i);
        }
      }
      draws.add(heldOut);
    }
    assertThat(groups).as("not modified").containsExactly(copy);
    assertThat(draws).as("50 seeds give many draws").hasSizeGreaterThan(40);
  }

  @Test
  void theNumbersOfGroupsDoNotMatter() {
    long[] groups = LongStream.range(0, 90).map(i -> i % 9).toArray();
    long[] others = Arrays.stream(groups).map(g -> Long.MIN_VALUE + 1_000_000_007L * g).toArray();
    assertThat(HeldOutGroups.uses(others, 0.3, 11)).isEqualTo(HeldOutGroups.uses(groups, 0.3, 11));
  }

  @Test
  void everyGroupIsDrawnAboutAsOften() {
    long[] groups = LongStream.range(0, 40).map(i -> i / 4).toArray();
    int[] drawn = new int[10];
    int draws = 2000;
    for (int seed = 0; seed < draws; seed++) {
      Use[] uses = HeldOutGroups.uses(groups, 0.3, seed);
      for (int g = 0; g < drawn.length; g++) {
        drawn[g] += uses[4 * g] == Use.HELD_OUT ? 1 : 0;
      }
    }
    // 600 each are expected, with a standard deviation of 20.
    for (int times : drawn) {
      assertThat(times).isBetween(500, 700);
    }
  }

  @Test
  void oneGroupIsAlwaysLearntFrom() {
    assertThat(HeldOutGroups.uses(new long[] {4, 4, 4}, 0.9, 0)).containsOnly(Use.FIT);
    assertThat(HeldOutGroups.uses(new long[] {-1}, 0.9, 0)).containsOnly(Use.FIT);
    assertThat(HeldOutGroups.uses(new long[0], 0.5, 0)).isEmpty();
    assertThat(HeldOutGroups.uses(new long[] {1, 2}, 0.99, 0))
        .containsExactlyInAnyOrder(Use.FIT, Use.HELD_OUT);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, 1.5, Double.NaN, Double.POSITIVE_INFINITY})
  void sharesOutsideOfZeroToOneAreRefused(double share) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HeldOutGroups.uses(new long[] {1, 2}, share, 0))
        .withMessage("a share of " + share + ", expected above 0 and below 1");
  }

  private static long count(Use[] uses) {
    return Arrays.stream(uses).filter(Use.HELD_OUT::equals).count();
  }
}
