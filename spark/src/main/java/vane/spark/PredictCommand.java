package vane.spark;

import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vane.cli.prediction.ModelOptions;
import vane.cli.program.MessageOptions;
import vane.model.PredictedColumns;
import vane.spark.cluster.SparkRun;
import vane.spark.cluster.WorkerModel;
import vane.spark.frames.FrameIndex;
import vane.spark.output.FrameOutput;
import vane.spark.output.OutputFolder;
import vane.spark.table.FrameFolder;

/** {@code vane-spark predict}: adds predictions to the frames of trajectories. */
@Command(
    name = "predict",
    description = "Predicts the forces on all atoms, as vane predict does, on all workers.",
    footer = {
      "",
      "The files of the output are in the order of the frames that were read. As extended XYZ they",
      "are together what vane predict writes, byte for byte: cat DIR/part-* puts them together.",
      "",
      "Examples:",
      "  vane-spark predict run.vane 'new/*.xyz' --out predicted",
      "  vane-spark predict run.vane frames.parquet --out predicted.parquet --format parquet"
    })
final class PredictCommand extends ClusterCommand {
  @Mixin private ModelOptions model;

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "IN", description = InputOptions.INPUTS)
  private List<String> inputs;

  @Option(
      names = "--format",
      paramLabel = "F",
      defaultValue = "xyz",
      description = "How frames are written: xyz or parquet (default: ${DEFAULT-VALUE}).")
  private FrameFolder.Layout format;

  @Option(
      names = "--prefix",
      paramLabel = "P",
      defaultValue = "vane_",
      description =
          "What the names of added columns and keys begin with (default: ${DEFAULT-VALUE}).")
  private String prefix;

  @Mixin private OutputOptions output;
  @Mixin private MessageOptions messages;

  @Override
  MessageOptions messages() {
    return messages;
  }

  @Override
  String name() {
    return "vane-spark predict";
  }

  @Override
  void work(SparkRun run) throws IOException {
    int partFrames = output.partFrames();
    PredictedColumns columns = new PredictedColumns(prefix);
    // Here only to say at once what is wrong with it; the workers get the file.
    model.open();
    OutputFolder folder = OutputFolder.check(output.out(), output.force(), run.hadoop());
    FrameIndex index = index(run, inputs);
    folder.requireNoInput(index.sources());
    FrameOutput.write(
            run,
            "predicting",
            index,
            partFrames,
            input().skipBadFrames(),
            new PredictionWork(WorkerModel.of(run.context(), model), columns),
            folder,
            format)
        .tell(messages::remark);
  }
}
