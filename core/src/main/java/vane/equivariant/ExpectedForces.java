package vane.equivariant;

/** What other frames say of the forces on a frame. Immutable. */
public final class ExpectedForces {
  private final double[] forces;
  private final double[] distances;

  /** Takes over both arrays. */
  ExpectedForces(double[] forces, double[] distances) {
    this.forces = forces;
    this.distances = distances;
  }

  /**
   * A component of a force.
   *
   * @param atom from zero
   * @param axis 0, 1 or 2
   * @return in eV/Å
   */
  public double force(int atom, int axis) {
    return forces[3 * atom + axis];
  }

  /**
   * How unlike those of other frames the neighbourhood of an atom and those of its neighbours are.
   *
   * @param atom from zero
   * @return the distance of {@link vane.equivariant.range.ErrorModel}, zero or more
   */
  public double distance(int atom) {
    return distances[atom];
  }
}
