package vane.direction;

/** How far a direction can be trusted. Where several apply, the last in this list is reported. */
public enum DirectionStatus {
  /** The solver reached a minimum, and the references fix the direction. */
  CONVERGED,
  /** The solver stopped early; the direction is the best point that it saw. */
  NOT_CONVERGED,
  /**
   * The references do not fix a direction: fewer than three, or all of them in a plane or on a
   * line. The direction is one of several that fit equally well.
   */
  UNDERDETERMINED,
  /** There is no direction; the vector is zero. */
  NONE
}
