package vane.spark.output;

import java.io.Serializable;
import java.util.Optional;
import vane.audit.UnitsCheck;
import vane.spark.frames.FrameParcel;
import vane.structure.Structure;

/**
 * One of the few structures of a trajectory that are looked at for units that look wrong.
 *
 * @param source the number of the trajectory
 * @param parcel the structure
 */
record NoticedStructure(int source, FrameParcel parcel) implements Serializable {
  /** More trajectories than these are like the others. */
  private static final int TRAJECTORIES = 1000;

  /**
   * A structure as it passes.
   *
   * @param source the number of its trajectory
   * @param number its number there, from one
   * @param structure the structure
   * @return it, if it is to be looked at
   */
  static Optional<NoticedStructure> of(int source, long number, Structure structure) {
    return source < TRAJECTORIES && UnitsCheck.looksAt(number)
        ? Optional.of(new NoticedStructure(source, FrameParcel.of(structure)))
        : Optional.empty();
  }
}
