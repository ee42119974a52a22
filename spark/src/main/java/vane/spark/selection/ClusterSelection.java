package vane.spark.selection;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import vane.cli.data.SelectedFrames;
import vane.cli.program.MessageOptions;
import vane.design.Choice;
import vane.engines.selection.InformativeFrames;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.spark.cluster.SparkRun;
import vane.spark.cluster.WorkerModel;
import vane.spark.frames.FrameIndex;

/** The choice of {@code vane select} from a pool that is larger than memory. */
public final class ClusterSelection {
  private final ClusterPool pool;
  private final List<Choice> choices;

  private ClusterSelection(ClusterPool pool, List<Choice> choices) {
    this.pool = pool;
    this.choices = choices;
  }

  /**
   * Chooses frames.
   *
   * @param run the cluster
   * @param model the model, which all workers have
   * @param informative the same on the driver
   * @param index the frames
   * @param skipBadFrames whether frames that are not as they must be are left out
   * @param count how many to choose
   * @param threads the threads of the driver
   * @param progress hears of the choices made
   * @return the choice
   * @throws vane.InputException if a frame is not as it must be, or of an unknown element
   */
  public static ClusterSelection of(
      SparkRun run,
      WorkerModel model,
      InformativeFrames informative,
      FrameIndex index,
      boolean skipBadFrames,
      int count,
      WorkerPool threads,
      ProgressListener progress) {
    ClusterPool pool =
        new ClusterPool(run, model, index, informative.firstInformation(), skipBadFrames);
    return new ClusterSelection(pool, informative.choose(pool, count, threads, progress));
  }

  /**
   * Writes the frames and tells of them.
   *
   * @param out the file, on the machine of the driver
   * @param wanted how many frames were asked for
   * @param messages where that is told
   */
  public void write(Path out, int wanted, MessageOptions messages) {
    Map<Integer, PoolPart.Written> written = pool.written(choices);
    pool.warnings().forEach(messages::warning);
    SelectedFrames selected = new SelectedFrames(choices, pool.size());
    selected.write(out, choice -> written.get(choice.candidate()).text());
    selected.tell(number -> written.get(number).location(), pool.files(), wanted, out, messages);
  }
}
