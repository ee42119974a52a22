package vane.evaluation;

import vane.io.xyz.EnergyKey;
import vane.io.xyz.StressKeys;

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
}
