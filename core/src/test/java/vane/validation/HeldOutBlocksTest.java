package vane.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vane.validation.HeldOutBlocks.Use;

class HeldOutBlocksTest {
  @ParameterizedTest
  @ValueSource(ints = {7, 8, 50, 51, 1000})
  void whatIsHeldOutKeepsItsDistanceFromWhatIsLearntFrom(int size) {
    int gap = (size + 49) / 50;
    for (int series = 0; series < 20; series++) {
      int[] all = new int[(series + 1) * size];
      Arrays.setAll(all, i -> i / size);
      Use[] uses = Arrays.copyOfRange(HeldOutBlocks.uses(all), series * size, all.length);
      assertThat(count(uses, Use.HELD_OUT)).isEqualTo(size / 7);
      for (int i = 0; i < size; i++) {
        for (int j = Math.max(0, i - gap); j < Math.min(size, i + gap + 1); j++) {
          boolean near = uses[i] == Use.HELD_OUT && uses[j] == Use.FIT;
          assertThat(near).as("series %d, %d and %d of %d", series, i, j, size).isFalse();
        }
      }
      assertThat(count(uses, Use.GAP)).isBetween((long) gap, 2L * gap);
    }
  }

  @Test
  void ofEachSeriesOneBlockIsHeldOutAndAnotherPartOfTheNext() {
    int[] series = new int[2000];
    Arrays.fill(series, 1000, 2000, 5);
    Use[] uses = HeldOutBlocks.uses(series);
    int first = firstHeldOut(uses, 0);
    int second = firstHeldOut(uses, 1000);
    assertThat(IntStream.range(0, 142).allMatch(i -> uses[first + i] == Use.HELD_OUT)).isTrue();
    assertThat(IntStream.range(0, 142).allMatch(i -> uses[second + i] == Use.HELD_OUT)).isTrue();
    assertThat(second - 1000).isNotEqualTo(first);
    assertThat(count(uses, Use.HELD_OUT)).isEqualTo(284);
  }

  @Test
  void ofShortSeriesEverySeventhIsHeldOut() {
    int[] series = new int[140];
    Arrays.setAll(series, i -> i / 3);
    Use[] uses = HeldOutBlocks.uses(series);
    for (int i = 0; i < uses.length; i++) {
      assertThat(uses[i]).as("%d", i).isEqualTo(i / 3 % 7 == 3 ? Use.HELD_OUT : Use.FIT);
    }
    assertThat(HeldOutBlocks.uses(new int[6])).containsOnly(Use.FIT);
    assertThat(HeldOutBlocks.uses(new int[0])).isEmpty();
  }

  @Test
  void shortSeriesBetweenLongOnesDoNotMoveTheBlocks() {
    int[] series = new int[210];
    Arrays.setAll(series, i -> i < 100 ? 0 : i < 110 ? i : 1000);
    Use[] uses = HeldOutBlocks.uses(series);
    int[] without = new int[200];
    Arrays.setAll(without, i -> i < 100 ? 0 : 1);
    Use[] expected = HeldOutBlocks.uses(without);
    assertThat(Arrays.copyOfRange(uses, 0, 100)).isEqualTo(Arrays.copyOfRange(expected, 0, 100));
    assertThat(Arrays.copyOfRange(uses, 110, 210))
        .isEqualTo(Arrays.copyOfRange(expected, 100, 200));
    assertThat(uses[103]).isEqualTo(Use.HELD_OUT);
  }

  private static int firstHeldOut(Use[] uses, int from) {
    return IntStream.range(from, uses.length)
        .filter(i -> uses[i] == Use.HELD_OUT)
        .findFirst()
        .orElseThrow();
  }

  private static long count(Use[] uses, Use use) {
    return Arrays.stream(uses).filter(each -> each == use).count();
  }
}
