package vane.spark;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import vane.cli.program.MessageOptions;
import vane.spark.cluster.ClusterException;
import vane.spark.cluster.SparkRun;
import vane.spark.frames.FrameIndex;
import vane.spark.frames.FrameIndexSettings;

/** A command that works on a cluster: begins a session, and ends it whatever happens. */
abstract class ClusterCommand implements Callable<Integer> {
  @Mixin private InputOptions input;

  /** What the cluster calls the work. */
  abstract String name();

  /** The work itself. */
  abstract void work(SparkRun run) throws IOException;

  InputOptions input() {
    return input;
  }

  /** Where the user is told of it. */
  abstract MessageOptions messages();

  /** Finds the frames of trajectories. */
  FrameIndex index(SparkRun run, List<String> inputs) {
    return run.stage(
        "finding frames",
        () ->
            FrameIndex.of(run.context(), inputs, FrameIndexSettings.usual(input.skipBadFrames())));
  }

  @Override
  public Integer call() throws IOException {
    try (SparkRun run = SparkRun.begin(name(), messages())) {
      work(run);
      return 0;
    } catch (ClusterException failed) {
      messages().failure(failed.getMessage());
      return 1;
    }
  }
}
