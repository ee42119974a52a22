package vane.spark;

import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import vane.cli.program.MessageOptions;
import vane.spark.cluster.SparkRun;
import vane.spark.frames.FrameIndex;
import vane.spark.output.FrameOutput;
import vane.spark.output.FrameWork;
import vane.spark.output.OutputFolder;
import vane.spark.table.FrameFolder;

/** {@code vane-spark convert}: makes a table of trajectories. */
@Command(
    name = "convert",
    description =
        "Writes the frames of trajectories into a table in Parquet, which any number of workers"
            + " read at once.",
    footer = {
      "",
      "One row is one frame, with every column and key it had, and every number bit for bit. The",
      "commands of vane-spark take a table in place of a trajectory.",
      "",
      "Examples:",
      "  vane-spark convert 'runs/*.xyz.gz' --out frames.parquet",
      "  vane-spark convert run.xyz@::10 --out hdfs://host/frames.parquet --skip-bad-frames"
    })
final class ConvertCommand extends ClusterCommand {
  @Parameters(arity = "1..*", paramLabel = "IN", description = InputOptions.INPUTS)
  private List<String> inputs;

  @Mixin private OutputOptions output;
  @Mixin private MessageOptions messages;

  @Override
  MessageOptions messages() {
    return messages;
  }

  @Override
  String name() {
    return "vane-spark convert";
  }

  @Override
  void work(SparkRun run) throws IOException {
    int partFrames = output.partFrames();
    OutputFolder folder = OutputFolder.check(output.out(), output.force(), run.hadoop());
    FrameIndex index = index(run, inputs);
    folder.requireNoInput(index.sources());
    FrameOutput.write(
            run,
            "converting",
            index,
            partFrames,
            input().skipBadFrames(),
            FrameWork.NONE,
            folder,
            FrameFolder.Layout.PARQUET)
        .tell(messages::remark);
  }
}
