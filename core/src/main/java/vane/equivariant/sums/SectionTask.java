package vane.equivariant.sums;

import java.util.List;
import java.util.function.IntFunction;
import vane.equivariant.fit.ChosenFrame;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;

/**
 * What training asks of its frames, so that it can be asked anywhere: of a section of them at a
 * time ({@link vane.validation.ExampleUses.Section}), in this process or in another one that gets
 * the task {@linkplain SectionTaskCodec as bytes}. What sections give is combined in the order of
 * the sections, block by block, number by number; then it does not matter who worked on which
 * section, down to the last bit.
 *
 * <p>Immutable and thread-safe.
 *
 * @param <R> what is found
 */
public sealed interface SectionTask<R extends SectionSums>
    permits DistanceTask, SummationTask, RangeTask {
  /**
   * Works on the frames of a section.
   *
   * @param frames the frames, in order
   * @param pool the threads; the result does not depend on how many there are
   * @param progress hears of the frames done
   * @return what was found, to be closed by the caller
   * @throws vane.structure.StructureException if a frame is not as it must be, with its index in
   *     the list
   */
  R of(List<ChosenFrame> frames, WorkerPool pool, ProgressListener progress);

  /**
   * What no frames give: any result combined with it stays as it is.
   *
   * @return a new result, to be closed by the caller
   */
  R empty();

  /**
   * Takes in what other frames gave.
   *
   * @param into what grows
   * @param from what the section after those gave; not modified
   */
  void combine(R into, R from);

  /**
   * How many blocks a result has.
   *
   * @return at least one
   */
  int blocks();

  /**
   * How long a block is.
   *
   * @param number of the block, from zero
   * @return how many numbers it holds
   */
  int length(int number);

  /**
   * The same as {@link #combine}, for one block.
   *
   * @param number of the block, from zero
   * @param into what grows
   * @param from the block of the section after those; not modified
   */
  default void combine(int number, double[] into, double[] from) {
    if (into.length != from.length) {
      throw new IllegalArgumentException(
          from.length + " numbers in block " + number + ", expected " + into.length);
    }
    boolean largest = isOfLargest(number);
    for (int i = 0; i < into.length; i++) {
      into[i] = largest ? Math.max(into[i], from[i]) : into[i] + from[i];
    }
  }

  /**
   * Whether the larger number of two counts in a block, and not their sum.
   *
   * @param number of the block, from zero
   * @return true for numbers that are the largest of some
   */
  boolean isOfLargest(int number);

  /**
   * A result from its blocks.
   *
   * @param blocks gives a block by its number; asked once for each, in order
   * @return a new result, to be closed by the caller
   * @throws IllegalArgumentException if they do not belong to this task
   */
  R of(IntFunction<double[]> blocks);
}
