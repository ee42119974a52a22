package vane.validation;

import java.util.Arrays;

/**
 * Which examples of a time series are held out to judge a model by.
 *
 * <p>Examples that follow each other in time are nearly the same, so single ones, drawn at random,
 * would judge nothing. Of each series one block is held out, a seventh of it. What lies next to the
 * block on either side, a fiftieth of the series each, is used for neither, as it is too much like
 * it. Successive series hold out another part of their time. Series too short for a block are held
 * out whole: every seventh of them.
 */
public final class HeldOutBlocks {
  /** What an example is for while choices are made. In the end all are learnt from. */
  public enum Use {
    /** Learnt from. */
    FIT,
    /** Held out: errors on it decide. */
    HELD_OUT,
    /** Too near to what is held out. */
    GAP
  }

  private static final int HELD_OUT_SHARE = 7;
  private static final int GAP_SHARE = 50;

  /** Successive series hold out another part: multiples of the golden ratio, modulo one. */
  private static final double GOLDEN = 0.6180339887498949;

  private HeldOutBlocks() {}

  /**
   * What each of some examples is for.
   *
   * @param series the series of each example, in order of time; those of one series follow each
   *     other
   * @return one use per example
   */
  public static Use[] uses(int[] series) {
    return uses(series, 0);
  }

  /**
   * What each of some examples is for, when several models hold out different ones.
   *
   * @param series the series of each example, in order of time; those of one series follow each
   *     other
   * @param fold the number of the model, from zero: the first holds out what {@link #uses(int[])}
   *     does
   * @return one use per example
   */
  public static Use[] uses(int[] series, int fold) {
    Use[] uses = new Use[series.length];
    int number = fold;
    int shortNumber = 2 * fold;
    for (int begin = 0, end; begin < series.length; begin = end) {
      end = begin;
      while (end < series.length && series[end] == series[begin]) {
        end++;
      }
      if (end - begin < HELD_OUT_SHARE) {
        Use whole = shortNumber++ % HELD_OUT_SHARE == HELD_OUT_SHARE / 2 ? Use.HELD_OUT : Use.FIT;
        Arrays.fill(uses, begin, end, whole);
      } else {
        for (int i = begin; i < end; i++) {
          uses[i] = use(i - begin, end - begin, number);
        }
        number++;
      }
    }
    return uses;
  }

  /** What an example of a series of at least seven is for. */
  private static Use use(int index, int size, int series) {
    int block = size / HELD_OUT_SHARE;
    double place = (0.5 + series * GOLDEN) % 1;
    int first = (int) (place * (size - block + 1));
    int gap = (size + GAP_SHARE - 1) / GAP_SHARE;
    if (index >= first && index < first + block) {
      return Use.HELD_OUT;
    }
    return index >= first - gap && index < first + block + gap ? Use.GAP : Use.FIT;
  }
}
