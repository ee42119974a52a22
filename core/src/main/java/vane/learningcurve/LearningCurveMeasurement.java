package vane.learningcurve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import vane.InputException;
import vane.Plural;
import vane.audit.LabelledFrame;
import vane.evaluation.Evaluation;
import vane.evaluation.EvaluationAccumulator;
import vane.io.xyz.Frame;
import vane.model.ForceModel;
import vane.model.ForceModelSettings;
import vane.model.ForcePrediction;
import vane.model.FramePredictor;
import vane.model.TrainingData;
import vane.parallel.ProcessUse;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Element;
import vane.structure.LabelledStructure;

/** Measures learning curves: trains on nested parts of the data, with all settings as they are. */
public final class LearningCurveMeasurement {
  private static final int BATCH = 256;

  private final ForceModelSettings settings;
  private final WorkerPool pool;
  private final ProgressListener progress;

  /**
   * A measurement.
   *
   * @param settings how each model is trained
   * @param pool the threads; the errors do not depend on how many there are
   * @param progress hears of the stages of each training
   */
  public LearningCurveMeasurement(
      ForceModelSettings settings, WorkerPool pool, ProgressListener progress) {
    this.settings = settings;
    this.pool = pool;
    this.progress = progress;
  }

  /**
   * Trains models on an eighth, a fourth, a half and all of the frames that are not held out.
   *
   * @param data the frames
   * @return their errors
   * @throws InputException if there are too few frames, or a model cannot be trained on so few
   */
  public LearningCurve of(TrainingData data) {
    int[] trajectories = data.examples().stream().mapToInt(LabelledStructure::trajectory).toArray();
    NestedFrames frames = NestedFrames.of(trajectories);
    int[] heldOut = frames.heldOut();
    List<LearningCurve.Point> points = new ArrayList<>();
    for (int[] part : frames.parts()) {
      points.add(point(data, part, heldOut));
    }
    return new LearningCurve(trajectories.length, heldOut.length, points);
  }

  private LearningCurve.Point point(TrainingData data, int[] part, int[] heldOut) {
    String of = Plural.of(part.length, "frame");
    long begin = System.nanoTime();
    OptionalDouble cpuBefore = ProcessUse.cpuSeconds();
    ForceModel model;
    try {
      model = settings.trainer(pool, named(of)).fit(data.part(part));
    } catch (InputException tooFew) {
      throw new InputException(
          "learning curve: with "
              + of
              + " of "
              + data.examples().size()
              + ": "
              + tooFew.getMessage()
              + "; expected more frames, or no learning curve",
          tooFew);
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    OptionalDouble cpu = ProcessUse.cpuSeconds();
    return new LearningCurve.Point(
        part.length,
        environments(data, part),
        model.report().trainingEnvironments(),
        errors(model, data, heldOut),
        errors(model, data, NestedFrames.spread(part, heldOut.length)),
        seconds,
        cpu.isPresent() && cpuBefore.isPresent()
            ? OptionalDouble.of(cpu.getAsDouble() - cpuBefore.getAsDouble())
            : OptionalDouble.empty());
  }

  private static SortedMap<Element, Long> environments(TrainingData data, int[] places) {
    SortedMap<Element, Long> counts = new TreeMap<>();
    for (int place : places) {
      LabelledStructure example = data.examples().get(place);
      for (int atom = 0; atom < example.structure().size(); atom++) {
        if (example.knowsForce(atom)) {
          counts.merge(example.structure().element(atom), 1L, Long::sum);
        }
      }
    }
    return counts;
  }

  private Evaluation errors(ForceModel model, TrainingData data, int[] places) {
    EvaluationAccumulator errors = new EvaluationAccumulator();
    // Elements that are in none of a few frames are counted and left out.
    FramePredictor predictor =
        new FramePredictor(
            model,
            "learning curve",
            new FramePredictor.Choices(true, false),
            pool,
            ProgressListener.SILENT);
    List<LabelledStructure> examples =
        Arrays.stream(places)
            .mapToObj(data.examples()::get)
            .filter(LabelledStructure::knowsForces)
            .toList();
    for (int from = 0; from < examples.size(); from += BATCH) {
      List<LabelledStructure> batch =
          examples.subList(from, Math.min(examples.size(), from + BATCH));
      List<ForcePrediction> predictions =
          predictor.predict(batch.stream().map(each -> Frame.of(each.structure())).toList());
      for (int i = 0; i < batch.size(); i++) {
        errors.add(labelled(batch.get(i)), predictions.get(i));
      }
    }
    return errors.evaluation("learning curve");
  }

  private static LabelledFrame labelled(LabelledStructure example) {
    BitSet held = new BitSet();
    for (int atom = 0; atom < example.structure().size(); atom++) {
      held.set(atom, !example.knowsForce(atom));
    }
    return new LabelledFrame(Frame.of(example.structure()), example.forces(), held);
  }

  /** Stages of a training with the number of its frames. */
  private ProgressListener named(String frames) {
    return new ProgressListener() {
      @Override
      public void stage(String name, long total) {
        progress.stage("learning curve, " + frames + ": " + name, total);
      }

      @Override
      public void advance(long steps) {
        progress.advance(steps);
      }
    };
  }
}
