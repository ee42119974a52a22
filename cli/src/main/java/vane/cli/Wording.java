package vane.cli;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import vane.descriptor.SoapSettings;
import vane.mlm.RegressionReport;
import vane.model.DescriptorSettings;
import vane.structure.Element;

/** How counts, settings and reports are put into words. */
final class Wording {
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
        soap.periodic() ? "periodic" : "not periodic",
        count(settings.neighbours(), "neighbour"));
  }

  /**
   * How a regression went.
   *
   * @param report the report
   * @return one line
   */
  static String regression(RegressionReport report) {
    return String.format(
        Locale.ROOT,
        "%s, %s, rank %d, condition about %.1e (%s)",
        count(report.references(), "reference"),
        count(report.trainingEnvironments(), "training environment"),
        report.rank(),
        1 / report.reciprocalCondition(),
        report.route());
  }
}
