package vane.cli.mlm;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vane.cli.program.UsageException;
import vane.mlm.Regression;

/** What the linear maps of the OA-MLM with the paper's preset minimise. */
public final class LossOptions {
  @Option(
      names = "--loss",
      paramLabel = "NAME",
      description =
          "What the linear maps minimise: squared (least squares; the paper's regular model) or"
              + " huber (the paper's robust model; default: squared; --preset paper only).")
  private String loss;

  @Option(
      names = "--epsilon",
      paramLabel = "E",
      description = "Huber parameter of --loss huber, at least 1, the most robust (default: 1.1).")
  private Double epsilon;

  @Mixin private RegressionOptions huber;

  /** Options as picocli fills them in. */
  public LossOptions() {}

  /**
   * Whether any of these options was given.
   *
   * @return false if all are left to their defaults
   */
  public boolean isGiven() {
    return loss != null || epsilon != null || huber.isGiven();
  }

  /**
   * How the linear maps are found.
   *
   * @return the regression
   * @throws vane.InputException if an option is not what it must be
   */
  public Regression regression() {
    switch (loss == null ? "squared" : loss) {
      case "squared":
        if (epsilon != null || huber.isGiven()) {
          throw new UsageException(
              "found settings of Huber regression with --loss squared, expected --loss huber");
        }
        return new Regression.LeastSquares();
      case "huber":
        return new Regression.Huber(huber.settings(epsilon == null ? 1.1 : epsilon));
      default:
        throw new UsageException("--loss: found '" + loss + "', expected squared or huber");
    }
  }
}
