package vane.spark.evaluation;

import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import scala.Tuple2;
import vane.InputException;
import vane.audit.DataAudit;
import vane.audit.ForceAudit;
import vane.audit.LabelledFrame;
import vane.evaluation.EvaluationAccumulator;
import vane.io.xyz.Frame;
import vane.spark.cluster.SparkRun;
import vane.spark.cluster.WorkerModel;
import vane.spark.frames.FrameIndex;
import vane.spark.frames.FrameRange;

/**
 * Compares a model with forces that are known. Tasks read and predict; the driver adds up, a few
 * hundred frames in memory at a time.
 */
public final class ClusterEvaluation {
  private final SparkRun run;
  private final EvaluationWork work;
  private final Consumer<String> warnings;

  /**
   * An evaluation.
   *
   * @param run the cluster
   * @param model the model, which all workers have
   * @param forcesKey the column of the forces; null for the usual one
   * @param energyKey the key of the energies; null for the usual one
   * @param stressKey the key of the stresses; null for the usual ones
   * @param skipBadFrames whether frames that are not as they must be are left out
   * @param warnings hears of what looks wrong, a line that names the trajectory
   */
  public ClusterEvaluation(
      SparkRun run,
      WorkerModel model,
      String forcesKey,
      String energyKey,
      String stressKey,
      boolean skipBadFrames,
      Consumer<String> warnings) {
    this.run = run;
    this.work = new EvaluationWork(model, forcesKey, energyKey, stressKey, skipBadFrames);
    this.warnings = warnings;
  }

  /**
   * Evaluates frames.
   *
   * @param index the frames
   * @param partFrames the most frames of a task
   * @param into takes all frames in the order of the files
   * @throws InputException if a frame is not as it must be, or a file has no forces
   */
  public void add(FrameIndex index, int partFrames, EvaluationAccumulator into) {
    List<List<FrameRange>> parts = index.parts(partFrames);
    EvaluationWork told = work;
    Broadcast<SerializableConfiguration> hadoop =
        run.context().broadcast(new SerializableConfiguration(run.hadoop()));
    JavaPairRDD<EvaluatedBatch.Place, EvaluatedBatch> sorted =
        run.context()
            .parallelize(parts, parts.size())
            .mapPartitionsWithIndex(
                (part, ranges) -> told.on(part, ranges.next(), hadoop.value().value()), true)
            .mapToPair(each -> each)
            .repartitionAndSortWithinPartitions(new PlacePartitioner(parts));
    Iterator<Tuple2<EvaluatedBatch.Place, EvaluatedBatch>> batches =
        run.stage("evaluating", () -> started(sorted));
    Sum sum = new Sum(index, into);
    // Jobs that bring a few hundred frames each: what they bring was made in the stage.
    run.silently(
        () -> {
          batches.forEachRemaining(batch -> sum.add(batch._2()));
          return null;
        });
    sum.end();
    hadoop.destroy();
  }

  /** With its first element, for which all tasks have to work. */
  private static <T> Iterator<Tuple2<EvaluatedBatch.Place, T>> started(
      JavaPairRDD<EvaluatedBatch.Place, T> sorted) {
    Iterator<Tuple2<EvaluatedBatch.Place, T>> batches = sorted.toLocalIterator();
    batches.hasNext();
    return batches;
  }

  /** All frames up to now, one trajectory after the other. */
  private final class Sum {
    private final FrameIndex index;
    private final EvaluationAccumulator into;
    private int source = -1;
    private ForceAudit pass;
    private long frames;
    private String firstBad = "";

    Sum(FrameIndex index, EvaluationAccumulator into) {
      this.index = index;
      this.into = into;
    }

    void add(EvaluatedBatch batch) {
      if (batch.source() != source) {
        endTrajectory();
        source = batch.source();
        pass =
            new ForceAudit(
                index.sources().get(source).toString(), work.column(), new DataAudit(false));
      }
      if (batch.bad() > 0) {
        pass.addBad(batch.bad(), batch.firstBad());
        firstBad = firstBad.isEmpty() ? batch.firstBad() : firstBad;
      }
      for (EvaluatedFrame each : batch.frames()) {
        Frame bare = each.bareFrame();
        pass.addFrame(bare);
        if (each.prediction() != null) {
          LabelledFrame labelled = each.labelled(bare);
          pass.addForces(labelled, batch::otherColumns);
          into.add(labelled, each.prediction().prediction(), each.known());
          if (each.learnt()) {
            into.countLearnt();
          }
        } else if (each.unreadable() == null) {
          pass.addWithout(each.location(), batch.missing());
        } else {
          pass.addUnreadable(new InputException(each.unreadable()));
        }
      }
    }

    private void endTrajectory() {
      if (pass != null) {
        frames += pass.end();
        pass.warnings().forEach(warnings);
      }
    }

    void end() {
      endTrajectory();
      if (frames == 0) {
        throw new InputException(
            firstBad + "; no frame is left, expected at least one good frame with forces");
      }
    }
  }
}
