package vane.engines.dynamics;

import vane.InputException;

/**
 * How atoms move.
 *
 * @param integrator by which equations
 * @param timestepFs the time of a step in fs
 * @param seed of all noise; replicas have streams of their own
 */
public record DynamicsSettings(Integrator integrator, double timestepFs, long seed) {

  /**
   * Checks the settings.
   *
   * @throws InputException if the time step is not above 0
   */
  public DynamicsSettings {
    if (!(timestepFs > 0) || Double.isInfinite(timestepFs)) {
      throw new InputException(
          "found a time step of " + timestepFs + " fs, expected a number above 0");
    }
  }

  /**
   * Checks a temperature.
   *
   * @param kelvin the temperature in K
   * @throws InputException if it is below 0 or not finite
   */
  public static void requireTemperature(double kelvin) {
    if (!(kelvin >= 0) || Double.isInfinite(kelvin)) {
      throw new InputException("found a temperature of " + kelvin + " K, expected 0 or more");
    }
  }
}
