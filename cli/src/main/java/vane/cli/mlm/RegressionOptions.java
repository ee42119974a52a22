package vane.cli.mlm;

import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.Option;
import vane.cli.program.UsageException;
import vane.regression.huber.HuberAlgorithm;
import vane.regression.huber.HuberPrecision;
import vane.regression.huber.HuberSettings;

/** How Huber regression is done. */
public final class RegressionOptions {
  @Option(
      names = "--huber-alpha",
      paramLabel = "A",
      description = "Weight of the squared coefficients (default: 1e-4).")
  private Double alpha;

  @Option(
      names = "--huber-algorithm",
      paramLabel = "NAME",
      description =
          "lbfgs (stopped early, as probably in the paper) or converged (default: lbfgs).")
  private String algorithm;

  @Option(
      names = "--huber-iterations",
      paramLabel = "N",
      description =
          "Largest number of iterations per column (default: 100 for lbfgs, 10000 for converged).")
  private Integer iterations;

  @Option(
      names = "--huber-precision",
      paramLabel = "NAME",
      description =
          "Precision of the matrix products: single or double (default: single for lbfgs, double for"
              + " converged).")
  private String precision;

  /** Options as picocli fills them in. */
  public RegressionOptions() {}

  /**
   * Whether any of these options was given.
   *
   * @return false if all are left to their defaults
   */
  public boolean isGiven() {
    return alpha != null || algorithm != null || iterations != null || precision != null;
  }

  /**
   * The settings for a Huber parameter.
   *
   * @param epsilon ε
   * @return the settings
   * @throws vane.InputException if a name or a number is not what it must be
   */
  public HuberSettings settings(double epsilon) {
    HuberAlgorithm chosen =
        algorithm == null
            ? HuberAlgorithm.LBFGS
            : parse("--huber-algorithm", algorithm, HuberAlgorithm.values());
    HuberSettings usual =
        chosen == HuberAlgorithm.LBFGS
            ? HuberSettings.earlyStopped(epsilon)
            : HuberSettings.converged(epsilon);
    return new HuberSettings(
        epsilon,
        alpha == null ? usual.alpha() : alpha,
        chosen,
        iterations == null ? usual.maxIterations() : iterations,
        usual.tolerance(),
        precision == null
            ? usual.precision()
            : parse("--huber-precision", precision, HuberPrecision.values()));
  }

  private static <E extends Enum<E>> E parse(String option, String word, E[] values) {
    return Arrays.stream(values)
        .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    option
                        + ": found '"
                        + word
                        + "', expected one of "
                        + Arrays.toString(values).toLowerCase(Locale.ROOT)));
  }
}
