package vane.learningcurve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import vane.InputException;
import vane.Plural;
import vane.validation.HeldOutBlocks;
import vane.validation.HeldOutBlocks.Use;

/**
 * Which frames are held out of a learning curve, and which are learnt from at each of its points.
 *
 * <p>A seventh of the frames is held out, in blocks of time, and what lies next to the blocks is
 * not learnt from ({@link HeldOutBlocks}). Of the others every eighth, every fourth, every second
 * and every one is learnt from: each part holds the one before it, and all are spread evenly over
 * time.
 */
final class NestedFrames {
  /** How many parts there are. */
  static final int PARTS = 4;

  /** So many frames at least are in the smallest part. */
  private static final int FEWEST = 4;

  private final int[] heldOut;
  private final int[] others;

  private NestedFrames(int[] heldOut, int[] others) {
    this.heldOut = heldOut;
    this.others = others;
  }

  /**
   * Chooses.
   *
   * @param trajectories the number of the trajectory of each frame, in order of time
   * @return the choice
   * @throws InputException if there are too few frames
   */
  static NestedFrames of(int[] trajectories) {
    Use[] uses = HeldOutBlocks.uses(trajectories);
    int[] heldOut = places(uses, Use.HELD_OUT);
    int[] others = places(uses, Use.FIT);
    int needed = FEWEST << (PARTS - 1);
    if (heldOut.length == 0 || others.length < needed) {
      throw new InputException(
          "learning curve: found "
              + Plural.of(trajectories.length, "frame")
              + ", of which "
              + heldOut.length
              + " are held out and "
              + others.length
              + " are to learn from, expected "
              + needed
              + " or more to learn from");
    }
    return new NestedFrames(heldOut, others);
  }

  private static int[] places(Use[] uses, Use wanted) {
    return IntStream.range(0, uses.length).filter(i -> uses[i] == wanted).toArray();
  }

  /** The places of the frames that are held out. */
  int[] heldOut() {
    return heldOut.clone();
  }

  /** The places of the frames of each part, from the smallest to the largest. */
  List<int[]> parts() {
    List<int[]> parts = new ArrayList<>();
    for (int part = PARTS - 1; part >= 0; part--) {
      int step = 1 << part;
      parts.add(
          IntStream.iterate(0, i -> i < others.length, i -> i + step)
              .map(i -> others[i])
              .toArray());
    }
    return parts;
  }

  /** At most so many of some places, spread evenly. */
  static int[] spread(int[] places, int most) {
    if (places.length <= most) {
      return places.clone();
    }
    int[] chosen = new int[most];
    Arrays.setAll(chosen, i -> places[(int) ((long) i * places.length / most)]);
    return chosen;
  }
}
