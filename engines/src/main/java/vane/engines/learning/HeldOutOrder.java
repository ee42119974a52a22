package vane.engines.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vane.structure.LabelledStructure;
import vane.validation.HeldOutBlocks;
import vane.validation.HeldOutBlocks.Use;

/**
 * Puts labelled frames in the order in which the trainer holds out the probes.
 *
 * <p>The trainer holds out a block of a trajectory, and λ and the errors come from there. Chosen
 * frames are the odd ones: held out, they ask for a λ much too large. Probes are drawn from the
 * motion at random, each from another replica or round, so they are what later use looks like, and
 * no two are neighbours in time. In the end all frames are learnt from.
 */
final class HeldOutOrder {
  private HeldOutOrder() {}

  /** The same frames, in another order; those of the latest rounds are held out first. */
  static List<LabelledStructure> of(List<LearntFrame> frames) {
    Use[] places = HeldOutBlocks.uses(new int[frames.size()]);
    int heldOut = (int) Arrays.stream(places).filter(use -> use == Use.HELD_OUT).count();
    List<LearntFrame> first = new ArrayList<>();
    for (int f = frames.size() - 1; f >= 0 && first.size() < heldOut; f--) {
      if (frames.get(f).purpose() == LearntFrame.Purpose.PROBE) {
        first.add(frames.get(f));
      }
    }
    // Before there are probes: seeds, which are as far apart in time.
    for (int f = frames.size() - 1; f >= 0 && first.size() < heldOut; f--) {
      if (frames.get(f).purpose() != LearntFrame.Purpose.PROBE) {
        first.add(frames.get(f));
      }
    }
    List<LearntFrame> others = new ArrayList<>(frames);
    others.removeAll(first);
    List<LabelledStructure> ordered = new ArrayList<>();
    int taken = 0;
    int left = 0;
    for (Use place : places) {
      ordered.add(
          place == Use.HELD_OUT ? first.get(taken++).example() : others.get(left++).example());
    }
    return ordered;
  }
}
