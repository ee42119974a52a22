package vane.engines.xtb;

import vane.InputException;

/**
 * What xtb calculates, and how tightly.
 *
 * @param method the method
 * @param charge the total charge in e
 * @param unpairedElectrons zero for a closed shell, one for a radical; GFN-FF takes zero alone
 * @param accuracy smaller is tighter; 1 is the standard of xtb, which takes 0.0001 to 1000
 * @param electronicTemperatureKelvin the temperature of the electrons in K; nothing to GFN-FF
 * @param maxIterations after how many steps without self-consistency a calculation has failed;
 *     nothing to GFN-FF
 */
public record XtbSettings(
    XtbMethod method,
    int charge,
    int unpairedElectrons,
    double accuracy,
    double electronicTemperatureKelvin,
    int maxIterations) {

  /**
   * Checks the numbers.
   *
   * @throws InputException if one of them is out of range
   */
  public XtbSettings {
    if (unpairedElectrons < 0) {
      throw new InputException(
          "found " + unpairedElectrons + " unpaired electrons, expected zero or more");
    }
    if (!method.hasElectrons() && unpairedElectrons > 0) {
      throw new InputException(
          "found " + unpairedElectrons + " unpaired electrons, expected none with " + method);
    }
    if (!(accuracy >= 1e-4 && accuracy <= 1e3)) {
      throw new InputException("found the accuracy " + accuracy + ", expected 0.0001 to 1000");
    }
    if (!(electronicTemperatureKelvin > 0) || Double.isInfinite(electronicTemperatureKelvin)) {
      throw new InputException(
          "found an electronic temperature of "
              + electronicTemperatureKelvin
              + " K, expected a number above zero");
    }
    if (maxIterations < 1) {
      throw new InputException("found " + maxIterations + " iterations, expected at least one");
    }
  }

  /**
   * The standard settings of xtb for a neutral molecule with a closed shell.
   *
   * @param method the method
   * @return accuracy 1, 300 K, 250 iterations
   */
  public static XtbSettings of(XtbMethod method) {
    return new XtbSettings(method, 0, 0, 1, 300, 250);
  }

  /**
   * The same settings for another number of electrons.
   *
   * @param newCharge the total charge in e
   * @param newUnpairedElectrons how many electrons are unpaired
   * @return new settings
   */
  public XtbSettings withElectrons(int newCharge, int newUnpairedElectrons) {
    return new XtbSettings(
        method,
        newCharge,
        newUnpairedElectrons,
        accuracy,
        electronicTemperatureKelvin,
        maxIterations);
  }
}
