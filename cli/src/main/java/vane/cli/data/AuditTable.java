package vane.cli.data;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import vane.Plural;
import vane.audit.AuditReport;

/** What a look at a trajectory found, as text. */
final class AuditTable {
  private AuditTable() {}

  static void print(String name, AuditReport report, PrintWriter out) {
    out.println(name);
    line(
        out,
        "frames",
        report.frames()
            + (report.leftOut() > 0 ? ", " + report.leftOut() + " left out" : "")
            + ", "
            + Plural.of(report.atoms(), "atom")
            + ", "
            + (report.periodicFrames() == 0
                ? "not periodic"
                : report.periodicFrames() == report.frames()
                    ? "periodic"
                    : report.periodicFrames() + " of them periodic"));
    line(out, "formulas", counts(report.formulas(), report.frames()));
    line(out, "columns", counts(report.columns(), report.frames()));
    line(out, "keys", counts(report.keys(), report.frames()));
    for (AuditReport.ElementForces element : report.elements()) {
      line(
          out,
          "forces of " + element.element(),
          String.format(
              Locale.ROOT,
              "%d atoms, RMS %.3f eV/Å, largest %.2f eV/Å%s",
              element.atoms(),
              element.rmsEvPerAngstrom(),
              element.largestEvPerAngstrom(),
              element.zeros() == 0 ? "" : ", " + element.zeros() + " zero"));
    }
    report.largestForce().ifPresent(place -> line(out, "largest force", place));
    if (!report.elements().isEmpty()) {
      line(
          out,
          "net force",
          String.format(
              Locale.ROOT,
              "%.2g eV/Å a frame%s",
              report.meanNetForceEvPerAngstrom(),
              report.periodicFrames() == report.frames()
                  ? ""
                  : String.format(Locale.ROOT, ", net torque %.2g eV", report.meanTorqueEv())));
    }
    for (AuditReport.Contact contact : report.contacts()) {
      line(
          out,
          "closest " + contact.elements(),
          String.format(Locale.ROOT, "%.3f Å, %s", contact.distanceAngstrom(), contact.place()));
    }
    report.warnings().forEach(warning -> out.println("  warning: " + warning));
  }

  private static void line(PrintWriter out, String what, String found) {
    if (!found.isEmpty()) {
      out.printf(Locale.ROOT, "  %-16s %s%n", what, found);
    }
  }

  /** Names, with the number of frames where these are not all. */
  private static String counts(Map<String, Long> found, long frames) {
    return found.entrySet().stream()
        .map(
            entry ->
                entry.getValue() == frames
                    ? entry.getKey()
                    : entry.getKey() + " (" + Plural.of(entry.getValue(), "frame") + ")")
        .collect(Collectors.joining(", "));
  }
}
