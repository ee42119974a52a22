package vane.equivariant.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.structure.Structure;
import vane.validation.HeldOutBlocks.Use;

class ChosenFramesTest {
  private static final Element H = Element.of(1);
  private static final Element C = Element.of(6);
  private static final SortedSet<Element> ELEMENTS = new TreeSet<>(List.of(H, C));

  private static List<LabelledStructure> frames(int trajectories, int each) {
    List<LabelledStructure> frames = new ArrayList<>();
    for (int i = 0; i < trajectories * each; i++) {
      Structure methane =
          Structure.of(
              List.of(C, H, H, H, H), new double[] {0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, -1, 0, i});
      frames.add(new LabelledStructure(methane, new double[15], i / each));
    }
    return frames;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 5, 37, 100, 399, 400, 401, 5000})
  void aLimitIsKeptAndSpreadOverAllFrames(int limit) {
    ChosenFrames chosen = ChosenFrames.of(frames(2, 50), ELEMENTS, limit);
    long hydrogen = 4 * chosen.all().stream().filter(choice -> choice.elements()[0]).count();
    long carbon = chosen.all().stream().filter(choice -> choice.elements()[1]).count();
    assertThat(hydrogen).isBetween((long) Math.min(limit, 400) - 4, (long) limit);
    assertThat(carbon).isEqualTo(Math.min(limit, 100));
    if (limit >= 37) {
      assertThat(chosen.all().stream().map(choice -> choice.frame().trajectory()).distinct())
          .containsExactly(0, 1);
    }
  }

  @Test
  void heldOutFramesAreNeverNextToOthers() {
    ChosenFrames chosen = ChosenFrames.of(frames(3, 100), ELEMENTS, 0);
    assertThat(chosen.of(Use.HELD_OUT)).hasSize(3 * 14);
    List<ChosenFrame> all = chosen.all();
    assertThat(all).hasSize(300);
    for (int i = 1; i < all.size(); i++) {
      boolean oneTrajectory =
          all.get(i).frame().trajectory() == all.get(i - 1).frame().trajectory();
      List<Use> pair = List.of(all.get(i - 1).use(), all.get(i).use());
      assertThat(oneTrajectory && pair.contains(Use.FIT) && pair.contains(Use.HELD_OUT)).isFalse();
    }
  }

  @Test
  void fewFramesAreAllLearntFrom() {
    assertThat(ChosenFrames.of(frames(2, 6), ELEMENTS, 0).of(Use.FIT)).hasSize(12);
  }
}
