package vane.directions;

import vane.mlm.PredictionStatus;
import vane.mlm.Predictions;

/** Predicted directions, one per row. Immutable. */
public final class DirectionPredictions {
  /** A part in the plane below this is rounding, not a direction. */
  private static final double NOTHING = 1e-9;

  private final int dimension;
  private final double[] directions;
  private final double[] expectedErrors;
  private final PredictionStatus[] statuses;

  private DirectionPredictions(
      int dimension, double[] directions, double[] expectedErrors, PredictionStatus[] statuses) {
    this.dimension = dimension;
    this.directions = directions;
    this.expectedErrors = expectedErrors;
    this.statuses = statuses;
  }

  /**
   * Predictions from those in space. In the plane the third component is never determined; so it is
   * dropped, and that it is undetermined is no remark.
   */
  static DirectionPredictions of(int dimension, Predictions predictions) {
    int n = predictions.size();
    double[] directions = new double[n * dimension];
    double[] errors = new double[predictions.hasVectors() ? n : 0];
    PredictionStatus[] statuses = new PredictionStatus[n];
    for (int i = 0; i < n; i++) {
      double[] u = {predictions.direction(i, 0), predictions.direction(i, 1), 0};
      statuses[i] = predictions.status(i);
      if (dimension == 3) {
        u[2] = predictions.direction(i, 2);
      } else if (Math.hypot(u[0], u[1]) < NOTHING) {
        u = new double[3];
        statuses[i] = PredictionStatus.NONE;
      } else {
        DirectionData.normalise(u, 0);
        if (statuses[i] == PredictionStatus.UNDERDETERMINED) {
          statuses[i] = PredictionStatus.OK;
        }
      }
      System.arraycopy(u, 0, directions, i * dimension, dimension);
      if (predictions.hasVectors()) {
        errors[i] = predictions.expectedError(i);
      }
    }
    return new DirectionPredictions(dimension, directions, errors, statuses);
  }

  /**
   * The number of rows.
   *
   * @return N
   */
  public int size() {
    return statuses.length;
  }

  /**
   * How many components a direction has.
   *
   * @return 2 or 3
   */
  public int dimension() {
    return dimension;
  }

  /**
   * The directions.
   *
   * @return {@code [N × dimension]}, row-major: unit vectors, or zeros where the status is {@link
   *     PredictionStatus#NONE} (a copy)
   */
  public double[] directions() {
    return directions.clone();
  }

  /** One component. */
  double direction(int row, int axis) {
    return directions[row * dimension + axis];
  }

  /**
   * How far off a component is likely to be.
   *
   * @return {@code [N]}, about two thirds of the components are nearer than that (a copy); empty
   *     for a model of cosines
   */
  public double[] expectedErrors() {
    return expectedErrors.clone();
  }

  /**
   * What is special about a row.
   *
   * @param row the row
   * @return its status
   */
  public PredictionStatus status(int row) {
    return statuses[row];
  }
}
