package vane.mlm;

import java.util.Arrays;
import vane.direction.Direction;

/**
 * Predictions for some environments: directions, and whole vectors with their expected errors where
 * the reading of the model gives them.
 *
 * <p>Immutable once it is handed out.
 */
public final class Predictions {
  private final double[] directions;
  private final double[] vectors;
  private final double[] expectedErrors;
  private final PredictionStatus[] statuses;
  private final int[] accepted;

  private Predictions(int size, boolean withVectors) {
    directions = new double[3 * size];
    vectors = new double[withVectors ? 3 * size : 0];
    expectedErrors = new double[withVectors ? size : 0];
    statuses = new PredictionStatus[size];
    Arrays.fill(statuses, PredictionStatus.NONE);
    accepted = new int[size];
  }

  /** Directions alone, all of them none so far. */
  static Predictions ofDirections(int size) {
    return new Predictions(size, false);
  }

  /** Whole vectors, all of them none so far; all K references take part in each. */
  static Predictions ofVectors(int size, int references) {
    Predictions predictions = new Predictions(size, true);
    Arrays.fill(predictions.accepted, references);
    return predictions;
  }

  /** Sets a direction. */
  void setDirection(int row, Direction direction, PredictionStatus status, int acceptedReferences) {
    directions[3 * row] = direction.x();
    directions[3 * row + 1] = direction.y();
    directions[3 * row + 2] = direction.z();
    statuses[row] = status;
    accepted[row] = acceptedReferences;
  }

  /**
   * Sets a vector of a new length along row {@code row} of {@code along}, whose length is given.
   */
  void setVector(
      int row,
      double[] along,
      double lengthOfAlong,
      double length,
      double expectedError,
      PredictionStatus status) {
    for (int c = 0; c < 3; c++) {
      directions[3 * row + c] = along[3 * row + c] / lengthOfAlong;
      vectors[3 * row + c] = directions[3 * row + c] * length;
    }
    expectedErrors[row] = expectedError;
    statuses[row] = status;
  }

  /** Sets a vector along the direction of the same row of {@code along}. */
  void setVector(
      int row, Predictions along, double length, double expectedError, PredictionStatus status) {
    setVector(row, along.directions, 1, length, expectedError, status);
    accepted[row] = along.accepted[row];
  }

  /** Sets that there is nothing to tell a vector from. */
  void setNone(int row, double expectedError) {
    expectedErrors[row] = expectedError;
    statuses[row] = PredictionStatus.NONE;
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
  public double direction(int row, int axis) {
    return directions[3 * row + axis];
  }

  /**
   * All predicted directions.
   *
   * @return {@code [N × 3]}, unit rows, or zero rows where there is no direction (a copy)
   */
  public double[] directions() {
    return directions.clone();
  }

  /**
   * Whether whole vectors and their expected errors were predicted.
   *
   * @return false for directions alone
   */
  public boolean hasVectors() {
    return vectors.length > 0 || statuses.length == 0;
  }

  /**
   * One component of a predicted vector.
   *
   * @param row the environment
   * @param axis 0, 1 or 2
   * @return the component, in the unit of the training vectors
   * @throws IllegalStateException if directions alone were predicted
   */
  public double vector(int row, int axis) {
    requireVectors();
    return vectors[3 * row + axis];
  }

  /**
   * How far off a vector is likely to be.
   *
   * @param row the environment
   * @return the expected error of a component, in the unit of the training vectors
   * @throws IllegalStateException if directions alone were predicted
   */
  public double expectedError(int row) {
    requireVectors();
    return expectedErrors[row];
  }

  private void requireVectors() {
    if (!hasVectors()) {
      throw new IllegalStateException("found directions, expected whole vectors");
    }
  }

  /**
   * The status of a prediction.
   *
   * @param row the environment
   * @return its status
   */
  public PredictionStatus status(int row) {
    return statuses[row];
  }

  /**
   * How many references took part: the size of Γ for cosines, K for projections.
   *
   * @param row the environment
   * @return 0 to K
   */
  public int acceptedReferences(int row) {
    return accepted[row];
  }
}
