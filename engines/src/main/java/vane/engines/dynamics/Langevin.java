package vane.engines.dynamics;

import vane.InputException;

/**
 * Langevin dynamics by BAOAB (Leimkuhler and Matthews 2013, DOI 10.1093/amrx/abs010): half a kick,
 * half a drift, friction and noise over the whole step, half a drift, half a kick. Of all
 * splittings it samples positions best. Friction acts on the centre of mass, too.
 *
 * @param temperatureKelvin the temperature of the bath in K, zero or more
 * @param frictionPerFs γ in 1/fs: momenta forget themselves within 1/γ
 */
public record Langevin(double temperatureKelvin, double frictionPerFs) implements Integrator {
  /** A friction for molecules in 1/fs: the bath is felt within 100 fs. */
  public static final double DEFAULT_FRICTION = 0.01;

  /**
   * Checks the numbers.
   *
   * @throws InputException if one is out of range
   */
  public Langevin {
    DynamicsSettings.requireTemperature(temperatureKelvin);
    if (!(frictionPerFs > 0) || Double.isInfinite(frictionPerFs)) {
      throw new InputException(
          "found a friction of " + frictionPerFs + " 1/fs, expected a number above 0");
    }
  }
}
