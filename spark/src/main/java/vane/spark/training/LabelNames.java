package vane.spark.training;

import java.io.Serializable;
import java.util.Optional;
import vane.audit.FrameChoices;
import vane.io.xyz.EnergyKey;
import vane.io.xyz.ForceColumn;
import vane.io.xyz.FrameLabels;
import vane.io.xyz.StressKeys;

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

  /** Forces, energies and stresses under their usual names, of frames as they are. */
  public static final LabelNames USUAL = new LabelNames(null, null, null, false, false, false);

  /** Where the frames have what is learnt. */
  FrameLabels labels() {
    ForceColumn column = forces == null ? ForceColumn.byDefault() : ForceColumn.named(forces);
    if (forcesOnly) {
      return FrameLabels.forcesAlone(column);
    }
    return new FrameLabels(
        column,
        Optional.of(energy == null ? EnergyKey.byDefault() : EnergyKey.named(energy)),
        Optional.of(stress == null ? StressKeys.byDefault() : StressKeys.named(stress)));
  }

  /** What is done with frames. */
  FrameChoices choices() {
    return new FrameChoices(skipBadFrames, removeNetForce);
  }
}
