package vane.cli.directions;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vane.cli.program.ExitStatus;
import vane.cli.program.ForceOption;
import vane.cli.program.OutputPath;
import vane.cli.program.RunOptions;
import vane.cli.program.StageProgress;
import vane.directions.DirectionData;
import vane.directions.DirectionModel;
import vane.directions.DirectionScore;
import vane.io.output.EarlierOutput;
import vane.io.output.PendingFile;
import vane.parallel.WorkerPool;

/** {@code vane directions evaluate}: how good a model is on vectors that are known. */
@Command(
    name = "evaluate",
    description = "Compares predicted directions with known vectors.",
    footer = {
      "",
      "Angles are in degrees. Rows whose vector is zero are counted and left out, and so are rows",
      "without a prediction.",
      "",
      "Examples:",
      "  vane directions evaluate model.vane X.npy Y.npy V.npy",
      "  vane directions evaluate model.vane test.npz --json score.json"
    })
final class DirectionsEvaluateCommand implements Callable<Integer> {
  private static final EarlierOutput FIGURES =
      EarlierOutput.json(
          "the figures of directions evaluate",
          "rows",
          "meanAngleDeg",
          "withoutPrediction",
          "zeroVectors");

  @Mixin private DirectionModelOptions modelOptions;

  @Parameters(
      index = "1..*",
      arity = "1..3",
      paramLabel = "FILE",
      description =
          "X [Y] V as .npy or .csv files, one .npz file, or one .csv file with --x-columns.")
  private List<Path> inputs;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      converter = OutputPath.class,
      description = "Write the figures to a JSON file too; - for standard output.")
  private Path json;

  @Mixin private DirectionArrayOptions arrays;
  @Mixin private ForceOption force;
  @Mixin private RunOptions run;

  @Override
  public Integer call() {
    if (json != null) {
      force.check("--json", json, FIGURES, arrays.files(inputs, modelOptions.file()));
      PendingFile.requireWritable(json);
    }
    DirectionScore score;
    try (DirectionModel model = modelOptions.open()) {
      DirectionData data = arrays.read(inputs, true).data(model.dimension());
      try (WorkerPool pool = run.pool();
          StageProgress progress = new StageProgress(run)) {
        progress.stage("predicting", data.size());
        score = model.score(data, pool, progress);
      }
    }
    if (json != null) {
      PendingFile.write(json, node(score).toPrettyString() + "\n");
    }
    print(score, run.out());
    return ExitStatus.DONE;
  }

  private ObjectNode node(DirectionScore score) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("model", modelOptions.file().getFileName().toString());
    node.put("rows", score.rows());
    put(node, "meanAngleDeg", score.meanAngleDeg());
    put(node, "medianAngleDeg", score.medianAngleDeg());
    put(node, "meanCosine", score.meanCosine());
    node.put("withoutPrediction", score.withoutPrediction());
    node.put("zeroVectors", score.zeroVectors());
    return node;
  }

  /** JSON has no NaN: what is not known is null. */
  private static void put(ObjectNode node, String key, double value) {
    if (Double.isNaN(value)) {
      node.putNull(key);
    } else {
      node.put(key, value);
    }
  }

  private static void print(DirectionScore score, PrintWriter out) {
    out.printf("rows                %d%n", score.rows());
    out.printf(Locale.ROOT, "mean angle          %.2f°%n", score.meanAngleDeg());
    out.printf(Locale.ROOT, "median angle        %.2f°%n", score.medianAngleDeg());
    out.printf(Locale.ROOT, "mean cosine         %.4f%n", score.meanCosine());
    out.printf("without prediction  %d%n", score.withoutPrediction());
    out.printf("zero vectors        %d%n", score.zeroVectors());
  }
}
