package vane.cli;

import java.util.Collection;
import java.util.List;
import picocli.CommandLine.Option;
import vane.descriptor.SoapSettings;
import vane.structure.Element;

/** The settings of SOAP; the defaults are the paper's, or those of a preset. */
final class DescriptorOptions {
  @Option(names = "--r-cut", paramLabel = "Å", description = "Cutoff of SOAP in Å (default: 3.0).")
  private Double cutoff;

  @Option(
      names = "--n-max",
      paramLabel = "N",
      description = "Radial functions of SOAP (default: 6).")
  private Integer nMax;

  @Option(
      names = "--l-max",
      paramLabel = "L",
      description = "Highest degree of the spherical harmonics (default: 1).")
  private Integer lMax;

  @Option(
      names = "--sigma",
      paramLabel = "Å",
      description = "Width of the Gaussian atoms of SOAP in Å (default: 1.0).")
  private Double sigma;

  /** What stands for the numbers that are not given. */
  record Defaults(double cutoff, int nMax, int lMax, double sigma) {
    /** The paper's. */
    static final Defaults PAPER = new Defaults(3.0, 6, 1, 1.0);
  }

  /**
   * The settings, by default the paper's.
   *
   * @param species the elements that the description tells apart
   * @param periodic whether cells repeat
   * @param average over which the description is averaged
   * @return the settings
   * @throws vane.InputException if a number is out of range
   */
  SoapSettings settings(
      Collection<Element> species, boolean periodic, SoapSettings.Average average) {
    return settings(species, periodic, average, Defaults.PAPER);
  }

  /**
   * The settings.
   *
   * @param species the elements that the description tells apart
   * @param periodic whether cells repeat
   * @param average over which the description is averaged
   * @param usual what stands for the numbers that are not given
   * @return the settings
   * @throws vane.InputException if a number is out of range
   */
  SoapSettings settings(
      Collection<Element> species, boolean periodic, SoapSettings.Average average, Defaults usual) {
    return new SoapSettings(
        cutoff == null ? usual.cutoff() : cutoff,
        nMax == null ? usual.nMax() : nMax,
        lMax == null ? usual.lMax() : lMax,
        sigma == null ? usual.sigma() : sigma,
        List.copyOf(species),
        periodic,
        average);
  }
}
