package vane.evaluation;

import java.util.Optional;
import java.util.OptionalDouble;
import vane.io.xyz.EnergyKey;
import vane.io.xyz.Frame;
import vane.io.xyz.StressKeys;
import vane.model.ForcePrediction;

/**
 * How energies and stresses are compared.
 *
 * @param energy where the frames have their energies
 * @param stress where they have their stresses
 * @param absolute whether the zero of the predicted energies means something, because the model has
 *     learnt energies
 */
public record EnergyComparison(EnergyKey energy, StressKeys stress, boolean absolute) {

  /**
   * The usual keys, and an arbitrary zero.
   *
   * @return the default
   */
  public static EnergyComparison usual() {
    return new EnergyComparison(EnergyKey.byDefault(), StressKeys.byDefault(), false);
  }

  /**
   * What a prediction is compared with, besides forces.
   *
   * @param energyEv the energy of the frame in eV; empty if it is not known or not predicted
   * @param stressEvPerCubicAngstrom {@code [6]} in eV/Å³; empty if it is not known or not
   *     predicted; not copied
   */
  public record Known(OptionalDouble energyEv, Optional<double[]> stressEvPerCubicAngstrom) {}

  /**
   * What a frame has of that which was predicted for it. Other keys are not looked at.
   *
   * @param frame the frame
   * @param prediction what was predicted
   * @return its energy and stress
   * @throws vane.io.xyz.XyzFormatException if one that is to be compared is not as it must be
   */
  public Known of(Frame frame, ForcePrediction prediction) {
    return new Known(
        prediction.energy().isPresent() ? energy.of(frame) : OptionalDouble.empty(),
        prediction.stress().isPresent() ? stress.of(frame) : Optional.empty());
  }
}
