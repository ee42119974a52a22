package vane.report.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import vane.Plural;
import vane.audit.AuditReport;
import vane.audit.LogarithmicCounts;
import vane.io.output.EarlierOutput;
import vane.outlier.FrameOutlier;
import vane.outlier.OutlierReport;
import vane.report.page.DefinitionList;
import vane.report.page.HtmlPage;
import vane.report.page.NumberFormats;
import vane.report.page.ReportFolder;
import vane.report.page.ScriptedPart;
import vane.report.page.SoftwareVersions;
import vane.report.page.Table;
import vane.report.plot.HistogramPanel;
import vane.report.plot.Panel;

/** The page of a check of trajectories. */
public final class CheckReport {
  private static final String TITLE = "Check of trajectories";

  /** How an earlier page of a check is recognised. */
  public static final EarlierOutput EARLIER = EarlierOutput.page("a report of check", TITLE);

  /** How many outliers are listed at most: the worst. */
  static final int OUTLIERS_LISTED = 20;

  private final List<String> names;
  private final List<AuditReport> reports;
  private final List<String> together;
  private final Optional<OutlierReport> outliers;
  private final HtmlPage page = new HtmlPage(TITLE);

  /**
   * A page.
   *
   * @param names of the trajectories
   * @param reports one for each
   * @param together what looks wrong when they are seen together
   * @param outliers the frames that disagree, if they were looked for
   */
  public CheckReport(
      List<String> names,
      List<AuditReport> reports,
      List<String> together,
      Optional<OutlierReport> outliers) {
    this.names = List.copyOf(names);
    this.reports = List.copyOf(reports);
    this.together = List.copyOf(together);
    this.outliers = outliers;
  }

  /**
   * Writes {@code report.html}, once.
   *
   * @param vaneVersion the version of Vane that made it
   * @param folder where to
   * @return the page
   * @throws vane.io.output.OutputFileException if it cannot be written
   */
  public Path write(String vaneVersion, ReportFolder folder) {
    return write(Optional.empty(), vaneVersion, folder);
  }

  /**
   * As above, with structures.
   *
   * @param structures the part with frames that are worth a look
   * @param vaneVersion the version of Vane that made it
   * @param folder where to
   * @return the page
   * @throws vane.io.output.OutputFileException if it cannot be written
   */
  public Path write(Optional<ScriptedPart> structures, String vaneVersion, ReportFolder folder) {
    folder.write(ReportFolder.PAGE, html(structures, vaneVersion));
    return folder.page();
  }

  private String html(Optional<ScriptedPart> structures, String vaneVersion) {
    warnings();
    outliers.ifPresent(this::outliers);
    if (structures.isPresent()) {
      page.heading("Structures");
      page.scripted(structures.get());
    }
    page.heading("What was read");
    files();
    List<AuditReport.ElementForces> forces =
        reports.stream().flatMap(report -> report.elements().stream()).toList();
    if (!forces.isEmpty()) {
      page.heading("Forces");
      forces(forces);
    }
    if (reports.stream().anyMatch(report -> !report.contacts().isEmpty())) {
      page.heading("Closest contacts");
      contacts();
    }
    page.heading("What made this page");
    page.definitions(SoftwareVersions.addTo(new DefinitionList(), vaneVersion));
    return page.html();
  }

  private void warnings() {
    List<String> all = new ArrayList<>();
    for (int f = 0; f < names.size(); f++) {
      for (String warning : reports.get(f).warnings()) {
        // Messages of errors begin with the name of the file.
        boolean named = warning.startsWith(names.get(f));
        all.add(named ? warning : names.get(f) + ": " + warning);
      }
    }
    all.addAll(together);
    if (all.isEmpty()) {
      page.paragraph("Nothing looks wrong.");
    } else {
      page.warnings(all);
    }
  }

