package vane.engines.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import vane.engines.learning.LearntFrame.Purpose;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.structure.Structure;
import vane.validation.HeldOutBlocks;
import vane.validation.HeldOutBlocks.Use;

class HeldOutOrderTest {
  private static LearntFrame frame(int number, Purpose purpose) {
    Structure atom = Structure.of(List.of(Element.of(18)), new double[] {number, 0, 0});
    return new LearntFrame(atom, new double[3], OptionalDouble.empty(), 0, number + 1, purpose);
  }

  /** Frames of which every third is a probe from the tenth on. */
  private static List<LearntFrame> frames(int count) {
    List<LearntFrame> frames = new ArrayList<>();
    for (int f = 0; f < count; f++) {
      frames.add(frame(f, f < 10 ? Purpose.SEED : f % 3 == 0 ? Purpose.PROBE : Purpose.CHOSEN));
    }
    return frames;
  }

  @Test
  void probesAreHeldOutAndNoFrameIsLost() {
    for (int count : new int[] {1, 6, 7, 10, 40, 101}) {
      List<LabelledStructure> ordered = HeldOutOrder.of(frames(count));
      assertThat(ordered.stream().map(each -> (int) each.structure().position(0, 0)).sorted())
          .hasSize(count)
          .doesNotHaveDuplicates();
      Use[] uses = HeldOutBlocks.uses(new int[count]);
      int probes = 0;
      for (int f = 0; f < count; f++) {
        int number = (int) ordered.get(f).structure().position(0, 0);
        probes += uses[f] == Use.HELD_OUT && number >= 10 && number % 3 == 0 ? 1 : 0;
      }
      if (count >= 40) {
        assertThat(probes).as("of %d", count).isEqualTo(count / 7);
      }
    }
  }
}
