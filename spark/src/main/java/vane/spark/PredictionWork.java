package vane.spark;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;
import vane.io.xyz.Frame;
import vane.model.AtomStatus;
import vane.model.ForcePrediction;
import vane.model.FramePredictor;
import vane.model.PredictedColumns;
import vane.parallel.WorkerPool;
import vane.spark.cluster.WorkerModel;
import vane.spark.output.FrameWork;

/** Adds predictions to the frames of a task, in the one thread that a task has. */
final class PredictionWork implements FrameWork {
  private static final long serialVersionUID = 1L;

  /** Frames that are worked on together, and the atoms after which there are enough. */
  private static final int BATCH = 64;

  private static final int BATCH_ATOMS = 5_000;

  private final WorkerModel model;
  private final String prefix;

  /**
   * The work.
   *
   * @param model the model
   * @param columns what is added to frames
   */
  PredictionWork(WorkerModel model, PredictedColumns columns) {
    this.model = model;
    this.prefix = columns.prefix();
  }

  @Override
  public Iterator<Frame> on(Iterator<Frame> frames, Map<AtomStatus, Long> statuses) {
    WorkerPool pool = new WorkerPool(1);
    TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> pool.close());
    return new Predicted(frames, model.predictor(pool), new PredictedColumns(prefix), statuses);
  }

  /** Frames with their predictions, a batch ahead. */
  private static final class Predicted implements Iterator<Frame> {
    private final Iterator<Frame> frames;
    private final FramePredictor predictor;
    private final PredictedColumns columns;
    private final Map<AtomStatus, Long> statuses;
    private final ArrayDeque<Frame> ahead = new ArrayDeque<>();

    Predicted(
        Iterator<Frame> frames,
        FramePredictor predictor,
        PredictedColumns columns,
        Map<AtomStatus, Long> statuses) {
      this.frames = frames;
      this.predictor = predictor;
      this.columns = columns;
      this.statuses = statuses;
    }

    @Override
    public boolean hasNext() {
      if (ahead.isEmpty()) {
        predict();
      }
      return !ahead.isEmpty();
    }

    private void predict() {
      List<Frame> batch = new ArrayList<>();
      int atoms = 0;
      while (batch.size() < BATCH && atoms < BATCH_ATOMS && frames.hasNext()) {
        Frame frame = frames.next();
        batch.add(frame);
        atoms += frame.structure().size();
      }
      if (batch.isEmpty()) {
        return;
      }
      List<ForcePrediction> predictions = predictor.predict(batch);
      for (int i = 0; i < batch.size(); i++) {
        ForcePrediction prediction = predictions.get(i);
        ahead.add(columns.addedTo(batch.get(i), prediction));
        for (int atom = 0; atom < prediction.size(); atom++) {
          statuses.merge(prediction.status(atom), 1L, Long::sum);
        }
      }
    }

    @Override
    public Frame next() {
      if (!hasNext()) {
        throw new NoSuchElementException("no frame left");
      }
      return ahead.remove();
    }
  }
}
