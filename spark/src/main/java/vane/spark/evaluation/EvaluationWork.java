package vane.spark.evaluation;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.util.TaskCompletionListener;
import scala.Tuple2;
import vane.audit.FrameBatches;
import vane.audit.FrameChoices;
import vane.audit.LabelledFrame;
import vane.audit.StructureFingerprints;
import vane.cli.prediction.EvaluationOptions;
import vane.evaluation.EnergyComparison;
import vane.io.xyz.ForceColumn;
import vane.io.xyz.Frame;
import vane.io.xyz.MissingColumnException;
import vane.io.xyz.XyzFormatException;
import vane.model.ForcePrediction;
import vane.model.FramePredictor;
import vane.parallel.WorkerPool;
import vane.spark.cluster.WorkerModel;
import vane.spark.frames.BadFrame;
import vane.spark.frames.FrameRange;
import vane.spark.frames.FrameReader;
import vane.spark.frames.RangeFrames;

/**
 * What a task of an evaluation does.
 *
 * @param model the model
 * @param forcesKey the column of the forces; null for the usual one
 * @param energyKey the key of the energies; null for the usual one
 * @param stressKey the key of the stresses; null for the usual ones
 * @param skipBadFrames whether frames that are not as they must be are left out
 */
record EvaluationWork(
    WorkerModel model, String forcesKey, String energyKey, String stressKey, boolean skipBadFrames)
    implements Serializable {
  /** Frames that are worked on together, and the atoms after which there are enough. */
  private static final int BATCH = 64;

  private static final int BATCH_ATOMS = 5_000;

  ForceColumn column() {
    return forcesKey == null ? ForceColumn.byDefault() : ForceColumn.named(forcesKey);
  }

  /** The frames of a part with their predictions, made as they are asked for. */
  Iterator<Tuple2<EvaluatedBatch.Place, EvaluatedBatch>> on(
      int part, List<FrameRange> ranges, Configuration hadoop) {
    return new Batches(part, ranges.iterator(), hadoop);
  }

  private final class Batches implements Iterator<Tuple2<EvaluatedBatch.Place, EvaluatedBatch>> {
    private final int part;
    private final Iterator<FrameRange> ranges;
    private final FrameReader reader;
    private final FramePredictor predictor;
    private final StructureFingerprints learnt;
    private final EnergyComparison comparison =
        EvaluationOptions.comparison(energyKey, stressKey, false);
    private final ForceColumn column = column();
    private RangeFrames current;
    private int source;
    private String file = "";
    private int batches;
    private long read;
    private long bad;
    private String firstBad = "";
    private MissingColumnException missing;

    Batches(int part, Iterator<FrameRange> ranges, Configuration hadoop) {
      this.part = part;
      this.ranges = ranges;
      this.reader = new FrameReader(hadoop, skipBadFrames);
      WorkerPool pool = new WorkerPool(1);
      TaskContext.get()
          .addTaskCompletionListener(
              (TaskCompletionListener)
                  ended -> {
                    pool.close();
                    close();
                  });
      this.predictor = model.predictor(pool);
      this.learnt = model.open().provenance().structures();
    }

    private void close() {
      if (current != null) {
        current.close();
        current = null;
      }
    }

    private void refuse(BadFrame frame) {
      firstBad = bad++ == 0 ? frame.message() : firstBad;
    }

    @Override
    public boolean hasNext() {
      return hasFrame() || bad > 0 || ranges.hasNext();
    }

    /** Whether the range that is open has another frame. Bad ones are counted on the way. */
    private boolean hasFrame() {
      return current != null && current.hasNext();
    }

    @Override
    public Tuple2<EvaluatedBatch.Place, EvaluatedBatch> next() {
      if (!hasNext()) {
        throw new NoSuchElementException("no frame left");
      }
      if (!hasFrame() && bad == 0) {
        close();
        FrameRange next = ranges.next();
        source = next.source();
        current = reader.open(next, this::refuse);
      }
      long first = read;
      List<EvaluatedFrame> frames = new ArrayList<>();
      List<Frame> wanted = new ArrayList<>();
      int atoms = 0;
      while (wanted.size() < BATCH && atoms < BATCH_ATOMS && hasFrame()) {
        Frame frame = current.next();
        wanted.add(frame);
        atoms += frame.structure().size();
      }
      read += wanted.size();
      List<String> others = new ArrayList<>();
      missing = null;
      evaluate(wanted, frames, others);
      EvaluatedBatch batch = new EvaluatedBatch(source, frames, others, missing, bad, firstBad);
      bad = 0;
      firstBad = "";
      return new Tuple2<>(new EvaluatedBatch.Place(part, batches++, first), batch);
    }

    private void evaluate(List<Frame> wanted, List<EvaluatedFrame> frames, List<String> others) {
      List<LabelledFrame> labelled = new ArrayList<>();
      for (Frame frame : wanted) {
        try {
          LabelledFrame found = FrameBatches.labelled(frame, column, FrameChoices.AS_THEY_ARE);
          if (labelled.isEmpty()) {
            others.addAll(column.others(frame));
          }
          labelled.add(found);
          frames.add(null);
        } catch (MissingColumnException error) {
          missing = missing == null ? error : missing;
          frames.add(EvaluatedFrame.leftOut(frame, fileOf(frame), null));
        } catch (XyzFormatException error) {
          if (!skipBadFrames) {
            throw error;
          }
          frames.add(EvaluatedFrame.leftOut(frame, fileOf(frame), error.getMessage()));
        }
      }
      List<ForcePrediction> predictions =
          labelled.isEmpty()
              ? List.of()
              : predictor.predict(labelled.stream().map(LabelledFrame::frame).toList());
      int next = 0;
      for (int i = 0; i < frames.size(); i++) {
        if (frames.get(i) == null) {
          LabelledFrame one = labelled.get(next);
          ForcePrediction prediction = predictions.get(next++);
          frames.set(
              i,
              EvaluatedFrame.of(
                  one,
                  fileOf(one.frame()),
                  prediction,
                  comparison.of(one.frame(), prediction),
                  learnt.contains(one.frame().structure())));
        }
      }
    }

    /** The same text for all frames of a file, so that it is sent once. */
    private String fileOf(Frame frame) {
      String found = frame.location().file().toString();
      file = found.equals(file) ? file : found;
      return file;
    }
  }
}
