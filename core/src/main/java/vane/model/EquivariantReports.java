package vane.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import vane.PlainNumber;
import vane.Plural;
import vane.equivariant.EquivariantPotential;
import vane.equivariant.ObservationReport;
import vane.equivariant.TrainingReport;
import vane.equivariant.invariant.BasisSettings;
import vane.model.ForceModelReport.Detail;
import vane.network.NetworkCommittee;
import vane.structure.Element;

/** The {@link ForceModelReport} of an {@link EquivariantForceModel}. */
final class EquivariantReports {
  /** One eV/Å³ in GPa, exact since the SI of 2019. */
  private static final double GPA = 160.2176634;

  private EquivariantReports() {}

  static ForceModelReport of(EquivariantPotential potential) {
    SortedMap<Element, Long> environments = new TreeMap<>();
    List<String> training = new ArrayList<>();
    List<Detail> details = new ArrayList<>();
    String trained = text(potential.report());
    training.add(trained);
    details.add(new Detail("functions", text(potential.settings())));
    details.add(new Detail("training", trained));
    TrainingReport report = potential.report();
    if (!report.cutoffErrors().isEmpty()) {
      add(training, details, "cutoff", text(potential.settings().cutoffAngstrom(), report));
    }
    potential
        .networks()
        .ifPresent(committee -> add(training, details, "networks", text(committee)));
    report.energies().ifPresent(learnt -> add(training, details, "energies", energies(learnt)));
    report.stresses().ifPresent(learnt -> add(training, details, "stresses", stresses(learnt)));
    potential
        .report()
        .contactErrorEvPerAngstrom()
        .ifPresent(error -> details.add(new Detail("contacts", contacts(error))));
    potential
        .parts()
        .forEach(
            (element, part) -> {
              environments.put(element, part.environments());
              String count = Plural.of(part.environments(), "training environment");
              String reference =
                  report.energies().isPresent()
                      ? String.format(
                          Locale.ROOT, ", reference energy %.4f eV", part.referenceEnergy())
                      : "";
              training.addAll(ForceModelReport.elementLines(element, count, part.environments()));
              details.add(
                  new Detail(
                      element.toString(),
                      String.format(
                          Locale.ROOT,
                          "%s, longest force %.2f eV/Å%s",
                          count,
                          part.largestForce(),
                          reference)));
            });
    return new ForceModelReport(
        environments, potential.report().heldOutRmseEvPerAngstrom(), training, details);
  }

  private static String text(TrainingReport report) {
    String error =
        report.heldOutRmseEvPerAngstrom().isPresent()
            ? String.format(
                Locale.ROOT,
                "force RMSE %.4f eV/Å on %s held out",
                report.heldOutRmseEvPerAngstrom().getAsDouble(),
                Plural.of(report.heldOutFrames(), "frame"))
            : "too few frames to hold any out";
    return String.format(
        Locale.ROOT,
        "%s, %s per element, ridge %.0e, %s",
        Plural.of(report.frames(), "frame"),
        Plural.of(report.features(), "function"),
        report.ridge(),
        error);
  }

  private static String text(double chosen, TrainingReport report) {
    return PlainNumber.of(chosen)
        + " Å, the shortest that is nearly as good as the best: held-out MAE of small models "
        + report.cutoffErrors().entrySet().stream()
            .map(
                tried ->
                    String.format(
                        Locale.ROOT,
                        "%.4f eV/Å at %s Å",
                        tried.getValue(),
                        PlainNumber.of(tried.getKey())))
            .collect(Collectors.joining(", "));
  }

  private static String text(NetworkCommittee committee) {
    return String.format(
        Locale.ROOT,
        "%s of %d channels and a cutoff of %s Å, share %.2f",
        Plural.of(committee.members().size(), "network"),
        committee.members().get(0).settings().channels(),
        PlainNumber.of(committee.cutoffAngstrom()),
        committee.share());
  }

  private static void add(List<String> training, List<Detail> details, String name, String text) {
    training.add(name + ": " + text);
    details.add(new Detail(name, text));
  }

  private static String energies(ObservationReport learnt) {
    return observations(learnt, 1e3, "RMSE %.2f meV/atom on held-out frames")
        + (learnt.weight() == 0 ? ", only for the reference energies: they harm the forces" : "");
  }

  private static String stresses(ObservationReport learnt) {
    return observations(learnt, GPA, "RMSE %.3f GPa on held-out frames")
        + (learnt.weight() == 0 ? ", not learnt: they harm the forces" : "");
  }

  private static String observations(ObservationReport learnt, double unit, String error) {
    String text =
        String.format(
            Locale.ROOT,
            "%s, weight %.2g Å⁻²",
            Plural.of(learnt.frames(), "frame"),
            learnt.weight());
    return learnt.heldOutRmse().isPresent()
        ? text + ", " + String.format(Locale.ROOT, error, unit * learnt.heldOutRmse().getAsDouble())
        : text;
  }

  private static String contacts(double error) {
    return String.format(
        Locale.ROOT,
        "molecules that touch repel each other; one uncertainty there weighs as %.3f eV/Å in a frame",
        error);
  }

  static String text(BasisSettings settings) {
    return String.format(
        Locale.ROOT,
        "cutoff %s Å, power %d, highest degrees of products of 1 to 4 densities %s, %s, %s, %s,"
            + " angular degrees up to %d, each counted %s",
        settings.cutoffAngstrom(),
        settings.cutoffPower(),
        PlainNumber.of(settings.degree1()),
        PlainNumber.of(settings.degree2()),
        PlainNumber.of(settings.degree3()),
        PlainNumber.of(settings.degree4()),
        settings.highestL(),
        PlainNumber.of(settings.angularWeight()));
  }
}
