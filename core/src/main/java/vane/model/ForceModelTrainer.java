package vane.model;

import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;

/**
 * Trains a force model by one method.
 *
 * <p>Implementations are immutable. The result depends on data and settings alone, never on the
 * number of threads.
 */
public sealed interface ForceModelTrainer
    permits EquivariantForceModelTrainer, OaMlmForceModelTrainer {

  /**
   * A trainer for some settings.
   *
   * @param settings the method with its settings
   * @param pool the threads
   * @param progress hears of the stages
   * @return the trainer of the method
   */
  static ForceModelTrainer of(
      ForceModelSettings settings, WorkerPool pool, ProgressListener progress) {
    if (settings instanceof OaMlmForceSettings oaMlm) {
      return new OaMlmForceModelTrainer(oaMlm, pool, progress);
    }
    return new EquivariantForceModelTrainer((EquivariantForceSettings) settings, pool, progress);
  }

  /**
   * Trains a model.
   *
   * @param data structures with forces
   * @return the model; {@link ForceModel#report} tells how the training went
   * @throws vane.InputException if the data do not suffice, or a structure cannot be learnt from;
   *     the message names its file and frame, or its index where the data are of no file
   */
  ForceModel fit(TrainingData data);
}
