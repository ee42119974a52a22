package vane.cli;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import vane.descriptor.SoapSettings;
import vane.equivariant.TrainingReport;
import vane.equivariant.invariant.BasisSettings;
import vane.mlm.ProjectionReport;
import vane.mlm.Regression;
import vane.mlm.RegressionReport;
import vane.model.DescriptorSettings;
import vane.structure.Element;

/** How counts, settings and reports are put into words. */
final class Wording {
  /** With fewer environments of an element a user should know. */
  private static final int FEW_ENVIRONMENTS = 500;

  private Wording() {}

  /**
   * A number with its noun.
   *
   * @param number how many
   * @param noun the word for one of them, whose plural ends in s
   * @return such as {@code 1 atom} or {@code 12 atoms}
   */
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /**
   * Elements by their symbols.
   *
   * @param elements the elements
   * @return such as {@code H, C}
   */
  static String elements(Collection<Element> elements) {
    return elements.stream().map(Element::symbol).collect(Collectors.joining(", "));
  }

  /**
   * How environments are described.
   *
   * @param settings the settings
   * @return one line
   */
  static String descriptor(DescriptorSettings settings) {
    SoapSettings soap = settings.soap();
    return String.format(
        Locale.ROOT,
        "SOAP of %s: r_cut %s Å, n_max %d, l_max %d, sigma %s Å, %s; %s",
        elements(soap.species()),
        soap.cutoffAngstrom(),
        soap.nMax(),
        soap.lMax(),
        soap.sigmaAngstrom(),
        soap.periodic() ? "periodic where the frames are" : "not periodic",
        count(settings.neighbours(), "neighbour"));
  }

  /**
   * How a regression went.
   *
   * @param report the report
   * @return one line
   */
  static String regression(RegressionReport report) {
    String counts =
        count(report.references(), "reference")
            + ", "
            + count(report.trainingEnvironments(), "training environment");
    if (report.regression() instanceof Regression.Robust robust) {
      return String.format(
          Locale.ROOT,
          "%s, Huber regression with epsilon %s, %d of %d columns converged within %s (%s)",
          counts,
          robust.settings().epsilon(),
          report.convergedColumns().orElse(0),
          2 * report.references(),
          count(report.iterations().orElse(0), "iteration"),
          report.route());
    }
    return String.format(
        Locale.ROOT,
        "%s, least squares, rank %d, condition about %.1e (%s)",
        counts,
        report.rank().orElse(0),
        1 / report.reciprocalCondition().orElse(0),
        report.route());
  }

  /**
   * How a regression of projections went.
   *
   * @param report the report
   * @return one line
   */
  static String regression(ProjectionReport report) {
    String error =
        report.heldOutError().isPresent()
            ? String.format(
                Locale.ROOT,
                "force RMSE %.4f eV/Å on %s held out",
                report.heldOutError().getAsDouble(),
                count(report.heldOut(), "environment"))
            : "too few frames to hold any out";
    return String.format(
        Locale.ROOT,
        "%s, %s, ridge regression with lambda %.0e, %s",
        count(report.references(), "reference"),
        count(report.trainingEnvironments(), "training environment"),
        report.lambda(),
        error);
  }

  /**
   * How the training of an equivariant model went.
   *
   * @param report the report
   * @return one line
   */
  static String training(TrainingReport report) {
    String error =
        report.heldOutRmseEvPerAngstrom().isPresent()
            ? String.format(
                Locale.ROOT,
                "force RMSE %.4f eV/Å on %s held out",
                report.heldOutRmseEvPerAngstrom().getAsDouble(),
                count(report.heldOutFrames(), "frame"))
            : "too few frames to hold any out";
    return String.format(
        Locale.ROOT,
        "%s, %s an element, ridge %.0e, %s",
        count(report.frames(), "frame"),
        count(report.features(), "function"),
        report.ridge(),
        error);
  }

  /**
   * The functions of an equivariant model.
   *
   * @param settings the settings
   * @return one line
   */
  static String basis(BasisSettings settings) {
    return String.format(
        Locale.ROOT,
        "cutoff %s Å, power %d, highest degrees of products of 1 to 4 densities %d, %d, %d, %d",
        settings.cutoffAngstrom(),
        settings.cutoffPower(),
        settings.degree1(),
        settings.degree2(),
        settings.degree3(),
        settings.degree4());
  }

  /**
   * A warning that an element has few examples.
   *
   * @param element the element
   * @param environments how many training environments it has
   * @return one line, or nothing if there are enough
   */
  static Optional<String> fewExamples(Element element, long environments) {
    return environments >= FEW_ENVIRONMENTS
        ? Optional.empty()
        : Optional.of(
            "warning: "
                + element
                + ": found "
                + count(environments, "training environment")
                + ", expected "
                + FEW_ENVIRONMENTS
                + " or more for a model to rely on");
  }
}
