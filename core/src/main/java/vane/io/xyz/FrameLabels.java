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
   * Forces, energies and stresses, as far as names are given for them.
   *
   * @param forces the column of the forces
   * @param energy the key of the energies; empty for the usual one
   * @param stress the key of the stresses or virials; empty for the usual ones
   * @return the labels
   * @throws vane.InputException if a name cannot be one
   */
  public static FrameLabels named(
      ForceColumn forces, Optional<String> energy, Optional<String> stress) {
    return new FrameLabels(
        forces,
        Optional.of(energy.map(EnergyKey::named).orElseGet(EnergyKey::byDefault)),
        Optional.of(stress.map(StressKeys::named).orElseGet(StressKeys::byDefault)));
  }

  /**
   * Forces, and energies and stresses of the frames that have them under the usual keys.
   *
   * @param forces the column of the forces
   * @return the labels
   */
  public static FrameLabels usual(ForceColumn forces) {
    return named(forces, Optional.empty(), Optional.empty());
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
