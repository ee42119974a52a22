package vane.report.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import vane.evaluation.AngleSamples;
import vane.evaluation.ErrorSummary;
import vane.evaluation.Evaluation;
import vane.evaluation.EvaluationDetails;
import vane.evaluation.ForceSamples;
import vane.evaluation.MoleculeErrors;
import vane.evaluation.UncertaintySamples;
import vane.io.output.EarlierOutput;
import vane.report.force.ForceAngleDensity;
import vane.report.force.ForceErrorTable;
import vane.report.page.CaptionedPanel;
import vane.report.page.DefinitionList;
import vane.report.page.HtmlPage;
import vane.report.page.NumberFormats;
import vane.report.page.ReportFolder;
import vane.report.page.ScriptedPart;
import vane.report.page.SoftwareVersions;
import vane.report.page.Table;
import vane.report.plot.Axis;
import vane.report.plot.CountColourScale;
import vane.report.plot.Histogram2D;
import vane.report.plot.PanelTitle;
import vane.structure.Element;

/** The page of an evaluation. */
public final class EvaluationReport {
  private static final String TITLE = "Evaluation of ";

  /** How an earlier page of an evaluation is recognised. */
  public static final EarlierOutput EARLIER =
      EarlierOutput.page("a report of evaluate", TITLE.strip());

  /** How many molecules have panels at most: those with the most atoms. */
  static final int MOLECULES_DRAWN = 12;

  /** How many molecules have a row in the table at most: those with the most atoms. */
  static final int MOLECULES_LISTED = 500;

  private final EvaluationDetails details;
  private final HtmlPage page;

  private EvaluationReport(EvaluationDetails details) {
    this.details = details;
    this.page = new HtmlPage(TITLE + details.evaluation().model());
  }

  /**
   * Writes {@code report.html}.
   *
   * @param details the evaluation with its angles
   * @param tested the files that were tested, as the user named them
   * @param vaneVersion the version of Vane that made it
   * @param folder where to
   * @return the page
   * @throws vane.io.output.OutputFileException if it cannot be written
   */
  public static Path write(
      EvaluationDetails details, List<String> tested, String vaneVersion, ReportFolder folder) {
    return write(details, Optional.empty(), tested, vaneVersion, folder);
  }

  /**
   * As above, with structures.
   *
   * @param details the evaluation with its angles
   * @param structures the part with frames that are worth a look
   * @param tested the files that were tested, as the user named them
   * @param vaneVersion the version of Vane that made it
   * @param folder where to
   * @return the page
   * @throws vane.io.output.OutputFileException if it cannot be written
   */
  public static Path write(
      EvaluationDetails details,
      Optional<ScriptedPart> structures,
      List<String> tested,
      String vaneVersion,
      ReportFolder folder) {
    folder.write(
        "report.html", new EvaluationReport(details).html(structures, tested, vaneVersion));
    return folder.page();
  }

  private String html(Optional<ScriptedPart> structures, List<String> tested, String vaneVersion) {
    Evaluation evaluation = details.evaluation();
    page.paragraph(
        "Force errors are of force components: root mean square (RMSE) and mean absolute (MAE)."
            + " Angles are between predicted and true force, in degrees. The weighted mean weights each"
            + " angle by the squared norm of the true force. Atoms with zero force are counted and"
            + " left out of the angles.");
    page.heading("Errors");
    Table errors = errorTable("element");
    evaluation
        .elements()
        .forEach((element, summary) -> errors.row(errorRow(element.symbol(), summary)));
    errors.row(errorRow("all", evaluation.all()));
    page.table(errors);
    if (evaluation.all().largestError().isPresent()) {
      page.heading("Forces and their uncertainties");
      ForceErrorTable.addWithPlaces(page, evaluation);
    }
    if (evaluation.energies().frames() > 0 || evaluation.stresses().frames() > 0) {
      page.heading("Energies and stresses");
      energies(evaluation);
    }
    if (structures.isPresent()) {
      page.heading("Structures");
      page.scripted(structures.get());
    }
    page.heading("Elements");
    details.elements().forEach(this::element);
    if (!details.molecules().isEmpty()) {
      page.heading("Molecules");
      molecules(details.molecules());
    }
    page.heading("Statuses of the predictions");
    page.table(statuses(evaluation));
    page.heading("What was evaluated");
    DefinitionList evaluated =
        new DefinitionList()
            .add("model", evaluation.model())
            .add("files", String.join(", ", tested))
            .add("frames", String.valueOf(evaluation.frames()))
            .add("atoms of unknown elements, left out", String.valueOf(evaluation.skippedAtoms()))
            .add(
                "net force",
                evaluation.netForceRemoved() ? "removed from predictions" : "as predicted");
    page.definitions(SoftwareVersions.addTo(evaluated, vaneVersion));
    return page.html();
  }

