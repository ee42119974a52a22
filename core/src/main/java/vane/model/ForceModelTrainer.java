package vane.model;

/**
 * Trains a force model by one method; {@link ForceModelSettings#trainer} makes one.
 *
 * <p>Implementations are immutable. The result depends on data and settings alone, never on the
 * number of threads.
 */
public sealed interface ForceModelTrainer
    permits EquivariantForceModelTrainer, OaMlmForceModelTrainer {

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
