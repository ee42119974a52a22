package vane.cli.training;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import picocli.CommandLine.Option;
import vane.Plural;
import vane.Version;
import vane.cli.program.RunOptions;
import vane.evaluation.ErrorSummary;
import vane.io.output.WriteCheck;
import vane.io.pipe.PipeTarget;
import vane.learningcurve.CurveError;
import vane.learningcurve.LearningCurve;
import vane.report.learningcurve.LearningCurveReport;
import vane.report.page.NumberFormats;
import vane.report.page.ReportFolder;
import vane.structure.Element;

/** Whether a learning curve is measured, and where it goes. */
final class LearningCurveOption {
  private static final String ROW = "%7s  %-7s %12s %16s %16s %9s %9s%n";

  @Option(
      names = "--learning-curve",
      paramLabel = "DIR",
      description = {
        "Also train on an eighth, a fourth, a half and all of the frames but a seventh that is held",
        "out, and write the errors into this folder: report.html, a plot (SVG, PNG), JSON and CSV.",
        "The model is the same as without it. Takes three to five times as long."
      })
  private Path folder;

  /** Whether a curve is asked for. */
  boolean isGiven() {
    return folder != null;
  }

  /**
   * Makes sure that it can be written, if it is asked for.
   *
   * @param check the check of the command
   * @throws vane.InputException if it cannot, or a file of another kind would be lost
   */
  void require(WriteCheck check) {
    if (!isGiven()) {
      return;
    }
    check.require(ReportFolder.page(folder), LearningCurveReport.EARLIER);
    LearningCurveReport.FILES.forEach(
        file ->
            check.require(
                folder.resolve(file),
                LearningCurveReport.EARLIER.beside(
                    ReportFolder.page(folder).getFileName().toString())));
    ReportFolder.requireWritable(folder);
  }

  /** Writes the curve, and prints it unless the model goes to standard output. */
  void write(
      LearningCurve curve, String settings, List<String> inputs, Path model, RunOptions run) {
    ReportFolder target = ReportFolder.create(folder);
    LearningCurveReport.write(curve, settings, inputs, Version.text(), target);
    if (PipeTarget.of(model).filter(PipeTarget::isStandardOutput).isEmpty()) {
      print(curve, run.out());
    }
    LearningCurveReport.lastDoubling(curve).ifPresent(run::remark);
    LearningCurveReport.limit(curve).ifPresent(run::remark);
    run.remark("wrote " + target.page());
  }

  private static void print(LearningCurve curve, PrintWriter out) {
    CurveError error = curve.error();
    out.printf(
        "learning curve: %s on %s held out of %d%n",
        error.words(), Plural.of(curve.heldOutFrames(), "frame"), curve.frames());
    out.printf(ROW, "frames", "element", "environments", "held out", "learnt from", "time", "CPU");
    out.printf(ROW, "", "", "", error.unit(), error.unit(), "s", "s");
    for (LearningCurve.Point point : curve.points()) {
      for (Element element : curve.elements()) {
        out.printf(
            ROW,
            point.frames(),
            element.symbol(),
            point.trainingEnvironments().getOrDefault(element, 0L),
            text(error, point.heldOut().elements().get(element)),
            text(error, point.training().elements().get(element)),
            NumberFormats.decimals(point.seconds(), 1),
            point.cpuSeconds().isPresent()
                ? NumberFormats.decimals(point.cpuSeconds().getAsDouble(), 1)
                : "-");
      }
    }
    out.flush();
  }

  private static String text(CurveError error, ErrorSummary summary) {
    OptionalDouble value = summary == null ? OptionalDouble.empty() : error.of(summary);
    return value.isPresent() ? NumberFormats.decimals(value.getAsDouble(), error.decimals()) : "-";
  }
}
