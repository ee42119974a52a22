package vane.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShortTrajectoryTest {
  private static final List<Element> ELEMENTS =
      List.of(Element.of(6), Element.of(1), Element.of(1));

  /** Atoms that swing slowly about their places, each at its own pace. */
  private static List<LabelledStructure> swinging(int frames, int trajectories) {
    List<LabelledStructure> result = new ArrayList<>();
    for (int f = 0; f < frames; f++) {
      double[] positions = new double[9];
      for (int i = 0; i < 9; i++) {
        positions[i] = i + 0.3 * Math.sin((0.2 + 0.03 * i) * f + i);
      }
      result.add(
          new LabelledStructure(
              Structure.of(ELEMENTS, positions), new double[9], f * trajectories / frames));
    }
    return result;
  }

  @Test
  void framesThatFollowEachOtherAreOneTrajectory() {
    assertThat(ShortTrajectory.is(swinging(100, 1))).isTrue();
  }

  @Test
  void aLongOneIsNotShort() {
    assertThat(ShortTrajectory.is(swinging(ShortTrajectory.SHORT - 1, 1))).isTrue();
    assertThat(ShortTrajectory.is(swinging(ShortTrajectory.SHORT, 1))).isFalse();
  }

  @Test
  void severalTrajectoriesAreNotOne() {
    assertThat(ShortTrajectory.is(swinging(100, 2))).isFalse();
  }

  @Test
  void singleStructuresOfOneMoleculeAreNoTrajectory() {
    List<LabelledStructure> shuffled = swinging(100, 1);
    Collections.shuffle(shuffled, new Random(1));
    assertThat(ShortTrajectory.is(shuffled)).isFalse();
  }

  @Test
  void framesFarApartInTimeAreNotAlike() {
    List<LabelledStructure> all = swinging(2000, 1);
    List<LabelledStructure> every20th = new ArrayList<>();
    for (int f = 0; f < all.size(); f += 20) {
      every20th.add(all.get(f));
    }
    assertThat(ShortTrajectory.is(every20th)).isFalse();
  }

  @Test
  void copiesAndVeryFewFramesSayNothing() {
    assertThat(ShortTrajectory.is(Collections.nCopies(60, swinging(1, 1).get(0)))).isFalse();
    assertThat(ShortTrajectory.is(swinging(7, 1))).isFalse();
  }
}
