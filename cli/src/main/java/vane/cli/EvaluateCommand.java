package vane.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vane.Version;
import vane.evaluation.ErrorSummary;
import vane.evaluation.Evaluation;
import vane.evaluation.EvaluationAccumulator;
import vane.evaluation.EvaluationJson;
import vane.evaluation.MoleculeName;
import vane.io.output.PendingFile;
import vane.io.xyz.Frame;
import vane.io.xyz.TrajectoryPath;
import vane.model.AtomStatus;
import vane.model.ForceModel;
import vane.model.ForcePrediction;
import vane.parallel.WorkerPool;
import vane.report.EvaluationReport;
import vane.report.ReportFolder;

/** {@code vane evaluate}: how good a model is on frames whose forces are known. */
@Command(
    name = "evaluate",
    description = "Compares a model's predictions with known forces.",
    footer = {
      "",
      "Angles are in degrees; the weighted mean weighs each angle with the squared norm of the",
      "force. Atoms with zero force are counted and left out of the angles.",
      "",
      "Examples:",
      "  vane evaluate alkanes.vane data/alkanes/heptane-run3.xyz.gz@::100",
      "  vane evaluate alkanes.vane test.xyz --forces-key REF_forces --json errors.json",
      "  vane evaluate alkanes.vane test.xyz --report errors"
    })
final class EvaluateCommand implements Callable<Integer> {
  @Mixin private ModelOptions modelOptions;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "TEST.xyz",
      description = "Trajectories with forces; a choice of frames may follow: run.xyz@0:100:10.")
  private List<String> inputs;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the figures to a JSON file too.")
  private Path json;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = {
        "Write report.html into this folder: pictures and tables for each element and molecule.",
        "A molecule is the key 'molecule' of a frame, or else its chemical formula."
      })
  private Path report;

  @Mixin private TrajectoryOptions trajectory;
  @Mixin private RunOptions run;

  @Override
  public Integer call() throws IOException {
    List<TrajectoryPath> paths = inputs.stream().map(TrajectoryPath::parse).toList();
    if (json != null) {
      PendingFile.requireWritable(json);
    }
    if (report != null) {
      ReportFolder.requireWritable(report);
    }
    ForceModel model = modelOptions.open();
    EvaluationAccumulator accumulator = new EvaluationAccumulator();
    try (WorkerPool pool = run.pool();
        StageProgress progress = new StageProgress(run)) {
      FramePredictor predictor =
          new FramePredictor(model, modelOptions.skipUnknown(), pool, progress);
      progress.stage("evaluating", 0);
      for (TrajectoryPath path : paths) {
        Trajectories.readWithForces(
            path,
            trajectory.forceColumn(),
            run,
            (batch, forces) -> {
              List<ForcePrediction> predictions = predictor.predict(batch);
              for (int i = 0; i < batch.size(); i++) {
                Frame frame = batch.get(i);
                if (report != null) {
                  accumulator.add(
                      frame.structure(), forces.get(i), predictions.get(i), MoleculeName.of(frame));
                } else {
                  accumulator.add(frame.structure(), forces.get(i), predictions.get(i));
                }
              }
            });
      }
    }
    String name = modelOptions.file().getFileName().toString();
    Evaluation evaluation = accumulator.evaluation(name);
    if (json != null) {
      PendingFile.write(json, EvaluationJson.text(evaluation));
    }
    print(evaluation, run.out());
    Optional.ofNullable(report)
        .map(ReportFolder::create)
        .ifPresent(
            target -> {
              Path page =
                  EvaluationReport.write(accumulator.details(name), inputs, Version.text(), target);
              run.remark("wrote " + page);
            });
    return ExitStatus.DONE;
  }

  private static void print(Evaluation evaluation, PrintWriter out) {
    out.printf(
        "%-8s %12s %14s %10s %10s %10s %12s %12s%n",
        "element", "atoms", "weighted mean", "mean", "median", "cosine", "force MAE", "force RMSE");
    out.printf(
        "%-8s %12s %14s %10s %10s %10s %12s %12s%n",
        "", "", "deg", "deg", "deg", "", "eV/Å", "eV/Å");
    evaluation.elements().forEach((element, errors) -> row(element.symbol(), errors, out));
    row("all", evaluation.all(), out);
    ErrorSummary all = evaluation.all();
    note(all.zeroForce(), "zero force, left out of the angles", out);
    note(all.noDirection(), "no predicted direction, left out of the angles", out);
    note(evaluation.skippedAtoms(), "unknown elements, left out of everything", out);
    all.statuses()
        .forEach(
            (label, count) -> {
              if (!label.equals(AtomStatus.OK.label())) {
                note(count, "status " + label, out);
              }
            });
  }

  private static void note(long atoms, String what, PrintWriter out) {
    if (atoms > 0) {
      out.printf("%-8s %12d %s%n", "", atoms, what);
    }
  }

  private static void row(String name, ErrorSummary errors, PrintWriter out) {
    out.printf(
        "%-8s %12d %14s %10s %10s %10s %12s %12s%n",
        name,
        errors.environments(),
        number(errors.weightedMeanAngleDeg(), 2),
        number(errors.meanAngleDeg(), 2),
        number(errors.medianAngleDeg(), 2),
        number(errors.meanCosine(), 4),
        number(errors.forceMaeEvPerAngstrom(), 4),
        number(errors.forceRmseEvPerAngstrom(), 4));
  }

  private static String number(OptionalDouble value, int decimals) {
    return value.isPresent()
        ? String.format(Locale.ROOT, "%." + decimals + "f", value.getAsDouble())
        : "-";
  }
}
