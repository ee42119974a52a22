package vane.spark.output;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import vane.model.AtomStatus;
import vane.spark.frames.BadFrame;
import vane.spark.frames.NoticedStructure;

/**
 * What a task wrote and left out.
 *
 * @param part the number of the part
 * @param frames how many frames it wrote
 * @param atoms how many atoms those have
 * @param statuses how many of them have each status
 * @param badFrames how many frames it left out
 * @param firstBad the first of those; null if there is none
 * @param noticed structures that are looked at for units that look wrong
 */
record PartCount(
    int part,
    long frames,
    long atoms,
    EnumMap<AtomStatus, Long> statuses,
    long badFrames,
    BadFrame firstBad,
    List<NoticedStructure> noticed)
    implements Serializable {

  static PartCount nothing() {
    return new PartCount(0, 0, 0, new EnumMap<>(AtomStatus.class), 0, null, List.of());
  }

  /** This part and a later one together. */
  PartCount and(PartCount later) {
    EnumMap<AtomStatus, Long> sum = new EnumMap<>(statuses);
    for (Map.Entry<AtomStatus, Long> each : later.statuses.entrySet()) {
      sum.merge(each.getKey(), each.getValue(), Long::sum);
    }
    List<NoticedStructure> both = new ArrayList<>(noticed);
    both.addAll(later.noticed);
    return new PartCount(
        part,
        frames + later.frames,
        atoms + later.atoms,
        sum,
        badFrames + later.badFrames,
        firstBad == null ? later.firstBad : firstBad,
        both);
  }
}
