package vane.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vane.InputException;
import vane.cli.program.ForceOption;
import vane.cli.program.MessageOptions;
import vane.cli.program.OutputPath;
import vane.cli.program.StageProgress;
import vane.engines.selection.InformativeFrames;
import vane.io.output.EarlierOutput;
import vane.io.output.PendingFile;
import vane.model.file.ModelFile;
import vane.parallel.WorkerPool;
import vane.spark.cluster.SparkRun;
import vane.spark.cluster.WorkerModel;
import vane.spark.frames.FrameIndex;
import vane.spark.selection.ClusterSelection;

/** {@code vane-spark select}: the frames of a pool that tell a model most. */
@Command(
    name = "select",
    description =
        "Chooses the frames of a pool that tell a model most; the choice, and the file, are those of"
            + " vane select.",
    footer = {
      "",
      "The pool is described once on all workers. Then the driver chooses, and asks for frames again",
      "where it must know more of them. vane select --help says what is chosen and written.",
      "",
      "Examples:",
      "  vane-spark select alkanes.vane pool.parquet -n 100 --out chosen.xyz",
      "  vane-spark select alkanes.vane 'hdfs://host/runs/*.xyz' -n 20 --out chosen.xyz.gz"
    })
final class SelectCommand extends ClusterCommand {
  @Parameters(index = "0", paramLabel = "MODEL", description = "A model file that train wrote.")
  private Path file;

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "IN", description = InputOptions.INPUTS)
  private List<String> inputs;

  @Option(
      names = {"-n", "--frames"},
      paramLabel = "N",
      defaultValue = "100",
      description = "How many frames to choose (default: ${DEFAULT-VALUE}).")
  private int count;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "CHOSEN.xyz",
      converter = OutputPath.class,
      description =
          "The chosen frames, on the machine of the driver; gzipped if the name ends in .gz; - for"
              + " standard output.")
  private Path out;

  @Mixin private ForceOption force;
  @Mixin private MessageOptions messages;

  @Override
  MessageOptions messages() {
    return messages;
  }

  @Override
  String name() {
    return "vane-spark select";
  }

  /** Bad options are told before a session begins, which takes seconds. */
  @Override
  public Integer call() throws IOException {
    if (count < 1) {
      throw new InputException("--frames: found " + count + ", expected at least 1");
    }
    requireOutput(inputs.stream().map(Path::of).toList());
    informative();
    return super.call();
  }

  private InformativeFrames informative() {
    return InformativeFrames.of(ModelFile.open(file), file.toString());
  }

  private void requireOutput(List<Path> trajectories) {
    List<Path> read = new ArrayList<>(trajectories);
    read.add(file);
    force.check("--out", out, EarlierOutput.selection(), read);
    PendingFile.requireWritable(out);
  }

  @Override
  void work(SparkRun run) throws IOException {
    FrameIndex index = index(run, inputs);
    // Now what patterns and selections stand for is known.
    requireOutput(index.localFiles());
    ClusterSelection selection;
    try (WorkerPool pool = new WorkerPool(Runtime.getRuntime().availableProcessors());
        StageProgress progress = new StageProgress(messages)) {
      selection =
          ClusterSelection.of(
              run,
              WorkerModel.of(run.context(), file),
              informative(),
              index,
              input().skipBadFrames(),
              count,
              pool,
              progress);
    }
    selection.write(out, count, messages);
  }
}
