package vane.validation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import vane.validation.HeldOutBlocks.Use;

/**
 * Which examples of many are used, and what for, found from counts alone: an example holds so many
 * things of each kind, as a frame holds atoms of each element.
 *
 * <p>With a limit, a kind is taken from whole examples spread evenly over all, so that the limit is
 * not exceeded. In each series of time one block of examples is held out ({@link HeldOutBlocks}).
 * Examples from which nothing is taken are not used. Immutable.
 */
public final class ExampleUses {
  /** A section has at least so many things. Smaller ones would not be worth their sums. */
  private static final long THINGS_OF_A_SECTION = 11_000;

  /** However many examples there are, they are about so many sections at most. */
  private static final long SECTIONS = 512;

  /** How many things of each kind the examples hold. */
  @FunctionalInterface
  public interface Counts {
    /**
     * Counts.
     *
     * @param example from zero
     * @param kind from zero
     * @return how many things of the kind the example holds
     */
    int of(int example, int kind);
  }

  /**
   * Used examples that follow each other. What is summed over many examples is summed over each
   * section, and then over the sections in their order: so the sum is the same, bit for bit,
   * whoever works on which section.
   *
   * @param begin the place of the first among the used ones
   * @param end the place after the last
   */
  public record Section(int begin, int end) {}

  private final int[] examples;
  private final int[] things;
  private final Use[] uses;
  private final boolean[][] kinds;
  private final int[] series;
  private final long[] totals;

  private ExampleUses(
      int[] examples, int[] things, Use[] uses, boolean[][] kinds, int[] series, long[] totals) {
    this.examples = examples;
    this.things = things;
    this.uses = uses;
    this.kinds = kinds;
    this.series = series;
    this.totals = totals;
  }

  /**
   * Chooses.
   *
   * @param examples how many examples there are
   * @param kinds how many kinds
   * @param counts how many things of each kind they hold
   * @param series {@code [examples]}: the series of time of each, those of one following each other
   * @param limit how many things of a kind may be used; 0 for all
   * @return the choice
   */
  public static ExampleUses of(int examples, int kinds, Counts counts, int[] series, long limit) {
    long[] total = new long[kinds];
    for (int e = 0; e < examples; e++) {
      for (int k = 0; k < kinds; k++) {
        total[k] += counts.of(e, k);
      }
    }
    long[] wanted =
        Arrays.stream(total).map(all -> limit == 0 ? all : Math.min(limit, all)).toArray();
    long[] seen = new long[kinds];
    long[] got = new long[kinds];
    int[] chosen = new int[examples];
    int[] things = new int[examples];
    boolean[][] taken = new boolean[examples][];
    Map<List<Boolean>, boolean[]> shared = new HashMap<>();
    int size = 0;
    for (int e = 0; e < examples; e++) {
      Boolean[] pattern = new Boolean[kinds];
      int count = 0;
      for (int k = 0; k < kinds; k++) {
        int found = counts.of(e, k);
        seen[k] += found;
        // Multiplied before divided: exact for up to 3 billion things.
        pattern[k] = found > 0 && got[k] + found <= wanted[k] * seen[k] / total[k];
        if (pattern[k]) {
          got[k] += found;
          count += found;
        }
      }
      if (count > 0) {
        chosen[size] = e;
        things[size] = count;
        taken[size++] = shared.computeIfAbsent(List.of(pattern), ExampleUses::array);
      }
    }
    int[] kept = Arrays.copyOf(chosen, size);
    int[] times = Arrays.stream(kept).map(e -> series[e]).toArray();
    return new ExampleUses(
        kept,
        Arrays.copyOf(things, size),
        HeldOutBlocks.uses(times),
        Arrays.copyOf(taken, size),
        times,
        total);
  }

  private static boolean[] array(List<Boolean> flags) {
    boolean[] array = new boolean[flags.size()];
    for (int k = 0; k < array.length; k++) {
      array[k] = flags.get(k);
    }
    return array;
  }

  /**
   * How many examples are used.
   *
   * @return zero or more
   */
  public int size() {
    return examples.length;
  }

  /**
   * How many examples have a use.
   *
   * @param use the use
   * @return zero or more
   */
  public int size(Use use) {
    return (int) Arrays.stream(uses).filter(each -> each == use).count();
  }

  /**
   * Which example it is.
   *
   * @param place among the used ones, from zero
   * @return its number among all
   */
  public int example(int place) {
    return examples[place];
  }

  /**
   * What an example is for.
   *
   * @param place among the used ones, from zero
   * @return its use
   */
  public Use use(int place) {
    return uses[place];
  }

  /**
   * Which kinds of things of an example are used.
   *
   * @param place among the used ones, from zero
   * @return {@code [kinds]}, shared by many: not to be modified
   */
  public boolean[] kinds(int place) {
    return kinds[place];
  }

  /**
   * The series of time of the used examples.
   *
   * @return {@code [size]} (a copy)
   */
  public int[] series() {
    return series.clone();
  }

  /**
   * How many things of a kind all examples hold, used or not.
   *
   * @param kind from zero
   * @return zero or more
   */
  public long total(int kind) {
    return totals[kind];
  }

  /**
   * Whether anything of a kind is used.
   *
   * @param kind from zero
   * @return whether an example is used for it
   */
  public boolean isUsed(int kind) {
    return Arrays.stream(kinds).anyMatch(each -> each[kind]);
  }

  /**
   * The sections of the examples of some uses, which skip those of others. They depend on the
   * counts alone.
   *
   * @param wanted the uses
   * @return the sections in order; none if there are no such examples
   */
  public List<Section> sections(Set<Use> wanted) {
    long total = 0;
    for (int i = 0; i < uses.length; i++) {
      total += wanted.contains(uses[i]) ? things[i] : 0;
    }
    long each = Math.max(THINGS_OF_A_SECTION, total / SECTIONS);
    List<Section> sections = new ArrayList<>();
    long held = 0;
    int begin = 0;
    for (int i = 0; i < uses.length; i++) {
      held += wanted.contains(uses[i]) ? things[i] : 0;
      if (held >= each) {
        sections.add(new Section(begin, i + 1));
        begin = i + 1;
        held = 0;
      }
    }
    if (held > 0) {
      sections.add(new Section(begin, uses.length));
    }
    return sections;
  }

  /**
   * Examples of each use, evenly spread and of no more than some things for each use; all of them
   * if they have no more. At least one of each use there is.
   *
   * @param most how many things may be in the examples of one use
   * @return places among the used ones, in order
   */
  public int[] sample(long most) {
    Map<Use, Long> total = new EnumMap<>(Use.class);
    for (int i = 0; i < uses.length; i++) {
      total.merge(uses[i], (long) things[i], Long::sum);
    }
    Map<Use, long[]> seenAndGot = new EnumMap<>(Use.class);
    return IntStream.range(0, uses.length)
        .filter(
            i -> {
              long all = total.get(uses[i]);
              long[] sums = seenAndGot.computeIfAbsent(uses[i], use -> new long[2]);
              sums[0] += things[i];
              boolean taken =
                  sums[1] == 0 && things[i] > most
                      || sums[1] + things[i] <= Math.min(most, all) * sums[0] / all;
              sums[1] += taken ? things[i] : 0;
              return taken;
            })
        .toArray();
  }
}
