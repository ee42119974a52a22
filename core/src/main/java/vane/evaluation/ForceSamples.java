package vane.evaluation;

/**
 * Predicted and true force components one by one, in single precision: they are for pictures.
 *
 * <p>Immutable.
 */
public final class ForceSamples {
  private final float[] predicted;
  private final float[] actual;

  /** Samples; the arrays, of one number a component, are not copied. */
  ForceSamples(float[] predicted, float[] actual) {
    this.predicted = predicted;
    this.actual = actual;
  }

  /**
   * The number of components, three per atom.
   *
   * @return zero or more
   */
  public int size() {
    return predicted.length;
  }

  /**
   * A component of a predicted force.
   *
   * @param component its place
   * @return eV/Å
   */
  public double predicted(int component) {
    return predicted[component];
  }

  /**
   * The same component of the true force.
   *
   * @param component its place
   * @return eV/Å
   */
  public double actual(int component) {
    return actual[component];
  }
}
