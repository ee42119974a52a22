package vane.model;

import vane.equivariant.EquivariantSettings;
import vane.equivariant.EquivariantTrainer;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;

/** Trains an {@link EquivariantForceModel}. */
public final class EquivariantForceModelTrainer implements ForceModelTrainer {
  private final EquivariantForceSettings settings;
  private final WorkerPool pool;
  private final ProgressListener progress;

  /**
   * A trainer.
   *
   * @param settings the settings
   * @param pool the threads; the result does not depend on how many there are
   * @param progress hears of the stages
   */
  public EquivariantForceModelTrainer(
      EquivariantForceSettings settings, WorkerPool pool, ProgressListener progress) {
    this.settings = settings;
    this.pool = pool;
    this.progress = progress;
  }

  @Override
  public EquivariantForceModel fit(TrainingData data) {
    EquivariantSettings resolved = settings.resolve(data.elements().size());
    return new EquivariantForceModel(
        data.naming(() -> new EquivariantTrainer(resolved, pool, progress).fit(data.examples())),
        data.provenance(settings.seed()));
  }
}