  private void energies(Evaluation evaluation) {
    Table table = new Table("", "frames", "RMSE", "MAE");
    if (evaluation.energies().frames() > 0) {
      table.row(
          List.of(
              "energy (meV/atom)",
              String.valueOf(evaluation.energies().frames()),
              NumberFormats.decimals(evaluation.energies().rmseMevPerAtom(), 3),
              NumberFormats.decimals(evaluation.energies().maeMevPerAtom(), 3)));
    }
    if (evaluation.stresses().frames() > 0) {
      table.row(
          List.of(
              "stress (GPa)",
              String.valueOf(evaluation.stresses().frames()),
              NumberFormats.decimals(evaluation.stresses().rmseGpa(), 4),
              NumberFormats.MISSING));
    }
    page.table(table);
    page.remark(
        "The zero of the energy is arbitrary, so the mean difference of the frames of each chemical"
            + " formula is taken off. Frames that are the only one of their formula are left out: "
            + evaluation.energies().framesAlone()
            + ".");
  }

  private static Table errorTable(String first) {
    return new Table(
        first,
        "force RMSE (eV/Å)",
        "force MAE (eV/Å)",
        "atoms",
        "weighted mean (°)",
        "mean (°)",
        "median (°)",
        "cosine");
  }

  private static List<String> errorRow(String name, ErrorSummary summary) {
    return List.of(
        name,
        NumberFormats.decimals(summary.forceRmseEvPerAngstrom(), 4),
        NumberFormats.decimals(summary.forceMaeEvPerAngstrom(), 4),
        String.valueOf(summary.environments()),
        NumberFormats.decimals(summary.weightedMeanAngleDeg(), 2),
        NumberFormats.decimals(summary.meanAngleDeg(), 2),
        NumberFormats.decimals(summary.medianAngleDeg(), 2),
        NumberFormats.decimals(summary.meanCosine(), 4));
  }

  private void element(Element element, AngleSamples samples) {
    page.subheading(element.symbol());
    String name = "element-" + element.symbol();
    panels(name, samples);
    ErrorSummary summary = details.evaluation().elements().get(element);
    List<CaptionedPanel> figures = new ArrayList<>();
    ForceSamples forces = details.forces().get(element);
    if (forces != null) {
      figures.add(ForceParityPlot.panel(name + "-parity", forces, summary));
    }
    UncertaintySamples uncertainties = details.uncertainties().get(element);
    if (uncertainties != null) {
      figures.add(
          UncertaintyPlots.errorAgainstUncertainty(name + "-uncertainty", uncertainties, summary));
      figures.add(UncertaintyPlots.calibration(name + "-calibration", uncertainties, summary));
    }
    if (!figures.isEmpty()) {
      page.figures(figures, 3);
    }
  }

