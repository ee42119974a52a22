package vane.cli.directions;

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
import vane.cli.program.ExitStatus;
import vane.cli.program.ForceOption;
import vane.cli.program.OutputPath;
import vane.cli.program.RunOptions;
import vane.cli.program.StageProgress;
import vane.cli.program.UsageException;
import vane.directions.DirectionData;
import vane.directions.DirectionModel;
import vane.directions.DirectionPredictions;
import vane.io.npy.NpyType;
import vane.io.npy.NpyWriter;
import vane.io.output.EarlierOutput;
import vane.io.output.PendingFile;
import vane.io.output.WriteCheck;
import vane.mlm.PredictionStatus;
import vane.parallel.WorkerPool;

/** {@code vane directions predict}: directions for new arrays. */
@Command(
    name = "predict",
    description =
        "Predicts a direction per row of X (and Y, if the model was trained with points).",
    footer = {
      "",
      "The output holds a unit vector per row, with as many components as the training vectors, or",
      "zeros where there is no direction.",
      "",
      "Examples:",
      "  vane directions predict model.vane X.npy Y.npy --out V.npy",
      "  vane directions predict model.vane new.npz --out V.npy --errors E.npy",
      "  vane directions predict w.vane new.csv --x-columns longitude,latitude --out V.csv"
    })
final class DirectionsPredictCommand implements Callable<Integer> {
  @Mixin private DirectionModelOptions modelOptions;

  @Parameters(
      index = "1..*",
      arity = "1..2",
      paramLabel = "FILE",
      description =
          "X [Y] as .npy or .csv files, one .npz file, or one .csv file with --x-columns.")
  private List<Path> inputs;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "V.npy",
      converter = OutputPath.class,
      description = "The array to write; a table if its name ends in .csv.")
  private Path out;

  @Option(
      names = "--errors",
      paramLabel = "E.npy",
      converter = OutputPath.class,
      description =
          "Write the expected error of a component per row, too (models of preset accurate).")
  private Path errors;

  @Mixin private DirectionArrayOptions arrays;
  @Mixin private ForceOption force;
  @Mixin private RunOptions run;

  @Override
  public Integer call() {
    WriteCheck check =
        force.check("--out", out, EarlierOutput.none(), arrays.files(inputs, modelOptions.file()));
    PendingFile.requireWritable(out);
    if (errors != null) {
      check.require(errors, EarlierOutput.none());
      PendingFile.requireWritable(errors);
    }
    DirectionPredictions predictions;
    try (DirectionModel model = modelOptions.open()) {
      if (errors != null && !model.givesExpectedErrors()) {
        throw new UsageException(
            "found --errors with "
                + modelOptions.file()
                + ", expected it with a model of preset accurate only");
      }
      DirectionData data = arrays.read(inputs, false).data(model.dimension());
      try (WorkerPool pool = run.pool();
          StageProgress progress = new StageProgress(run)) {
        progress.stage("predicting", data.size());
        predictions = model.predict(data, pool, progress);
      }
    }
    write(out, predictions.directions(), predictions.dimension(), "x,y,z");
    if (errors != null) {
      write(errors, predictions.expectedErrors(), 1, "expected_error");
    }
    run.remark("wrote " + Plural.of(predictions.size(), "direction") + " to " + out);
    remarkStatuses(predictions);
    return ExitStatus.DONE;
  }

  private void remarkStatuses(DirectionPredictions predictions) {
    Map<PredictionStatus, Long> statuses = new EnumMap<>(PredictionStatus.class);
    for (int i = 0; i < predictions.size(); i++) {
      statuses.merge(predictions.status(i), 1L, Long::sum);
    }
    statuses.forEach(
        (status, count) -> {
          if (status != PredictionStatus.OK) {
            run.remark(Plural.of(count, "row") + " with the status " + status.label());
          }
        });
  }

  private static void write(Path file, double[] values, int columns, String header) {
    if (file.toString().endsWith(".csv")) {
      StringBuilder text = new StringBuilder(header.substring(0, end(header, columns)));
      for (int i = 0; i < values.length; i++) {
        text.append(i % columns == 0 ? "\n" : ",").append(values[i]);
      }
      PendingFile.write(file, text.append('\n').toString());
      return;
    }
    try (NpyWriter writer =
        columns == 1
            ? NpyWriter.vector(file, NpyType.FLOAT64)
            : NpyWriter.matrix(file, NpyType.FLOAT64, columns)) {
      writer.writeRows(values, 0, values.length / columns);
      writer.commit();
    }
  }

  /** Two of three names for two columns. */
  private static int end(String header, int columns) {
    return columns == 2 ? header.lastIndexOf(',') : header.length();
  }
}
