package vane.spark.frames;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vane.audit.UnitsCheck;
import vane.structure.Structure;

/**
 * One of the few structures of a trajectory that are looked at for units that look wrong.
 *
 * @param source the number of the trajectory
 * @param parcel the structure
 * @serial exclude
 */
public record NoticedStructure(int source, FrameParcel parcel) implements Serializable {
  /** More trajectories than these are like the others. */
  private static final int TRAJECTORIES = 1000;

  /**
   * A structure as it passes.
   *
   * @param source the number of its trajectory
   * @param number its number there, from zero
   * @param structure the structure
   * @return it, if it is to be looked at
   */
  public static Optional<NoticedStructure> of(int source, long number, Structure structure) {
    return source < TRAJECTORIES && UnitsCheck.looksAt(number + 1)
        ? Optional.of(new NoticedStructure(source, FrameParcel.of(structure)))
        : Optional.empty();
  }

  /**
   * What looks wrong.
   *
   * @param noticed structures of any trajectories
   * @param sources the trajectories
   * @return a line for each suspicion, which names the trajectory
   */
  public static List<String> warnings(List<NoticedStructure> noticed, List<FrameSource> sources) {
    Map<Integer, UnitsCheck> checks = new TreeMap<>();
    for (NoticedStructure each : noticed) {
      checks
          .computeIfAbsent(each.source(), source -> new UnitsCheck())
          .addDistances(each.parcel().structure());
    }
    List<String> warnings = new ArrayList<>();
    checks.forEach(
        (source, check) ->
            check.warnings().forEach(found -> warnings.add(sources.get(source) + ": " + found)));
    return warnings;
  }
}