  private void panels(String name, AngleSamples samples) {
    if (samples.size() == 0) {
      page.paragraph("There are no angles.");
      return;
    }
    Axis force = ForceAngleDensity.forceAxis(samples);
    Histogram2D counts = ForceAngleDensity.counts(samples, force);
    page.panels(
        List.of(
            AngleHistograms.angles(name + "-angle", samples),
            ForceAngleDensity.panel(
                name + "-density",
                new PanelTitle("", "Angle and force norm"),
                counts,
                force,
                new CountColourScale(Math.max(1, counts.max()))),
            AngleHistograms.cosines(name + "-cosine", samples)),
        3);
    Optional<String> notShown = ForceAngleDensity.notShown(counts);
    notShown.ifPresent(page::remark);
  }

  private void molecules(SortedMap<String, MoleculeErrors> molecules) {
    List<Map.Entry<String, MoleculeErrors>> byAtoms = new ArrayList<>(molecules.entrySet());
    byAtoms.sort(
        Comparator.comparingLong(
                (Map.Entry<String, MoleculeErrors> entry) -> -entry.getValue().all().environments())
            .thenComparing(Map.Entry::getKey));
    TreeSet<Element> elements = new TreeSet<>(details.elements().keySet());
    List<String> head =
        new ArrayList<>(List.of("molecule", "force RMSE (eV/Å)", "frames", "atoms", "all (°)"));
    elements.forEach(element -> head.add(element.symbol() + " (°)"));
    Table table = new Table(head.toArray(new String[0]));
    byAtoms.stream()
        .limit(MOLECULES_LISTED)
        .forEach(entry -> table.row(moleculeRow(entry.getKey(), entry.getValue(), elements)));
    page.table(table);
    page.remark(
        "Angles are weighted means. The name of a molecule is the value of the key \"molecule\" of the"
            + " frame, or else its chemical formula."
            + (byAtoms.size() > MOLECULES_LISTED
                ? " Of "
                    + byAtoms.size()
                    + " molecules, the "
                    + MOLECULES_LISTED
                    + " with the most atoms are listed."
                : ""));
    byAtoms.stream()
        .limit(MOLECULES_DRAWN)
        .forEach(
            entry -> {
              page.subheading(entry.getKey());
              panels("molecule", entry.getValue().samples());
            });
    if (byAtoms.size() > MOLECULES_DRAWN) {
      page.remark(
          "Plots are shown for the "
              + MOLECULES_DRAWN
              + " of "
              + byAtoms.size()
              + " molecules with the most atoms.");
    }
  }

  private static List<String> moleculeRow(
      String name, MoleculeErrors errors, TreeSet<Element> elements) {
    List<String> row = new ArrayList<>();
    row.add(name);
    row.add(NumberFormats.decimals(errors.all().forceRmseEvPerAngstrom(), 4));
    row.add(String.valueOf(errors.frames()));
    row.add(String.valueOf(errors.all().environments()));
    row.add(NumberFormats.decimals(errors.all().weightedMeanAngleDeg(), 2));
    for (Element element : elements) {
      ErrorSummary summary = errors.elements().get(element);
      row.add(
          summary == null
              ? NumberFormats.MISSING
              : NumberFormats.decimals(summary.weightedMeanAngleDeg(), 2));
    }
    return row;
  }

  private static Table statuses(Evaluation evaluation) {
    List<String> labels = new ArrayList<>(evaluation.all().statuses().keySet());
    List<String> head = new ArrayList<>(List.of("element", "zero force", "no direction"));
    head.addAll(labels);
    Table table = new Table(head.toArray(new String[0]));
    evaluation
        .elements()
        .forEach(
            (element, summary) -> {
              List<String> row = new ArrayList<>();
              row.add(element.symbol());
              row.add(String.valueOf(summary.zeroForce()));
              row.add(String.valueOf(summary.noDirection()));
              labels.forEach(
                  label -> row.add(String.valueOf(summary.statuses().getOrDefault(label, 0L))));
              table.row(row);
            });
    return table;
  }
}
