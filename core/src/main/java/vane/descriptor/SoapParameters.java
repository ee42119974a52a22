package vane.descriptor;

import java.util.Collection;
import java.util.List;
import vane.structure.Element;

/**
 * The hyperparameters of SOAP that do not depend on the data.
 *
 * @param cutoffAngstrom r_cut in Å, above 1
 * @param nMax the number of radial functions
 * @param lMax the highest degree of the spherical harmonics
 * @param sigmaAngstrom the width σ of the Gaussian atoms in Å
 */
public record SoapParameters(double cutoffAngstrom, int nMax, int lMax, double sigmaAngstrom) {

  /** The paper's: r_cut 3.0 Å, n_max 6, l_max 1, σ 1.0 Å. */
  public static final SoapParameters PAPER = new SoapParameters(3.0, 6, 1, 1.0);

  /** Those that were measured to predict whole forces best. */
  public static final SoapParameters ACCURATE = new SoapParameters(4.0, 6, 4, 0.4);

  /**
   * Checks the parameters.
   *
   * @throws SoapSettingException if one is out of its range
   */
  public SoapParameters {
    SoapSettings.check(cutoffAngstrom, nMax, lMax, sigmaAngstrom);
  }

  /**
   * Full settings.
   *
   * @param species the elements that the descriptor tells apart
   * @param periodic whether periodic images count
   * @param average whether to average over atoms
   * @return the settings
   * @throws SoapSettingException if there are no species
   */
  public SoapSettings of(
      Collection<Element> species, boolean periodic, SoapSettings.Average average) {
    return new SoapSettings(
        cutoffAngstrom, nMax, lMax, sigmaAngstrom, List.copyOf(species), periodic, average);
  }
}
