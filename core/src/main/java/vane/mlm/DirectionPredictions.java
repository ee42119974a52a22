package vane.mlm;

/**
 * Predicted directions of some environments.
 *
 * <p>Immutable.
 */
public final class DirectionPredictions {
  private final double[] vectors;
  private final PredictionStatus[] statuses;
  private final int[] accepted;

  DirectionPredictions(double[] vectors, PredictionStatus[] statuses, int[] accepted) {
    this.vectors = vectors;
    this.statuses = statuses;
    this.accepted = accepted;
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
   * One component of a predicted direction.
   *
   * @param row the environment
   * @param axis 0, 1 or 2
   * @return the component of a unit vector, or 0 if the status is {@link PredictionStatus#NONE}
   */
  public double vector(int row, int axis) {
    return vectors[3 * row + axis];
  }

  /**
   * All predicted directions.
   *
   * @return {@code [N × 3]}, unit rows, or zero rows where there is no direction (a copy)
   */
  public double[] vectors() {
    return vectors.clone();
  }

  /**
   * How a direction came about.
   *
   * @param row the environment
   * @return its status
   */
  public PredictionStatus status(int row) {
    return statuses[row];
  }

  /**
   * How many references were accepted: the size of Γ.
   *
   * @param row the environment
   * @return 0 to K
   */
  public int acceptedReferences(int row) {
    return accepted[row];
  }
}
