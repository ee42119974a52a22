package vane.equivariant.fit;

import java.util.Arrays;
import java.util.List;
import vane.structure.LabelledStructure;
import vane.validation.HeldOutBlocks.Use;

/**
 * A frame that is learnt from, or that a model is tested on meanwhile.
 *
 * @param frame the frame
 * @param elements {@code [elements]}: whether the forces on atoms of each are learnt, elements by
 *     atomic number
 * @param use what for
 */
public record ChosenFrame(LabelledStructure frame, boolean[] elements, Use use) {
  /**
   * Frames that are all learnt from, with all their atoms.
   *
   * @param frames the frames
   * @param elements how many elements there are
   * @return one per frame
   */
  public static List<ChosenFrame> whole(List<LabelledStructure> frames, int elements) {
    boolean[] wanted = new boolean[elements];
    Arrays.fill(wanted, true);
    return frames.stream().map(frame -> new ChosenFrame(frame, wanted, Use.FIT)).toList();
  }
}
