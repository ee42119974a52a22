package vane.cli.data;

import picocli.CommandLine.Option;
import vane.descriptor.SoapParameters;

/** The settings of SOAP; the defaults are the paper's, or those of a preset. */
public final class DescriptorOptions {
  @Option(
      names = "--r-cut",
      paramLabel = "Å",
      description =
          "Cutoff of SOAP in Å (default: 3.0; oa-mlm's preset accurate or clusters: 4.0).")
  private Double cutoff;

  @Option(
      names = "--n-max",
      paramLabel = "N",
      description = "Radial functions of SOAP (default: 6).")
  private Integer nMax;

  @Option(
      names = "--l-max",
      paramLabel = "L",
      description =
          "Highest degree of the spherical harmonics (default: 1; oa-mlm's preset accurate or clusters: 4).")
  private Integer lMax;

  @Option(
      names = "--sigma",
      paramLabel = "Å",
      description =
          "Width of the Gaussian atoms of SOAP in Å (default: 1.0; oa-mlm's preset accurate or clusters: 0.4).")
  private Double sigma;

  /** Options as picocli fills them in. */
  public DescriptorOptions() {}

  /**
   * The hyperparameters.
   *
   * @param usual what stands for the numbers that are not given
   * @return the parameters
   * @throws vane.InputException if a number is out of range
   */
  public SoapParameters parameters(SoapParameters usual) {
    return new SoapParameters(
        cutoff == null ? usual.cutoffAngstrom() : cutoff,
        nMax == null ? usual.nMax() : nMax,
        lMax == null ? usual.lMax() : lMax,
        sigma == null ? usual.sigmaAngstrom() : sigma);
  }
}
