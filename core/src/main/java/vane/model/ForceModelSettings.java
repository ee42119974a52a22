package vane.model;

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
}
