package vane.spark.training;

import java.io.Serializable;
import java.util.Optional;
import vane.audit.FrameChoices;
import vane.io.xyz.ForceColumn;
import vane.io.xyz.FrameLabels;

/**
 * The names under which frames hold what is learnt, and what is done with frames, as every task is
 * told.
 *
 * @param forces the column of the forces; null for the usual one
 * @param energy the key of the energies; null for the usual one
 * @param stress the key of the stresses; null for the usual ones
 * @param forcesOnly whether energies and stresses are left
 * @param removeNetForce whether the mean force of the atoms of each frame is taken off
 * @param skipBadFrames whether frames that are not as they must be are left out
 * @serial exclude
 */
public record LabelNames(
    String forces,
    String energy,
    String stress,
    boolean forcesOnly,
    boolean removeNetForce,
    boolean skipBadFrames)
    implements Serializable {

  /** Where the frames have what is learnt. */
  FrameLabels labels() {
    ForceColumn column = forces == null ? ForceColumn.byDefault() : ForceColumn.named(forces);
    if (forcesOnly) {
      return FrameLabels.forcesAlone(column);
    }
    return FrameLabels.named(column, Optional.ofNullable(energy), Optional.ofNullable(stress));
  }

  /** What is done with frames. */
  FrameChoices choices() {
    return new FrameChoices(skipBadFrames, removeNetForce);
  }
}
