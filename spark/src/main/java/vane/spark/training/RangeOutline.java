package vane.spark.training;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import vane.InputException;
import vane.audit.StructureFingerprints;
import vane.equivariant.fit.SensibleForces;
import vane.io.xyz.FrameLocations;
import vane.spark.frames.FrameParcel;
import vane.spark.frames.FrameRange;
import vane.structure.Cell;
import vane.structure.LabelledStructure;
import vane.structure.TimeSeries;

/**
 * What the driver must know of the frames of a range to say what each is used for: a few numbers a
 * frame.
 *
 * @param kinds the different numbers of atoms: {@code [Z, known forces, Z, known forces, …]} by
 *     atomic number, of each element that occurs
 * @param kindOf {@code [frames]}: which of these numbers a frame has
 * @param series {@code [frames]}: the series of time of each, from zero
 * @param fingerprints {@code [frames]}: of the structures, as models keep them
 * @param copyKeys {@code [frames]}: equal for structures that are copies
 * @param energies {@code [frames]}: whether the energy is known
 * @param stresses {@code [frames]}: whether the stress is known
 * @param first the outline of the first frame; null if there is none
 * @param firstFile the file that it comes from
 * @param last the outline of the last frame; null if there is none
 * @param lastFile the file that it comes from
 * @param withoutForces how many frames had no forces and were left out
 * @param firstWithoutForces why the first of them had none
 * @param bad how many frames were not as they must be and were left out
 * @param firstBad what was wrong with the first of them
 */
record RangeOutline(
    int[][] kinds,
    short[] kindOf,
    int[] series,
    long[] fingerprints,
    long[] copyKeys,
    boolean[] energies,
    boolean[] stresses,
    FrameParcel first,
    String firstFile,
    FrameParcel last,
    String lastFile,
    long withoutForces,
    String firstWithoutForces,
    long bad,
    String firstBad)
    implements Serializable {

  /**
   * Looks at the frames of a range.
   *
   * @throws InputException if a frame is not as it must be
   */
  static RangeOutline of(FrameRange range, LabelNames names, Configuration hadoop) {
    RangeExamples found = RangeExamples.read(range, names, hadoop);
    List<LabelledStructure> frames = found.examples();
    new FrameLocations(found.locations())
        .naming(
            () -> {
              SensibleForces.require(frames);
              return frames;
            });
    int count = frames.size();
    Map<List<Integer>, Integer> kinds = new LinkedHashMap<>();
    short[] kindOf = new short[count];
    long[] fingerprints = new long[count];
    long[] copyKeys = new long[count];
    boolean[] energies = new boolean[count];
    boolean[] stresses = new boolean[count];
    for (int f = 0; f < count; f++) {
      LabelledStructure frame = frames.get(f);
      kindOf[f] = kinds.computeIfAbsent(kind(frame), kind -> kinds.size()).shortValue();
      fingerprints[f] = StructureFingerprints.of(frame.structure());
      copyKeys[f] = copyKey(fingerprints[f], frame);
      energies[f] = frame.energy().isPresent();
      stresses[f] = frame.stress().isPresent();
    }
    int last = count - 1;
    return new RangeOutline(
        kinds.keySet().stream()
            .map(kind -> kind.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new),
        kindOf,
        TimeSeries.of(frames),
        fingerprints,
        copyKeys,
        energies,
        stresses,
        count == 0 ? null : FrameParcel.outline(frames.get(0)),
        count == 0 ? "" : found.locations().get(0).file().toString(),
        count == 0 ? null : FrameParcel.outline(frames.get(last)),
        count == 0 ? "" : found.locations().get(last).file().toString(),
        found.withoutForces(),
        found.firstWithoutForces(),
        found.bad(),
        found.firstBad());
  }

  /** How many frames something can be learnt from. */
  int frames() {
    return kindOf.length;
  }

  private static List<Integer> kind(LabelledStructure frame) {
    TreeMap<Integer, Integer> counts = new TreeMap<>();
    for (int i = 0; i < frame.structure().size(); i++) {
      counts.merge(
          frame.structure().element(i).atomicNumber(), frame.knowsForce(i) ? 1 : 0, Integer::sum);
    }
    List<Integer> kind = new ArrayList<>();
    counts.forEach((number, known) -> kind.addAll(List.of(number, known)));
    return kind;
  }

  /** Copies have the same cell, too. */
  private static long copyKey(long fingerprint, LabelledStructure frame) {
    long key = fingerprint;
    if (frame.structure().cell().isPresent()) {
      Cell cell = frame.structure().cell().get();
      for (double component : cell.vectors()) {
        key = 31 * key + Math.round(component * 1e5);
      }
      for (int vector = 0; vector < 3; vector++) {
        key = 31 * key + (cell.isPeriodic(vector) ? 1 : 0);
      }
    }
    return key;
  }

  /** The numbers of atoms with known forces of one kind of frame, {@code [elements]}. */
  static int[] counts(int[] kind, SortedSet<vane.structure.Element> elements) {
    int[] counts = new int[elements.size()];
    int a = 0;
    for (vane.structure.Element element : elements) {
      for (int k = 0; k < kind.length; k += 2) {
        counts[a] += kind[k] == element.atomicNumber() ? kind[k + 1] : 0;
      }
      a++;
    }
    return counts;
  }

  @Override
  public String toString() {
    return frames() + " frames of " + Arrays.deepToString(kinds);
  }
}
