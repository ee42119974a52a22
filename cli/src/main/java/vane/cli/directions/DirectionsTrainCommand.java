package vane.cli.directions;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vane.Plural;
import vane.cli.program.ExitStatus;
import vane.cli.program.ForceOption;
import vane.cli.program.OutputPath;
import vane.cli.program.RunOptions;
import vane.cli.program.StageProgress;
import vane.cli.program.UsageException;
import vane.directions.DirectionData;
import vane.directions.DirectionModel;
import vane.directions.DirectionScore;
import vane.directions.DirectionSettings;
import vane.directions.DirectionTrainer;
import vane.io.output.EarlierOutput;
import vane.io.output.PendingFile;
import vane.model.Provenance;
import vane.model.file.DirectionModelFile;
import vane.parallel.WorkerPool;

/** {@code vane directions train}: a model of directions from arrays. */
@Command(
    name = "train",
    description = "Trains a model of directions on arrays.",
    footer = {
      "",
      "Without Y nothing tells how an environment lies: vectors are compared unturned, which is a",
      "distance regression (a Minimal Learning Machine) of V on X.",
      "",
      "Examples:",
      "  vane directions train X.npy Y.npy V.npy --kinds K.npy --out model.vane",
      "  vane directions train data.npz --preset accurate --validate 0.2 --out model.vane",
      "  vane directions train wind.csv --x-columns longitude,latitude --v-columns u,v --out w.vane"
    })
final class DirectionsTrainCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..3",
      paramLabel = "FILE",
      description = {
        "X [Y] V as .npy or .csv files, or one .npz file with the arrays X, Y, V, kinds, groups, or one",
        ".csv file with --x-columns and so on."
      })
  private List<Path> inputs;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "MODEL",
      converter = OutputPath.class,
      description = "The model file to write.")
  private Path out;

  @Option(
      names = "--validate",
      paramLabel = "SHARE",
      description =
          "First train without this share of the rows (whole groups), and say how good the model is on"
              + " them; then train on all.")
  private Double share;

  @Mixin private DirectionArrayOptions arrays;
  @Mixin private DirectionOptions options;
  @Mixin private ForceOption force;
  @Mixin private RunOptions run;

  @Override
  public Integer call() throws IOException {
    DirectionSettings settings = options.settings(run.seed());
    if (share != null && !(share > 0 && share < 1)) {
      throw new UsageException("--validate: found " + share + ", expected above 0 and below 1");
    }
    force.check("--out", out, EarlierOutput.none(), arrays.files(inputs));
    PendingFile.requireWritable(out);
    DirectionFiles files = arrays.read(inputs, true);
    DirectionData data = files.data(3);
    int zeros = data.size() - data.rowsWithVectors().length;
    if (zeros > 0) {
      run.remark(Plural.of(zeros, "row") + " left out, as the vector is zero");
    }
    try (WorkerPool pool = run.pool();
        StageProgress progress = new StageProgress(run)) {
      DirectionTrainer trainer = new DirectionTrainer(settings, pool, progress);
      if (share != null) {
        run.remark(text(trainer.validate(data, share)));
      }
      DirectionModel model = trainer.fit(data);
      Provenance provenance =
          Provenance.ofThisProgram(files.provenance(data.size()), settings.seed());
      progress.stage("writing " + out, 0);
      DirectionModelFile.save(model, provenance, out);
      progress.close();
      run.remark(model.summary());
      run.remark("wrote " + out);
    }
    return ExitStatus.DONE;
  }

  private static String text(DirectionScore score) {
    return String.format(
        Locale.ROOT,
        "held out: %s, mean angle %.2f°, median %.2f°, mean cosine %.4f",
        Plural.of(score.rows(), "row"),
        score.meanAngleDeg(),
        score.medianAngleDeg(),
        score.meanCosine());
  }
}