  private void outliers(OutlierReport found) {
    page.heading("Outliers");
    page.paragraph(
        Plural.of(found.frames(), "frame")
            + " were compared with what all others say of their forces"
            + (found.learntFrames() < found.frames()
                ? " (" + found.learntFrames() + " of them were learnt from)"
                : "")
            + ". Force RMSE of frames that agree: "
            + NumberFormats.decimals(found.rmseEvPerAngstrom(), 4)
            + String.format(
                Locale.ROOT, " eV/Å, %.2g %% of the forces.", 100 * found.relativeError())
            + (found.notCompared() > 0
                ? " Not compared, as their elements are in too few frames: "
                    + found.notCompared()
                    + "."
                : ""));
    if (found.outliers().isEmpty()) {
      page.paragraph("No frame disagrees with all others.");
      return;
    }
    Table table =
        new Table(
            "frame", "atom", "ratio", "finding", "odd atoms", "read (eV/Å)", "expected (eV/Å)");
    found.outliers().stream().limit(OUTLIERS_LISTED).forEach(each -> table.row(row(each)));
    page.table(table);
    page.remark(
        "Atom: the one with the largest ratio. Ratio: how many times as large as usual the difference between the force read and the"
            + " expected one is. Frames that are unlike all others need not be wrong: the others say"
            + " little of their forces. Frames and atoms count from zero."
            + (found.outliers().size() > OUTLIERS_LISTED
                ? " The worst "
                    + OUTLIERS_LISTED
                    + " of "
                    + found.outliers().size()
                    + " are listed; --json writes all."
                : ""));
  }

  private static List<String> row(FrameOutlier outlier) {
    return List.of(
        outlier.location().toString(),
        outlier.worst().atom() + " (" + outlier.worst().element() + ")",
        String.format(Locale.ROOT, "%.1f", outlier.worst().ratio()),
        outlier.isUnlike() ? "unlike all others" : "disagrees",
        outlier.isWhole() ? "whole frame" : outlier.oddAtoms() + " of " + outlier.atoms(),
        vector(outlier.worst().read()),
        vector(outlier.worst().expected()));
  }

  private static String vector(List<Double> force) {
    return force.stream()
        .map(each -> NumberFormats.decimals(each, 3))
        .collect(Collectors.joining("\u2002"));
  }

  private void files() {
    Table table =
        new Table(
            "file",
            "frames",
            "left out",
            "atoms",
            "periodic",
            "force RMS (eV/Å)",
            "net force (eV/Å)");
    for (int f = 0; f < names.size(); f++) {
      AuditReport report = reports.get(f);
      boolean forces = !report.elements().isEmpty();
      table.row(
          names.get(f),
          String.valueOf(report.frames()),
          String.valueOf(report.leftOut()),
          String.valueOf(report.atoms()),
          String.valueOf(report.periodicFrames()),
          forces
              ? NumberFormats.decimals(report.forceRmsEvPerAngstrom(), 3)
              : NumberFormats.MISSING,
          forces
              ? String.format(Locale.ROOT, "%.2g", report.meanNetForceEvPerAngstrom())
              : NumberFormats.MISSING);
    }
    page.table(table);
    long frames = reports.stream().mapToLong(AuditReport::frames).sum();
    page.definitions(
        new DefinitionList()
            .add("formulas", counts(AuditReport::formulas, frames))
            .add(
                "atoms of a frame",
                sizes().isEmpty()
                    ? NumberFormats.MISSING
                    : sizes().size() == 1
                        ? String.valueOf(sizes().firstKey())
                        : sizes().firstKey() + " to " + sizes().lastKey())
            .add("columns", counts(AuditReport::columns, frames))
            .add("keys", counts(AuditReport::keys, frames)));
  }

  private String counts(Function<AuditReport, Map<String, Long>> part, long frames) {
    Map<String, Long> sums = new LinkedHashMap<>();
    reports.forEach(
        report -> part.apply(report).forEach((name, count) -> sums.merge(name, count, Long::sum)));
    return sums.entrySet().stream()
        .map(
            each ->
                each.getValue() == frames
                    ? each.getKey()
                    : each.getKey() + " (" + Plural.of(each.getValue(), "frame") + ")")
        .collect(Collectors.joining(", "));
  }

