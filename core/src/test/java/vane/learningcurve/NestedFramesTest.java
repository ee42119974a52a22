package vane.learningcurve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vane.InputException;

class NestedFramesTest {
  @Test
  void eachPartHoldsTheOneBeforeItAndIsTwiceAsLarge() {
    // Two trajectories of 70 frames: of each ten are held out, with two frames on either side.
    int[] trajectories = IntStream.range(0, 140).map(i -> i / 70).toArray();
    NestedFrames frames = NestedFrames.of(trajectories);
    assertThat(frames.heldOut()).hasSize(20);
    assertThat(Arrays.stream(frames.heldOut()).map(i -> trajectories[i])).contains(0, 1);
    List<int[]> parts = frames.parts();
    assertThat(parts).extracting(part -> part.length).containsExactly(14, 28, 56, 112);
    for (int p = 1; p < parts.size(); p++) {
      assertThat(parts.get(p)).contains(parts.get(p - 1));
      assertThat(parts.get(p)).isSorted();
    }
    assertThat(parts.get(3)).doesNotContain(frames.heldOut());
    // Spread over time: the smallest part has frames of both halves of both trajectories.
    assertThat(Arrays.stream(parts.get(0)).map(i -> i / 35)).contains(0, 1, 2, 3);
  }

  @Test
  void framesThatFollowNoOtherAreHeldOutToo() {
    NestedFrames frames = NestedFrames.of(IntStream.range(0, 70).toArray());
    assertThat(frames.heldOut()).hasSize(10);
    assertThat(frames.parts().get(3)).hasSize(60);
  }

  @Test
  void tooFewFramesAreRefused() {
    assertThatThrownBy(() -> NestedFrames.of(new int[6]))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "learning curve: found 6 frames, of which 0 are held out and 6 are to learn from,"
                + " expected 32 or more to learn from");
  }

  @Test
  void someOfManyAreSpreadEvenly() {
    int[] places = {10, 11, 12, 13, 14, 15, 16, 17, 18, 19};
    assertThat(NestedFrames.spread(places, 3)).containsExactly(10, 13, 16);
    assertThat(NestedFrames.spread(places, 10)).isEqualTo(places);
  }
}
