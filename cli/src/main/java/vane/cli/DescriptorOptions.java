package vane.cli;

import java.util.Collection;
import java.util.List;
import picocli.CommandLine.Option;
import vane.descriptor.SoapSettings;
import vane.structure.Element;

/** The settings of SOAP; the defaults are the paper's. */
final class DescriptorOptions {
  @Option(
      names = "--r-cut",
      paramLabel = "Å",
      defaultValue = "3.0",
      description = "Cutoff of SOAP in Å (default: ${DEFAULT-VALUE}).")
  private double cutoff;

  @Option(
      names = "--n-max",
      paramLabel = "N",
      defaultValue = "6",
      description = "Radial functions of SOAP (default: ${DEFAULT-VALUE}).")
  private int nMax;

  @Option(
      names = "--l-max",
      paramLabel = "L",
      defaultValue = "1",
      description = "Highest degree of the spherical harmonics (default: ${DEFAULT-VALUE}).")
  private int lMax;

  @Option(
      names = "--sigma",
      paramLabel = "Å",
      defaultValue = "1.0",
      description = "Width of the Gaussian atoms of SOAP in Å (default: ${DEFAULT-VALUE}).")
  private double sigma;

  /**
   * The settings.
   *
   * @param species the elements that the description tells apart
   * @param periodic whether cells repeat
   * @param average over which the description is averaged
   * @return the settings
   * @throws vane.InputException if a number is out of range
   */
  SoapSettings settings(
      Collection<Element> species, boolean periodic, SoapSettings.Average average) {
    return new SoapSettings(cutoff, nMax, lMax, sigma, List.copyOf(species), periodic, average);
  }
}
