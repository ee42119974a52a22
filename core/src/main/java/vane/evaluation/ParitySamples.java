package vane.evaluation;

/**
 * Predicted and true values one by one, in single precision: they are for pictures.
 *
 * <p>Immutable.
 */
public final class ParitySamples {
  private final float[] predicted;
  private final float[] actual;

  /** Samples; the arrays, of one number a value, are not copied. */
  ParitySamples(float[] predicted, float[] actual) {
    this.predicted = predicted;
    this.actual = actual;
  }

  /**
   * No samples.
   *
   * @return of size zero
   */
  public static ParitySamples none() {
    return new ParitySamples(new float[0], new float[0]);
  }

  /**
   * The number of values; of forces three per atom, the components of an atom after each other.
   *
   * @return zero or more
   */
  public int size() {
    return predicted.length;
  }

  /**
   * A predicted value.
   *
   * @param place its place
   * @return in eV/Å of a force component
   */
  public double predicted(int place) {
    return predicted[place];
  }

  /**
   * The same value as it is in truth.
   *
   * @param place its place
   * @return in eV/Å of a force component
   */
  public double actual(int place) {
    return actual[place];
  }
}
