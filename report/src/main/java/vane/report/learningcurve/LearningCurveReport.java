package vane.report.learningcurve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import vane.evaluation.ErrorSummary;
import vane.io.output.EarlierOutput;
import vane.learningcurve.CurveError;
import vane.learningcurve.LearningCurve;
import vane.learningcurve.LearningCurveTables;
import vane.report.drawing.Drawing;
import vane.report.drawing.PngPainter;
import vane.report.drawing.SvgWriter;
import vane.report.page.CaptionedPanel;
import vane.report.page.DefinitionList;
import vane.report.page.HtmlPage;
import vane.report.page.NumberFormats;
import vane.report.page.ReportFolder;
import vane.report.page.SoftwareVersions;
import vane.report.page.Table;
import vane.report.plot.LinePanel;
import vane.structure.Element;

/** The folder of a learning curve: a page, its plot as SVG and PNG, its numbers as JSON and CSV. */
public final class LearningCurveReport {
  private static final String TITLE = "Learning curve";
  private static final String NAME = "learning-curve";

  /** How an earlier page is recognised. */
  public static final EarlierOutput EARLIER =
      EarlierOutput.page("a report of a learning curve", TITLE);

  /** The files beside the page. */
  public static final List<String> FILES =
      List.of(NAME + ".svg", NAME + ".png", NAME + ".json", NAME + ".csv");

  private static final double WIDTH = 480;
  private static final double HEIGHT = 380;
  private static final double TYPE_SIZE = 12;
  private static final double WIDTH_MM = 120;
  private static final double DOTS_PER_PX = 3;

  private final LearningCurve curve;
  private final CurveError error;

  private LearningCurveReport(LearningCurve curve) {
    this.curve = curve;
    this.error = curve.error();
  }

  /**
   * Writes the page and the files beside it.
   *
   * @param curve the curve
   * @param settings what the models were trained with, and on how many threads
   * @param files the files of the frames, as the user named them
   * @param vaneVersion the version of Vane that made it
   * @param folder where to
   * @throws vane.io.output.OutputFileException if a file cannot be written
   */
  public static void write(
      LearningCurve curve,
      String settings,
      List<String> files,
      String vaneVersion,
      ReportFolder folder) {
    LinePanel panel = LearningCurvePlot.panel(curve);
    Drawing drawing = panel.drawing(WIDTH, HEIGHT, TYPE_SIZE);
    folder.write(NAME + ".svg", SvgWriter.file(drawing, WIDTH_MM));
    folder.write(NAME + ".png", PngPainter.png(drawing, DOTS_PER_PX, WIDTH_MM));
    folder.write(NAME + ".json", LearningCurveTables.json(curve));
    folder.write(NAME + ".csv", LearningCurveTables.csv(curve));
    folder.write(
        ReportFolder.PAGE,
        new LearningCurveReport(curve).html(panel, settings, files, vaneVersion));
  }

  /**
   * What the last doubling of the frames brought.
   *
   * @param curve the curve
   * @return a sentence; empty if errors are not known
   */
  public static Optional<String> lastDoubling(LearningCurve curve) {
    LearningCurve.Point last = curve.points().get(curve.points().size() - 1);
    LearningCurve.Point before = curve.points().get(curve.points().size() - 2);
    CurveError error = curve.error();
    List<String> changes = new ArrayList<>();
    for (Element element : LearningCurvePlot.shown(curve)) {
      OptionalDouble from = of(before.heldOut().elements().get(element), error);
      OptionalDouble to = of(last.heldOut().elements().get(element), error);
      if (from.isPresent() && to.isPresent() && from.getAsDouble() > 0) {
        double change = 100 * (to.getAsDouble() / from.getAsDouble() - 1);
        changes.add(
            element.symbol()
                + " "
                + (change > 0 ? "+" : "")
                + NumberFormats.decimals(change, 0)
                + " %");
      }
    }
    return changes.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "from "
                + before.frames()
                + " to "
                + last.frames()
                + " frames the "
                + error.words()
                + " on what is held out changes by "
                + String.join(", ", changes));
  }

  /**
   * That the settings limit how many atoms are learnt from.
   *
   * @param curve the curve
   * @return a sentence, if they do
   */
  public static Optional<String> limit(LearningCurve curve) {
    return curve.limitedElements().isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the last model learnt from fewer atoms of "
                + curve.limitedElements().stream()
                    .map(Element::symbol)
                    .collect(Collectors.joining(" and "))
                + " than its frames hold, as --training-environments limits them");
  }

  private static OptionalDouble of(ErrorSummary summary, CurveError error) {
    return summary == null ? OptionalDouble.empty() : error.of(summary);
  }

  private String html(LinePanel panel, String settings, List<String> files, String vaneVersion) {
    HtmlPage page = new HtmlPage(TITLE);
    page.paragraph(
        "Models were trained on parts of the frames, each twice as large as the one before and with"
            + " all of its frames. All are compared with the same frames, which none has learnt from:"
            + " blocks of time of each trajectory. Where the line of what is held out still falls,"
            + " more frames help. Where it is level with the dashed line of what was learnt from, a"
            + " model with more functions can help.");
    page.figures(
        List.of(
            new CaptionedPanel(
                panel,
                sentence(lastDoubling(curve))
                    + sentence(limit(curve))
                    + LearningCurvePlot.notDrawn(curve))),
        3);
    page.heading("Numbers: " + error.words());
    page.table(table());
    page.remark(
        "Environments are the atoms of the element that the model learnt from. Errors on what was"
            + " learnt from are of as many frames as are held out at most. Frames that follow each other closely in time are alike: of one"
            + " short trajectory all errors are too small. Times are of the training"
            + " alone, CPU that of all processors together. "
            + String.join(", ", FILES)
            + " beside this page hold plot and numbers.");
    page.heading("What was trained");
    page.definitions(
        SoftwareVersions.addTo(
            new DefinitionList()
                .add("files", String.join(", ", files))
                .add("frames", curve.frames() + ", of which held out " + curve.heldOutFrames())
                .add("training", settings),
            vaneVersion));
    return page.html();
  }

  private static String sentence(Optional<String> words) {
    return words
        .map(text -> Character.toUpperCase(text.charAt(0)) + text.substring(1) + ". ")
        .orElse("");
  }

  private Table table() {
    Table table =
        new Table(
            "frames",
            "element",
            "held out (" + error.unit() + ")",
            "learnt from (" + error.unit() + ")",
            "environments",
            "time (s)",
            "CPU (s)");
    for (LearningCurve.Point point : curve.points()) {
      for (Element element : curve.elements()) {
        table.row(
            String.valueOf(point.frames()),
            element.symbol(),
            text(of(point.heldOut().elements().get(element), error)),
            text(of(point.training().elements().get(element), error)),
            String.valueOf(point.trainingEnvironments().getOrDefault(element, 0L)),
            NumberFormats.decimals(point.seconds(), 1),
            NumberFormats.decimals(point.cpuSeconds(), 1));
      }
    }
    return table;
  }

  private String text(OptionalDouble value) {
    return NumberFormats.decimals(value, error.decimals());
  }
}
