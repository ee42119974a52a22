package vane.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vane.validation.ExampleUses.Section;
import vane.validation.HeldOutBlocks.Use;

class ExampleUsesTest {
  /** One series of examples with so many things of one kind each. */
  private static ExampleUses uses(int examples, int things, long limit) {
    return ExampleUses.of(examples, 1, (e, k) -> things, new int[examples], limit);
  }

  @Test
  void examplesOfWhichNothingIsTakenAreNotUsed() {
    int[][] counts = {{1, 0}, {0, 0}, {2, 3}, {0, 1}};
    ExampleUses uses = ExampleUses.of(4, 2, (e, k) -> counts[e][k], new int[4], 0);
    assertThat(IntStream.range(0, uses.size()).map(uses::example)).containsExactly(0, 2, 3);
    assertThat(uses.kinds(0)).containsExactly(true, false);
    assertThat(uses.kinds(1)).containsExactly(true, true);
    assertThat(uses.total(1)).isEqualTo(4);
    assertThat(uses.isUsed(1)).isTrue();
    assertThat(ExampleUses.of(4, 2, (e, k) -> 1 - k, new int[4], 0).isUsed(1)).isFalse();
  }

  @Test
  void sectionsHoldEveryExampleOnceWhateverItsUse() {
    ExampleUses uses = uses(5000, 20, 0);
    for (EnumSet<Use> wanted :
        List.of(EnumSet.of(Use.FIT), EnumSet.of(Use.GAP), EnumSet.allOf(Use.class))) {
      List<Section> sections = uses.sections(wanted);
      int next = 0;
      int found = 0;
      for (Section section : sections) {
        assertThat(section.begin()).isEqualTo(next);
        next = section.end();
        found +=
            (int)
                IntStream.range(section.begin(), section.end())
                    .filter(i -> wanted.contains(uses.use(i)))
                    .count();
      }
      assertThat(found).isEqualTo(wanted.stream().mapToInt(uses::size).sum());
    }
    assertThat(uses.sections(EnumSet.of(Use.FIT))).hasSize(8);
    assertThat(uses(3, 20, 0).sections(EnumSet.of(Use.HELD_OUT))).isEmpty();
  }

  @Test
  void hugeDataHaveSectionsOfMore() {
    assertThat(uses(2_000_000, 50, 0).sections(EnumSet.allOf(Use.class))).hasSizeBetween(500, 513);
  }

  @Test
  void aSampleIsSpreadEvenlyAndNoLargerThanAsked() {
    ExampleUses uses = uses(7000, 10, 0);
    int[] places = uses.sample(500);
    for (Use use : Use.values()) {
      int[] those = Arrays.stream(places).filter(i -> uses.use(i) == use).toArray();
      assertThat(those.length).isEqualTo(Math.min(50, uses.size(use)));
    }
    assertThat(places[places.length - 1] - places[0]).isGreaterThan(6000);
    assertThat(uses.sample(1_000_000)).isEqualTo(IntStream.range(0, 7000).toArray());
    assertThat(uses.sample(3)).as("one of each use, though it is larger").hasSize(3);
  }
}
