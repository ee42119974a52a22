package vane.report.card;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import vane.equivariant.EquivariantPreset;
import vane.io.xyz.ForceColumn;
import vane.io.xyz.TrajectoryPath;
import vane.model.EquivariantForceSettings;
import vane.model.ForceModel;
import vane.model.TrainingData;
import vane.model.file.ModelFile;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.report.MadeUpResults;

/** A model that is trained in a second or two. */
public final class SmallModel {
  private SmallModel() {}

  /** The card of a model of ethane, with made-up errors of a test set. */
  public static Path card(Path card) {
    Path file = card.resolveSibling("the model.vane");
    try (WorkerPool pool = new WorkerPool(2)) {
      ForceModel model = trained("../data/alkanes/ethane-run1.xyz.gz@::20", pool);
      ModelFile.save(model, file);
      ModelCard.write(
          model,
          file,
          Optional.of(MadeUpResults.forces(2000, List.of("ethane")).evaluation()),
          card);
    }
    return card;
  }

  /** A model of some frames. */
  public static ForceModel trained(String frames, WorkerPool pool) {
    TrainingData data =
        TrainingData.read(List.of(TrajectoryPath.parse(frames)), ForceColumn.byDefault());
    return EquivariantForceSettings.of(EquivariantPreset.FAST)
        .trainer(pool, ProgressListener.SILENT)
        .fit(data);
  }
}
