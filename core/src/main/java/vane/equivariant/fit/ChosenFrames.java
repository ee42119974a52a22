package vane.equivariant.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.IntStream;
import vane.InputException;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.structure.TimeSeries;
import vane.validation.HeldOutBlocks;
import vane.validation.HeldOutBlocks.Use;

/**
 * Which atoms of which frames a model learns from, and which it is tested on meanwhile.
 *
 * <p>With a limit, an element is taken from whole frames spread evenly over all, so that the limit
 * is not exceeded. In each series of time one block of frames is held out ({@link HeldOutBlocks},
 * {@link TimeSeries}). Immutable.
 */
public final class ChosenFrames {
  /**
   * One chosen frame.
   *
   * @param frame the frame
   * @param elements {@code [elements]}: whether the forces on atoms of each are learnt
   * @param use what for
   */
  public record Choice(LabelledStructure frame, boolean[] elements, Use use) {}

  private final List<Choice> choices;

  private ChosenFrames(List<Choice> choices) {
    this.choices = List.copyOf(choices);
  }

  /**
   * Chooses frames.
   *
   * @param frames all frames
   * @param elements the elements of all frames
   * @param limit how many atoms an element may have; 0 for all
   * @return the choice
   */
  public static ChosenFrames of(
      List<LabelledStructure> frames, SortedSet<Element> elements, int limit) {
    List<Element> known = List.copyOf(elements);
    boolean[][] taken = new boolean[frames.size()][known.size()];
    for (int a = 0; a < known.size(); a++) {
      Element element = known.get(a);
      int[] counts = new int[frames.size()];
      long total = 0;
      for (int f = 0; f < counts.length; f++) {
        counts[f] = count(frames.get(f), element);
        total += counts[f];
      }
      long wanted = limit == 0 ? total : Math.min(limit, total);
      long seen = 0;
      long got = 0;
      for (int f = 0; f < counts.length; f++) {
        seen += counts[f];
        // Multiplied before divided: exact for up to 3 billion atoms.
        if (counts[f] > 0 && got + counts[f] <= wanted * seen / total) {
          taken[f][a] = true;
          got += counts[f];
        }
      }
    }
    int[] chosen = IntStream.range(0, taken.length).filter(f -> any(taken[f])).toArray();
    Use[] uses =
        HeldOutBlocks.uses(TimeSeries.of(Arrays.stream(chosen).mapToObj(frames::get).toList()));
    List<Choice> choices = new ArrayList<>();
    for (int i = 0; i < chosen.length; i++) {
      choices.add(new Choice(frames.get(chosen[i]), taken[chosen[i]], uses[i]));
    }
    return new ChosenFrames(choices);
  }

  /**
   * The same frames with others held out.
   *
   * @param number of the fold, from zero; the first is the choice itself
   * @return a choice of the same frames in the same order
   */
  public ChosenFrames fold(int number) {
    Use[] uses =
        HeldOutBlocks.uses(TimeSeries.of(choices.stream().map(Choice::frame).toList()), number);
    List<Choice> others = new ArrayList<>();
    for (int i = 0; i < uses.length; i++) {
      others.add(new Choice(choices.get(i).frame(), choices.get(i).elements(), uses[i]));
    }
    return new ChosenFrames(others);
  }

  private static int count(LabelledStructure frame, Element element) {
    int count = 0;
    for (int i = 0; i < frame.structure().size(); i++) {
      count += frame.structure().element(i).equals(element) && frame.knowsForce(i) ? 1 : 0;
    }
    return count;
  }

  private static boolean any(boolean[] flags) {
    for (boolean flag : flags) {
      if (flag) {
        return true;
      }
    }
    return false;
  }

  /**
   * Frames that are all learnt from, with all their atoms.
   *
   * @param frames the frames
   * @param elements how many elements there are
   * @return one choice per frame
   */
  public static List<Choice> whole(List<LabelledStructure> frames, int elements) {
    boolean[] wanted = new boolean[elements];
    Arrays.fill(wanted, true);
    return frames.stream().map(frame -> new Choice(frame, wanted, Use.FIT)).toList();
  }

  /**
   * Checks that something of each element is learnt from: without, it would have no force at all.
   *
   * @param elements the elements of all frames
   * @param limit how many atoms an element may have, for the message
   * @throws InputException if there is no frame of an element
   */
  public void requireEach(SortedSet<Element> elements, int limit) {
    int a = 0;
    for (Element element : elements) {
      int number = a++;
      boolean occurs =
          choices.stream()
              .anyMatch(choice -> choice.frame().structure().composition().contains(element));
      if (occurs && choices.stream().allMatch(choice -> count(choice.frame(), element) == 0)) {
        throw new InputException(
            "found no force on any atom of "
                + element
                + ", as constraints hold them all, expected frames in which some of them are free");
      }
      if (choices.stream().noneMatch(choice -> choice.elements()[number])) {
        throw new InputException(
            "found no frame to learn "
                + element
                + " from within "
                + limit
                + " training environments, expected at least as many as a frame has atoms of it");
      }
    }
  }

  /**
   * The frames for one use.
   *
   * @param use the use
   * @return in order
   */
  public List<Choice> of(Use use) {
    return choices.stream().filter(choice -> choice.use() == use).toList();
  }

  /**
   * All chosen frames.
   *
   * @return in order
   */
  public List<Choice> all() {
    return choices;
  }
}
