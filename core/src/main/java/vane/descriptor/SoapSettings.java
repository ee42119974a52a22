package vane.descriptor;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import vane.structure.Element;

/**
 * What a {@link Soap} is made of.
 *
 * @param cutoffAngstrom reach of the radial functions r_cut in Å, above 1
 * @param nMax number of radial functions, 1 to 20
 * @param lMax highest degree of the spherical harmonics, 0 to 20
 * @param sigmaAngstrom width σ of the Gaussian that stands for an atom, in Å, above 0
 * @param species the elements that can occur, at least one; kept in the order of atomic number,
 *     each once
 * @param periodic whether periodic images count; if not, cells are ignored. A structure without a
 *     cell is finite either way
 * @param average whether to average over atoms
 */
public record SoapSettings(
    double cutoffAngstrom,
    int nMax,
    int lMax,
    double sigmaAngstrom,
    List<Element> species,
    boolean periodic,
    Average average) {

  /** The highest number of radial functions and the highest degree. */
  public static final int HIGHEST_ORDER = 20;

  /** Averages over the atoms of a structure, which give one row. */
  public enum Average {
    /** No average: one row per atom. */
    OFF,
    /** The expansion coefficients are averaged, then the power spectrum is taken. */
    INNER,
    /** The power spectra are averaged. */
    OUTER
  }

  /**
   * Checks the settings and brings the species in order.
   *
   * @param cutoffAngstrom above 1
   * @param nMax 1 to 20
   * @param lMax 0 to 20
   * @param sigmaAngstrom above 0
   * @param species at least one
   * @param periodic whether periodic images count
   * @param average whether to average over atoms
   * @throws SoapSettingException if a setting is out of its range
   */
  public SoapSettings {
    check(cutoffAngstrom, nMax, lMax, sigmaAngstrom);
    if (species.isEmpty()) {
      throw new SoapSettingException("species", "empty", "at least one element");
    }
    species = List.copyOf(new TreeSet<>(species));
  }

  static void check(double cutoffAngstrom, int nMax, int lMax, double sigmaAngstrom) {
    // The innermost radial function ends at 1 Å by definition, the outermost at the cutoff.
    if (!(cutoffAngstrom > 1) || Double.isInfinite(cutoffAngstrom)) {
      throw new SoapSettingException("r_cut", cutoffAngstrom + " Å", "a length above 1 Å");
    }
    if (nMax < 1 || nMax > HIGHEST_ORDER) {
      throw new SoapSettingException("n_max", "" + nMax, "1 to " + HIGHEST_ORDER);
    }
    if (lMax < 0 || lMax > HIGHEST_ORDER) {
      throw new SoapSettingException("l_max", "" + lMax, "0 to " + HIGHEST_ORDER);
    }
    if (!(sigmaAngstrom > 0) || Double.isInfinite(sigmaAngstrom)) {
      throw new SoapSettingException("sigma", sigmaAngstrom + " Å", "a length above 0 Å");
    }
  }

  /**
   * The paper's settings: r_cut 3.0 Å, n_max 6, l_max 1, σ 1.0 Å, finite, no average.
   *
   * @param species the elements that can occur
   * @return the settings
   */
  public static SoapSettings paper(Collection<Element> species) {
    return SoapParameters.PAPER.of(species, false, Average.OFF);
  }
}
