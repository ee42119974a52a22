package vane.cli.prediction;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import vane.io.xyz.Frame;
import vane.model.ForceModel;
import vane.model.ForcePrediction;
import vane.model.FramePredictor;
import vane.model.Provenance;
import vane.parallel.ProcessUse;
import vane.report.evaluation.RunCost;

/** Predicts and takes the time. Not safe for use by several threads. */
final class TimedPredictor {
  private final FramePredictor predictor;
  private long atoms;
  private long nanoseconds;

  TimedPredictor(FramePredictor predictor) {
    this.predictor = predictor;
  }

  /** As {@link FramePredictor#predict}. */
  List<ForcePrediction> predict(List<Frame> frames) {
    long begin = System.nanoTime();
    List<ForcePrediction> predictions = predictor.predict(frames);
    nanoseconds += System.nanoTime() - begin;
    atoms += frames.stream().mapToLong(frame -> frame.structure().size()).sum();
    return predictions;
  }

  /** What the model and its predictions have cost so far. */
  RunCost cost(ForceModel model, Path file, int threads) {
    return new RunCost(
        Files.isRegularFile(file) ? OptionalLong.of(file.toFile().length()) : OptionalLong.empty(),
        model.report().trainingEnvironments(),
        model.provenance().data().stream().mapToLong(Provenance.DataFile::frames).sum(),
        atoms - predictor.skipped(),
        nanoseconds / 1e9,
        threads,
        Runtime.getRuntime().availableProcessors(),
        ProcessUse.peakMemoryBytes());
  }
}
