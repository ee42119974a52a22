package vane.report.evaluation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vane.evaluation.AngleSamples;
import vane.evaluation.ErrorSummary;
import vane.evaluation.Evaluation;
import vane.evaluation.EvaluationDetails;
import vane.evaluation.ParitySamples;
import vane.evaluation.UncertaintySamples;
import vane.io.output.EarlierOutput;
import vane.report.force.ForceErrorTable;
import vane.report.page.CaptionedPanel;
import vane.report.page.DefinitionList;
import vane.report.page.HtmlPage;
import vane.report.page.NumberFormats;
import vane.report.page.ReportFolder;
import vane.report.page.ScriptedPart;
import vane.report.page.SoftwareVersions;
import vane.report.page.Table;
import vane.structure.Element;

/** The page of an evaluation. */
public final class EvaluationReport {
  private static final String TITLE = "Evaluation of ";

  /** How an earlier page of an evaluation is recognised. */
  public static final EarlierOutput EARLIER =
      EarlierOutput.page("a report of evaluate", TITLE.strip());

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
   * @param cost what the model costs
   * @param structures the part with frames that are worth a look, if there is one
   * @param tested the files that were tested, as the user named them
   * @param vaneVersion the version of Vane that made it
   * @param folder where to
   * @return the page
   * @throws vane.io.output.OutputFileException if it cannot be written
   */
  public static Path write(
      EvaluationDetails details,
      RunCost cost,
      Optional<ScriptedPart> structures,
      List<String> tested,
      String vaneVersion,
      ReportFolder folder) {
    folder.write(
        ReportFolder.PAGE,
        new EvaluationReport(details).html(cost, structures, tested, vaneVersion));
    return folder.page();
  }

  private String html(
      RunCost cost, Optional<ScriptedPart> structures, List<String> tested, String vaneVersion) {
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
    if (details.elements().values().stream().anyMatch(samples -> samples.size() > 0)) {
      page.heading("Distributions");
      distributions(evaluation);
    }
    if (structures.isPresent()) {
      page.heading("Structures");
      page.scripted(structures.get());
    }
    if (!details.elements().isEmpty()) {
      page.heading("Elements");
      elements();
    }
    if (!details.molecules().isEmpty()) {
      page.heading("Molecules");
      MoleculeSection.add(page, details.molecules(), details.elements().keySet());
    }
    page.heading("Statuses of the predictions");
    page.table(statuses(evaluation));
    page.heading("Cost");
    CostSection.add(page, cost);
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
    List<CaptionedPanel> figures = new ArrayList<>();
    if (details.energies().size() > 0) {
      figures.add(ParityPlots.energies(details.energies(), evaluation));
    }
    if (details.stresses().size() > 0) {
      figures.add(ParityPlots.stresses(details.stresses(), evaluation));
    }
    if (!figures.isEmpty()) {
      page.figures(figures, 4);
    }
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

  private void distributions(Evaluation evaluation) {
    List<CaptionedPanel> figures = new ArrayList<>();
    if (!details.forces().isEmpty()) {
      figures.add(DistributionPlots.forceErrors(details.forces()));
    }
    figures.add(DistributionPlots.angles(details.elements()));
    if (details.forces().isEmpty()) {
      figures.add(DistributionPlots.cosines(details.elements()));
    }
    if (!details.uncertainties().isEmpty()) {
      figures.add(UncertaintyPlots.calibration(details.uncertainties(), evaluation));
    }
    page.figures(figures, 3);
  }

  private void elements() {
    if (details.forces().isEmpty()) {
      List<CaptionedPanel> figures = new ArrayList<>();
      details.elements().forEach((element, samples) -> addAngles(figures, element, samples));
      page.figures(figures, 4);
      return;
    }
    page.paragraph(
        "Colours count atoms or force components in cells, on a logarithmic scale. In the first two"
            + " plots of an element exact predictions lie on the line. In the third the dashed line is"
            + " the angle by which an error of the usual size (RMSE) turns a force: small forces are"
            + " turned further."
            + (details.uncertainties().isEmpty()
                ? ""
                : " In the fourth an error is that of a component (root mean square over the three of"
                    + " an atom); the discs are root mean squares over tenths of the atoms, from the"
                    + " least uncertain to the most. They lie on the line if errors are as large as"
                    + " expected."));
    details.elements().forEach(this::element);
  }

  private void element(Element element, AngleSamples samples) {
    page.subheading(element.symbol());
    String name = "element-" + element.symbol();
    ErrorSummary summary = details.evaluation().elements().get(element);
    List<CaptionedPanel> figures = new ArrayList<>();
    ParitySamples forces = details.forces().get(element);
    if (forces != null) {
      figures.add(ParityPlots.components(name + "-parity", element.symbol(), forces, summary));
      figures.add(ParityPlots.norms(name + "-norms", element.symbol(), forces));
    }
    addAngles(figures, element, samples);
    UncertaintySamples uncertainties = details.uncertainties().get(element);
    if (uncertainties != null) {
      figures.add(
          UncertaintyPlots.errorAgainstUncertainty(
              name + "-uncertainty", element.symbol(), uncertainties, summary));
    }
    if (!figures.isEmpty()) {
      page.figures(figures, 4);
    }
  }

  private void addAngles(List<CaptionedPanel> figures, Element element, AngleSamples samples) {
    if (samples.size() == 0) {
      page.paragraph(element.symbol() + ": there are no angles.");
      return;
    }
    ErrorSummary summary = details.evaluation().elements().get(element);
    figures.add(
        AngleNormPlot.of(
            "element-" + element.symbol() + "-density",
            element.symbol(),
            samples,
            summary.forceRmseEvPerAngstrom(),
            "Weighted mean angle "
                + NumberFormats.decimals(summary.weightedMeanAngleDeg(), 2)
                + "°."));
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
