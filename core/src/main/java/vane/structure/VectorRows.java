package vane.structure;

/** Vectors of three components each, one after the other in an array, {@code [n × 3]} row-major. */
public final class VectorRows {
  private VectorRows() {}

  /**
   * The length of a vector.
   *
   * @param rows {@code [n × 3]}; not modified
   * @param row which of them
   * @return its Euclidean norm, without overflow or underflow between
   */
  public static double norm(double[] rows, int row) {
    return Math.hypot(Math.hypot(rows[3 * row], rows[3 * row + 1]), rows[3 * row + 2]);
  }

  /**
   * The directions of vectors.
   *
   * @param rows {@code [n × 3]}; not modified
   * @return {@code [n × 3]}, a new array: unit rows, and zero rows where a vector is zero
   */
  public static double[] directions(double[] rows) {
    double[] directions = new double[rows.length];
    for (int i = 0; i < rows.length / 3; i++) {
      double norm = norm(rows, i);
      for (int axis = 0; axis < 3; axis++) {
        directions[3 * i + axis] = norm == 0 ? 0 : rows[3 * i + axis] / norm;
      }
    }
    return directions;
  }
}
