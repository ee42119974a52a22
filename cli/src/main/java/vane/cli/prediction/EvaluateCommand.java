package vane.cli.prediction;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vane.Version;
import vane.audit.FrameBatches;
import vane.audit.LabelledFrame;
import vane.cli.data.Trajectories;
import vane.cli.data.TrajectoryOptions;
import vane.cli.program.ExitStatus;
import vane.cli.program.ForceOption;
import vane.cli.program.RunOptions;
import vane.cli.program.StageProgress;
import vane.evaluation.EnergyComparison;
import vane.evaluation.EvaluationAccumulator;
import vane.evaluation.NotableFrames;
import vane.evaluation.PredictedFrame;
import vane.io.output.WriteCheck;
import vane.io.xyz.TrajectoryPath;
import vane.model.ForceModel;
import vane.model.ForcePrediction;
import vane.parallel.WorkerPool;
import vane.report.evaluation.EvaluationReport;
import vane.report.evaluation.RunCost;
import vane.report.page.ReportFolder;
import vane.report.viewer.EvaluatedFrames;

/** {@code vane evaluate}: how good a model is on frames whose forces are known. */
@Command(
    name = "evaluate",
    description =
        "Compares a model's predictions with known forces, and with energies and stresses.",
    footer = {
      "",
      "Angles are in degrees; the weighted mean weights each angle by the squared norm of the",
      "force. Atoms with zero force are counted and left out of the angles. If the model gives",
      "uncertainties, a second table says how far they can be trusted.",
      "",
      "Equivariant models are compared with energies (the key energy in eV) and stresses (the key",
      "stress in eV/Å³ with ASE's sign, or virial in eV), too, where frames have them. The zero of",
      "an energy learnt from forces alone is arbitrary, so the mean difference of the frames of each",
      "formula is taken off; for models that have learnt energies the errors before that are given,",
      "too.",
      "",
      "Examples:",
      "  vane evaluate alkanes.vane data/alkanes/heptane-run3.xyz.gz@::100",
      "  vane evaluate alkanes.vane test.xyz --forces-key REF_forces --json errors.json",
      "  vane evaluate alkanes.vane test.xyz --report errors",
      "  vane evaluate alkanes.vane test.xyz --chemiscope errors.json.gz"
    })
public final class EvaluateCommand implements Callable<Integer> {
  @Mixin private ModelOptions modelOptions;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "TEST.xyz",
      description =
          "Trajectories with forces, - for standard input; a selection of frames may follow: run.xyz@0:100:10.")
  private List<String> inputs;

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = {
        "Write report.html into this folder: plots and tables for each element and molecule, and",
        "the structures that matter with their forces as arrows.",
        "A molecule is the key 'molecule' of a frame, or else its chemical formula."
      })
  private Path report;

  @Mixin private EvaluationOptions options;
  @Mixin private TrajectoryOptions trajectory;
  @Mixin private ChemiscopeOption chemiscope;
  @Mixin private ForceOption force;
  @Mixin private RunOptions run;

  /** The command as picocli makes it. */
  public EvaluateCommand() {}

  @Override
  public Integer call() throws IOException {
    List<TrajectoryPath> paths = Trajectories.parse(inputs);
    requireOutputs(ForceOption.files(paths, modelOptions.file()));
    ForceModel model = modelOptions.open();
    EnergyComparison comparison = options.comparison(model, modelOptions.file());
    EvaluationAccumulator accumulator =
        new EvaluationAccumulator(report != null, modelOptions.removeNetForce(), comparison);
    NotableFrames shown = chemiscope.frames();
    NotableFrames inReport = EvaluatedFrames.choice();
    RunCost cost;
    try (WorkerPool pool = run.pool();
        StageProgress progress = new StageProgress(run)) {
      TimedPredictor predictor = new TimedPredictor(modelOptions.predictor(model, pool, progress));
      progress.stage("evaluating", 0);
      for (TrajectoryPath path : paths) {
        FrameBatches.readWithForces(
            path,
            trajectory.forceColumn(),
            trajectory.choices(false),
            Optional.empty(),
            run::warning,
            batch -> {
              List<ForcePrediction> predictions =
                  predictor.predict(batch.stream().map(LabelledFrame::frame).toList());
              for (int i = 0; i < batch.size(); i++) {
                LabelledFrame labelled = batch.get(i);
                accumulator.add(labelled, predictions.get(i));
                if (model.provenance().structures().contains(labelled.frame().structure())) {
                  accumulator.countLearnt();
                }
                if (chemiscope.isGiven() || report != null) {
                  PredictedFrame frame = shown(labelled, predictions.get(i), comparison);
                  if (chemiscope.isGiven()) {
                    shown.add(frame);
                  }
                  if (report != null) {
                    inReport.add(frame);
                  }
                }
              }
            });
      }
      cost = predictor.cost(model, modelOptions.file(), run.threads());
    }
    String name = modelOptions.file().getFileName().toString();
    options.tell(accumulator, name, run);
    if (chemiscope.isGiven()) {
      chemiscope.write(shown, modelOptions.file(), run);
    }
    Optional.ofNullable(report)
        .map(ReportFolder::create)
        .ifPresent(
            target -> {
              Path page =
                  EvaluationReport.write(
                      accumulator.details(name),
                      cost,
                      EvaluatedFrames.part(inReport),
                      inputs,
                      Version.text(),
                      target);
              run.remark("wrote " + page);
            });
    return ExitStatus.DONE;
  }

  /** With the known energy only where it can be compared: others are not looked at. */
  private static PredictedFrame shown(
      LabelledFrame labelled, ForcePrediction prediction, EnergyComparison comparison) {
    OptionalDouble energy =
        prediction.energy().isPresent()
            ? comparison.energy().of(labelled.frame())
            : OptionalDouble.empty();
    return PredictedFrame.of(labelled, energy, prediction);
  }

  private void requireOutputs(List<Path> read) {
    WriteCheck check = options.requireJson(force, read);
    if (report != null) {
      check.require(ReportFolder.page(report), EvaluationReport.EARLIER);
      ReportFolder.requireWritable(report);
    }
    chemiscope.require(check);
  }
}
