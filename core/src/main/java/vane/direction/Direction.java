package vane.direction;

/**
 * A direction that a solver found.
 *
 * @param x first component of the unit vector, or zero
 * @param y second component
 * @param z third component
 * @param loss the loss (3) at the vector, at most zero; zero if there is no reference
 * @param evaluations how often the sum over the references was formed
 * @param status whether the vector is a converged and well-determined direction
 */
public record Direction(
    double x, double y, double z, double loss, int evaluations, DirectionStatus status) {

  /**
   * No direction: the zero vector.
   *
   * @param loss the loss at the zero vector, or zero if there is no reference
   * @param evaluations how often the sum over the references was formed
   * @return the direction with status {@link DirectionStatus#NONE}
   */
  static Direction none(double loss, int evaluations) {
    return new Direction(0, 0, 0, loss, evaluations, DirectionStatus.NONE);
  }
}
