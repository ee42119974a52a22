package vane.spark.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import vane.InputException;
import vane.Plural;
import vane.spark.frames.FrameRange;
import vane.structure.Element;
import vane.structure.TimeSeries;
import vane.validation.ExampleUses;

/**
 * The outlines of all frames, as the driver holds them: 22 bytes a frame. Frames are numbered in
 * the order of the ranges; copies of earlier frames are left out, so that nothing is learnt twice.
 */
final class FrameOutlines {
  private final List<FrameRange> ranges;
  private final int[] firstOf;
  private final SortedSet<Element> elements = new TreeSet<>();
  private final int[][] counts;

  /** Of each frame that is kept: its number among all, the kind of its counts, and its series. */
  private final int[] kept;

  private final int[] kindOf;
  private final int[] series;
  private final long[] fingerprints;
  private final boolean[] energies;
  private final boolean[] stresses;
  private final int size;
  private final int learntBefore;
  private final List<String> warnings = new ArrayList<>();

  private FrameOutlines(
      List<FrameRange> ranges,
      List<RangeOutline> outlines,
      Optional<SortedSet<Element>> expected,
      LongPredicate learnt) {
    this.ranges = List.copyOf(ranges);
    this.firstOf = new int[ranges.size() + 1];
    long total = 0;
    for (int r = 0; r < ranges.size(); r++) {
      total += outlines.get(r).frames();
      if (total > Integer.MAX_VALUE - 8) {
        throw new InputException(
            "found more than 2 billion frames, expected fewer; a selection such as @::10 takes some");
      }
      firstOf[r + 1] = (int) total;
    }
    Map<List<Integer>, Integer> kinds = new HashMap<>();
    List<int[]> kindList = new ArrayList<>();
    int all = (int) total;
    this.kept = new int[all];
    this.kindOf = new int[all];
    this.series = new int[all];
    this.fingerprints = new long[all];
    this.energies = new boolean[all];
    this.stresses = new boolean[all];
    Set<Long> repeated = repeated(outlines, all);
    Set<Long> known = new HashSet<>();
    int next = 0;
    int place = 0;
    int number = -1;
    int before = 0;
    RangeOutline last = null;
    for (RangeOutline outline : outlines) {
      if (outline.frames() == 0) {
        continue;
      }
      number += last != null && follows(last, outline) ? 0 : 1;
      int[] kindNumbers = new int[outline.kinds().length];
      for (int k = 0; k < kindNumbers.length; k++) {
        int[] kind = outline.kinds()[k];
        kindNumbers[k] =
            kinds.computeIfAbsent(
                Arrays.stream(kind).boxed().toList(),
                each -> {
                  kindList.add(kind);
                  return kindList.size() - 1;
                });
      }
      for (int f = 0; f < outline.frames(); f++) {
        long key = outline.copyKeys()[f];
        boolean first = !repeated.contains(key) || known.add(key);
        if (learnt.test(outline.fingerprints()[f])) {
          before++;
        } else if (first) {
          kept[next] = place;
          kindOf[next] = kindNumbers[outline.kindOf()[f]];
          series[next] = number + outline.series()[f];
          fingerprints[next] = outline.fingerprints()[f];
          energies[next] = outline.energies()[f];
          stresses[next] = outline.stresses()[f];
          next++;
        }
        place++;
      }
      number += outline.series()[outline.frames() - 1];
      last = outline;
    }
    this.size = next;
    this.learntBefore = before;
    for (int[] kind : kindList) {
      for (int k = 0; k < kind.length; k += 2) {
        elements.add(Element.of(kind[k]));
      }
    }
    if (expected.isPresent()) {
      requireKnown(outlines, expected.get());
      elements.addAll(expected.get());
    }
    this.counts =
        kindList.stream().map(kind -> RangeOutline.counts(kind, elements)).toArray(int[][]::new);
    warn(outlines, all - next - before, before, all);
  }

  /** The keys that several frames have; of most data there are none. */
  private static Set<Long> repeated(List<RangeOutline> outlines, int all) {
    long[] keys = new long[all];
    int next = 0;
    for (RangeOutline outline : outlines) {
      System.arraycopy(outline.copyKeys(), 0, keys, next, outline.frames());
      next += outline.frames();
    }
    Arrays.sort(keys);
    Set<Long> repeated = new HashSet<>();
    for (int i = 1; i < all; i++) {
      if (keys[i] == keys[i - 1]) {
        repeated.add(keys[i]);
      }
    }
    return repeated;
  }

