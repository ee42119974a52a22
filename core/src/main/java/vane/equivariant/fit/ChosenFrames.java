package vane.equivariant.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.IntStream;
import vane.InputException;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.structure.TimeSeries;
import vane.validation.ExampleUses;
import vane.validation.HeldOutBlocks;
import vane.validation.HeldOutBlocks.Use;

/**
 * Which atoms of which frames a model learns from, and which it is tested on meanwhile ({@link
 * ExampleUses}). Immutable.
 */
public final class ChosenFrames {
  private final List<ChosenFrame> choices;
  private final int[] series;

  /**
   * Frames that are chosen.
   *
   * @param choices the frames
   * @param series {@code [frames]}: the series of time of each, as {@link TimeSeries} has them;
   *     copied
   */
  public ChosenFrames(List<ChosenFrame> choices, int[] series) {
    this.choices = List.copyOf(choices);
    this.series = series.clone();
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
    ExampleUses uses = uses(frames, elements, limit);
    return of(frames, uses, IntStream.range(0, uses.size()).toArray());
  }

  /**
   * Some of the frames that are used.
   *
   * @param frames all frames
   * @param uses which of them are used, and what for
   * @param places of those wanted among the used ones, in order
   * @return these frames
   */
  public static ChosenFrames of(List<LabelledStructure> frames, ExampleUses uses, int[] places) {
    List<ChosenFrame> choices = new ArrayList<>();
    for (int place : places) {
      choices.add(
          new ChosenFrame(frames.get(uses.example(place)), uses.kinds(place), uses.use(place)));
    }
    int[] series = uses.series();
    return new ChosenFrames(choices, IntStream.of(places).map(place -> series[place]).toArray());
  }

  /**
   * Chooses frames by the numbers of their atoms whose force is known.
   *
   * @param frames all frames
   * @param elements the elements of all frames
   * @param limit how many atoms an element may have; 0 for all
   * @return which frames are used, and what for
   */
  public static ExampleUses uses(
      List<LabelledStructure> frames, SortedSet<Element> elements, int limit) {
    int[][] counts =
        frames.stream().map(frame -> knownForces(frame, elements)).toArray(int[][]::new);
    return ExampleUses.of(
        frames.size(),
        elements.size(),
        (frame, element) -> counts[frame][element],
        TimeSeries.of(frames),
        limit);
  }

  /**
   * How many atoms of a frame have a known force.
   *
   * @param frame the frame
   * @param elements the elements, by atomic number
   * @return {@code [elements]}
   */
  public static int[] knownForces(LabelledStructure frame, SortedSet<Element> elements) {
    int[] counts = new int[elements.size()];
    int a = 0;
    for (Element element : elements) {
      for (int i = 0; i < frame.structure().size(); i++) {
        counts[a] += frame.structure().element(i).equals(element) && frame.knowsForce(i) ? 1 : 0;
      }
      a++;
    }
    return counts;
  }

  /**
   * The same frames with others held out.
   *
   * @param number of the fold, from zero; the first is the choice itself
   * @return a choice of the same frames in the same order
   */
  public ChosenFrames fold(int number) {
    if (number == 0) {
      return this;
    }
    Use[] uses = HeldOutBlocks.uses(series, number);
    List<ChosenFrame> others = new ArrayList<>();
    for (int i = 0; i < uses.length; i++) {
      others.add(new ChosenFrame(choices.get(i).frame(), choices.get(i).elements(), uses[i]));
    }
    return new ChosenFrames(others, series);
  }

  /**
   * Checks that something of each element is learnt from: without, it would have no force at all.
   *
   * @param uses which frames are used
   * @param elements the elements of all frames
   * @param limit how many atoms an element may have, for the message
   * @throws InputException if there is no frame of an element, or no frame at all
   */
  public static void requireEach(ExampleUses uses, SortedSet<Element> elements, int limit) {
    if (elements.isEmpty()) {
      throw new InputException("found no atoms to learn from, expected at least one frame of some");
    }
    int a = 0;
    for (Element element : elements) {
      int number = a++;
      if (uses.total(number) == 0) {
        throw new InputException(
            "found no force on any atom of "
                + element
                + ", as constraints hold them all, expected frames in which some of them are free");
      }
      if (!uses.isUsed(number)) {
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
  public List<ChosenFrame> of(Use use) {
    return choices.stream().filter(choice -> choice.use() == use).toList();
  }

  /**
   * All chosen frames.
   *
   * @return in order
   */
  public List<ChosenFrame> all() {
    return choices;
  }
}