  private void forces(List<AuditReport.ElementForces> forces) {
    Map<String, List<AuditReport.ElementForces>> elements =
        forces.stream()
            .collect(
                Collectors.groupingBy(
                    AuditReport.ElementForces::element, TreeMap::new, Collectors.toList()));
    long all = forces.stream().mapToLong(AuditReport.ElementForces::atoms).sum();
    Table table =
        new Table("element", "atoms", "share", "RMS (eV/Å)", "largest |F| (eV/Å)", "zero forces");
    List<Panel> panels = new ArrayList<>();
    elements.forEach(
        (element, parts) -> {
          table.row(row(element, parts, all));
          SizeHistograms.logarithmic(
                  "force-" + element,
                  "Force on " + element,
                  "|F| (eV/Å)",
                  "atoms",
                  LogarithmicCounts.sum(
                      parts.stream().map(AuditReport.ElementForces::norms).toList()))
              .ifPresent(panels::add);
        });
    page.table(table);
    Optional<HistogramPanel> netForce =
        SizeHistograms.logarithmic(
            "net-force",
            "Net force of a frame",
            "|sum of forces| (eV/Å)",
            "frames",
            LogarithmicCounts.sum(reports.stream().map(AuditReport::netForces).toList()));
    netForce.ifPresent(panels::add);
    SortedMap<Integer, Long> sizes = sizes();
    if (sizes.size() > 1) {
      panels.add(SizeHistograms.atoms(sizes));
    }
    page.panels(panels, 3);
    if (netForce.isEmpty()) {
      page.remark("The net force of every frame is below 0.0001 eV/Å.");
    }
    Optional<String> largest =
        reports.stream()
            .max((a, b) -> Double.compare(largest(a), largest(b)))
            .flatMap(AuditReport::largestForce);
    largest.ifPresent(place -> page.remark("The largest force is at " + place + "."));
  }

  private SortedMap<Integer, Long> sizes() {
    SortedMap<Integer, Long> sizes = new TreeMap<>();
    reports.forEach(
        report -> report.sizes().forEach((size, count) -> sizes.merge(size, count, Long::sum)));
    return sizes;
  }

  private static double largest(AuditReport report) {
    return report.elements().stream()
        .mapToDouble(AuditReport.ElementForces::largestEvPerAngstrom)
        .max()
        .orElse(0);
  }

  private static List<String> row(String element, List<AuditReport.ElementForces> parts, long all) {
    long atoms = 0;
    long zeros = 0;
    double squares = 0;
    double largest = 0;
    for (AuditReport.ElementForces part : parts) {
      atoms += part.atoms();
      zeros += part.zeros();
      squares += part.atoms() * part.rmsEvPerAngstrom() * part.rmsEvPerAngstrom();
      largest = Math.max(largest, part.largestEvPerAngstrom());
    }
    return List.of(
        element,
        String.valueOf(atoms),
        String.format(Locale.ROOT, "%.1f %%", 100.0 * atoms / all),
        NumberFormats.decimals(Math.sqrt(squares / atoms), 3),
        NumberFormats.decimals(largest, 2),
        String.valueOf(zeros));
  }

  private void contacts() {
    SortedMap<String, AuditReport.Contact> closest = new TreeMap<>();
    reports.stream()
        .flatMap(report -> report.contacts().stream())
        .forEach(
            contact ->
                closest.merge(
                    contact.elements(),
                    contact,
                    (a, b) -> a.distanceAngstrom() <= b.distanceAngstrom() ? a : b));
    Table table = new Table("elements", "distance (Å)", "where");
    closest
        .values()
        .forEach(
            contact ->
                table.row(
                    contact.elements(),
                    NumberFormats.decimals(contact.distanceAngstrom(), 3),
                    contact.place()));
    page.table(table);
  }
}
