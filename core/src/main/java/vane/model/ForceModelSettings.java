package vane.model;

import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;

/**
 * How a force model is trained: the method with its settings.
 *
 * <p>Implementations are immutable. What depends on the data, such as the elements, is settled by
 * the {@link ForceModelTrainer}.
 */
public sealed interface ForceModelSettings permits EquivariantForceSettings, OaMlmForceSettings {

  /**
   * The seed of every random choice; it goes into the model's provenance.
   *
   * @return any number
   */
  long seed();

  /**
   * A trainer with these settings.
   *
   * @param pool the threads
   * @param progress hears of the stages
   * @return the trainer of the method
   */
  ForceModelTrainer trainer(WorkerPool pool, ProgressListener progress);
}
