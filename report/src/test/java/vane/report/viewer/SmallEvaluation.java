package vane.report.viewer;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import vane.audit.FrameBatches;
import vane.audit.FrameChoices;
import vane.evaluation.EvaluationAccumulator;
import vane.evaluation.NotableFrames;
import vane.evaluation.PredictedFrame;
import vane.io.xyz.ForceColumn;
import vane.io.xyz.TrajectoryPath;
import vane.model.ForceModel;
import vane.model.ForcePrediction;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.report.MadeUpResults;
import vane.report.card.SmallModel;
import vane.report.evaluation.EvaluationReport;
import vane.report.page.ReportFolder;

/** A model that was trained on some frames, on others. */
public final class SmallEvaluation {
  private SmallEvaluation() {}

  /** The page of the evaluation, with its structures. */
  public static Path page(String training, String test, Path folder) {
    NotableFrames structures = EvaluatedFrames.choice();
    EvaluationAccumulator accumulator = new EvaluationAccumulator(true, false);
    try (WorkerPool pool = new WorkerPool(2)) {
      ForceModel model = SmallModel.trained(training, pool);
      FrameBatches.readWithForces(
          TrajectoryPath.parse(test),
          ForceColumn.byDefault(),
          FrameChoices.AS_THEY_ARE,
          Optional.empty(),
          warning -> {},
          batch -> {
            List<ForcePrediction> predictions =
                model.predict(
                    batch.stream().map(each -> each.frame().structure()).toList(),
                    pool,
                    ProgressListener.SILENT);
            for (int i = 0; i < batch.size(); i++) {
              accumulator.add(batch.get(i), predictions.get(i));
              structures.add(
                  PredictedFrame.of(batch.get(i), OptionalDouble.empty(), predictions.get(i)));
            }
          });
    }
    return EvaluationReport.write(
        accumulator.details("small.vane"),
        MadeUpResults.cost(),
        EvaluatedFrames.part(structures),
        List.of(test),
        "1.2.3",
        ReportFolder.create(folder));
  }
}
