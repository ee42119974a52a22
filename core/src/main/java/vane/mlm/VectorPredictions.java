package vane.mlm;

/**
 * Predicted vectors of some environments, with their lengths and expected errors.
 *
 * <p>Immutable.
 */
public final class VectorPredictions {
  private final double[] vectors;
  private final double[] directions;
  private final double[] errors;
  private final PredictionStatus[] statuses;

  VectorPredictions(
      double[] vectors, double[] directions, double[] errors, PredictionStatus[] statuses) {
    this.vectors = vectors;
    this.directions = directions;
    this.errors = errors;
    this.statuses = statuses;
  }

  /**
   * The number of environments.
   *
   * @return N
   */
  public int size() {
    return statuses.length;
  }

  /**
   * One component of a predicted vector.
   *
   * @param row the environment
   * @param axis 0, 1 or 2
   * @return the component, in the unit of the training vectors
   */
  public double vector(int row, int axis) {
    return vectors[3 * row + axis];
  }

  /**
   * One component of a predicted direction.
   *
   * @param row the environment
   * @param axis 0, 1 or 2
   * @return the component of a unit vector, or 0 if the status is {@link PredictionStatus#NONE}
   */
  public double direction(int row, int axis) {
    return directions[3 * row + axis];
  }

  /**
   * How far off a vector is likely to be.
   *
   * @param row the environment
   * @return the expected error of a component, in the unit of the training vectors
   */
  public double expectedError(int row) {
    return errors[row];
  }

  /**
   * How a prediction came about.
   *
   * @param row the environment
   * @return its status
   */
  public PredictionStatus status(int row) {
    return statuses[row];
  }
}
