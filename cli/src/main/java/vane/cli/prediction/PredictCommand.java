package vane.cli.prediction;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vane.Plural;
import vane.audit.FrameBatches;
import vane.cli.data.Trajectories;
import vane.cli.program.ExitStatus;
import vane.cli.program.ForceOption;
import vane.cli.program.OutputPath;
import vane.cli.program.RunOptions;
import vane.cli.program.StageProgress;
import vane.evaluation.NotableFrames;
import vane.evaluation.PredictedFrame;
import vane.io.output.EarlierOutput;
import vane.io.output.PendingFile;
import vane.io.xyz.TrajectoryPath;
import vane.io.xyz.XyzWriter;
import vane.model.AtomStatus;
import vane.model.ForceModel;
import vane.model.ForcePrediction;
import vane.model.FramePredictor;
import vane.model.PredictedColumns;
import vane.parallel.WorkerPool;

/** {@code vane predict}: adds predictions to the frames of a trajectory. */
@Command(
    name = "predict",
    description =
        "Predicts the forces on all atoms; their directions alone, if the model gives no more.",
    footer = {
      "",
      "The output holds the input's frames with added columns: vane_direction (unit vectors, or",
      "zeros where there is none), vane_status, which is ok or names what is special about an atom,",
      "and if the model gives forces vane_forces and vane_uncertainty (the expected error of a",
      "force component), both in eV/Å. Equivariant models add keys to each frame: vane_energy in eV,",
      "whose zero is arbitrary, so that only differences between frames of the same atoms mean",
      "something; and if the frame is periodic in all three directions vane_stress in eV/Å³, in the",
      "order and sign of ASE (xx yy zz yz xz xy, positive under tension).",
      "",
      "Examples:",
      "  vane predict alkanes.vane new.xyz --out predicted.xyz",
      "  vane predict alkanes.vane run.xyz.gz@-10: --out last.xyz.gz --solver closed-form",
      "  vane predict forces.vane molecule.xyz --out forces.xyz --remove-net-force",
      "  vane predict forces.vane run.xyz --out forces.xyz --chemiscope forces.json.gz"
    })
public final class PredictCommand implements Callable<Integer> {
  @Mixin private ModelOptions modelOptions;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "IN.xyz",
      description =
          "Trajectories, - for standard input; a selection of frames may follow: run.xyz@0:100:10.")
  private List<String> inputs;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "OUT.xyz",
      converter = OutputPath.class,
      description =
          "The trajectory to write; gzipped if its name ends in .gz; - for standard output.")
  private Path out;

  @Option(
      names = "--prefix",
      paramLabel = "P",
      defaultValue = "vane_",
      description =
          "What the names of added columns and keys begin with (default: ${DEFAULT-VALUE}).")
  private String prefix;

  @Mixin private ChemiscopeOption chemiscope;
  @Mixin private ForceOption force;
  @Mixin private RunOptions run;

  /** The command as picocli makes it. */
  public PredictCommand() {}

  @Override
  public Integer call() {
    List<TrajectoryPath> paths = Trajectories.parse(inputs);
    PredictedColumns columns = new PredictedColumns(prefix);
    chemiscope.require(
        force.check(
            "--out",
            out,
            EarlierOutput.prediction(prefix),
            ForceOption.files(paths, modelOptions.file())));
    PendingFile.requireWritable(out);
    ForceModel model = modelOptions.open();
    long frames = 0;
    Map<AtomStatus, Long> statuses = new EnumMap<>(AtomStatus.class);
    NotableFrames shown = chemiscope.frames();
    try (WorkerPool pool = run.pool();
        StageProgress progress = new StageProgress(run);
        XyzWriter writer = XyzWriter.create(out)) {
      FramePredictor predictor = modelOptions.predictor(model, pool, progress);
      progress.stage("predicting", 0);
      for (TrajectoryPath path : paths) {
        frames +=
            FrameBatches.read(
                path,
                run::warning,
                batch -> {
                  List<ForcePrediction> predictions = predictor.predict(batch);
                  for (int i = 0; i < batch.size(); i++) {
                    writer.write(columns.addedTo(batch.get(i), predictions.get(i)));
                    count(predictions.get(i), statuses);
                    if (chemiscope.isGiven()) {
                      shown.add(PredictedFrame.of(batch.get(i), predictions.get(i)));
                    }
                  }
                });
      }
      writer.commit();
    }
    long atoms = statuses.values().stream().mapToLong(Long::longValue).sum();
    run.remark(
        "wrote " + Plural.of(frames, "frame") + " with " + Plural.of(atoms, "atom") + " to " + out);
    statuses.forEach(
        (status, count) -> {
          if (status != AtomStatus.OK) {
            run.remark(Plural.of(count, "atom") + " with the status " + status.label());
          }
        });
    if (chemiscope.isGiven()) {
      chemiscope.write(shown, modelOptions.file(), run);
    }
    return ExitStatus.DONE;
  }

  private static void count(ForcePrediction prediction, Map<AtomStatus, Long> statuses) {
    for (int atom = 0; atom < prediction.size(); atom++) {
      statuses.merge(prediction.status(atom), 1L, Long::sum);
    }
  }
}