  /**
   * Puts outlines together.
   *
   * @param ranges the ranges in order
   * @param outlines the outline of each
   * @param expected the elements that there may be; empty for any
   * @param learnt whether a model has learnt from the frame of a fingerprint; such frames are left
   *     out
   * @param warnings hears of what was left out
   * @throws InputException if nothing is left, or there is another element
   */
  static FrameOutlines of(
      List<FrameRange> ranges,
      List<RangeOutline> outlines,
      Optional<SortedSet<Element>> expected,
      LongPredicate learnt,
      Consumer<String> warnings) {
    FrameOutlines made = new FrameOutlines(ranges, outlines, expected, learnt);
    made.warnings.forEach(warnings);
    if (made.size == 0 && made.learntBefore > 0) {
      throw new InputException(
          "the model has learnt from all of these frames already, expected others");
    }
    if (made.size == 0) {
      throw new InputException(
          outlines.stream()
              .flatMap(
                  outline -> List.of(outline.firstWithoutForces(), outline.firstBad()).stream())
              .filter(reason -> !reason.isEmpty())
              .findFirst()
              .orElse("found no atoms to learn from, expected at least one frame of some"));
    }
    return made;
  }

  private static boolean follows(RangeOutline before, RangeOutline next) {
    return before.lastFile().equals(next.firstFile())
        && TimeSeries.of(List.of(before.last().frame(0), next.first().frame(0)))[1] == 0;
  }

  private void requireKnown(List<RangeOutline> outlines, SortedSet<Element> expected) {
    for (int r = 0; r < outlines.size(); r++) {
      for (int[] kind : outlines.get(r).kinds()) {
        for (int k = 0; k < kind.length; k += 2) {
          Element element = Element.of(kind[k]);
          if (!expected.contains(element)) {
            throw new InputException(
                ranges.get(r) + ": found " + element + ", expected one of " + expected);
          }
        }
      }
    }
  }

  private void warn(List<RangeOutline> outlines, int copies, int learnt, int all) {
    long without = outlines.stream().mapToLong(RangeOutline::withoutForces).sum();
    long bad = outlines.stream().mapToLong(RangeOutline::bad).sum();
    if (without > 0) {
      warnings.add(
          Plural.of(without, "frame")
              + " left out without forces (the first: "
              + first(outlines.stream().map(RangeOutline::firstWithoutForces).toList())
              + ")");
    }
    if (bad > 0) {
      warnings.add(
          Plural.of(bad, "frame")
              + " left out as not as they must be (the first: "
              + first(outlines.stream().map(RangeOutline::firstBad).toList())
              + ")");
    }
    if (learnt > 0) {
      warnings.add(
          Plural.of(learnt, "frame")
              + " of "
              + all
              + " left out, as the model has learnt from them already");
    }
    if (copies > 0) {
      warnings.add(Plural.of(copies, "frame") + " of " + all + " left out, as copies of others");
    }
  }

  private static String first(List<String> reasons) {
    return reasons.stream().filter(reason -> !reason.isEmpty()).findFirst().orElse("");
  }

  /** All elements, by atomic number. */
  SortedSet<Element> elements() {
    return new TreeSet<>(elements);
  }

  /** Which frames are used with a limit, as {@link ExampleUses#of} says. */
  ExampleUses uses(int limit) {
    return ExampleUses.of(
        size,
        elements.size(),
        (frame, element) -> counts[kindOf[frame]][element],
        Arrays.copyOf(series, size),
        limit);
  }

  /** How many frames are kept. */
  int size() {
    return size;
  }

  /** How many kinds of equations the frames give: forces, and energies and stresses. */
  int kinds() {
    boolean anyEnergy = false;
    boolean anyStress = false;
    for (int frame = 0; frame < size; frame++) {
      anyEnergy |= energies[frame];
      anyStress |= stresses[frame];
    }
    return 1 + (anyEnergy ? 1 : 0) + (anyStress ? 1 : 0);
  }

  boolean knowsEnergy(int frame) {
    return energies[frame];
  }

  boolean knowsStress(int frame) {
    return stresses[frame];
  }

  /** The fingerprints of all frames that are kept. */
  long[] fingerprints() {
    return Arrays.copyOf(fingerprints, size);
  }

  /** The number of the range of a frame. */
  int rangeOf(int frame) {
    int found = Arrays.binarySearch(firstOf, kept[frame]);
    int range = found >= 0 ? found : -found - 2;
    // Ranges without frames begin where the next one does.
    while (firstOf[range + 1] <= kept[frame]) {
      range++;
    }
    return range;
  }

  /** The number of a frame among those of its range. */
  int placeOf(int frame) {
    return kept[frame] - firstOf[rangeOf(frame)];
  }

  FrameRange range(int number) {
    return ranges.get(number);
  }

  /** How many frames of a range could be learnt from, copies included. */
  int framesOf(int range) {
    return firstOf[range + 1] - firstOf[range];
  }
}
