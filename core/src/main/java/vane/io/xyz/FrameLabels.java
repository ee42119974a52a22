package vane.io.xyz;

import java.util.Optional;

/**
 * Where the frames of trajectories have what a model may learn: forces, energies and stresses.
 *
 * @param forces the column of the forces, which every frame has
 * @param energy the key of the energies; empty to leave them
 * @param stress the keys of the stresses; empty to leave them
 */
public record FrameLabels(
    ForceColumn forces, Optional<EnergyKey> energy, Optional<StressKeys> stress) {

  /**
   * Forces, and energies and stresses of the frames that have them under the usual keys.
   *
   * @param forces the column of the forces
   * @return the labels
   */
  public static FrameLabels usual(ForceColumn forces) {
    return new FrameLabels(
        forces, Optional.of(EnergyKey.byDefault()), Optional.of(StressKeys.byDefault()));
  }

  /**
   * Forces alone; whatever else frames have is not looked at.
   *
   * @param forces the column of the forces
   * @return the labels
   */
  public static FrameLabels forcesAlone(ForceColumn forces) {
    return new FrameLabels(forces, Optional.empty(), Optional.empty());
  }
}
