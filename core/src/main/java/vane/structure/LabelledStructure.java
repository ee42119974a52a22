package vane.structure;

/**
 * A structure whose forces are known, with the trajectory that it is of: an example to learn from
 * or to test on. Immutable.
 *
 * <p>Frames of one trajectory come one after the other in time, so neighbours are much alike.
 */
public final class LabelledStructure {
  private final Structure structure;
  private final double[] forces;
  private final int trajectory;

  /**
   * An example.
   *
   * @param structure the atoms
   * @param forces {@code [nAtoms × 3]} in eV/Å; copied
   * @param trajectory the number of its trajectory; frames of one follow each other in a list
   * @throws IllegalArgumentException if there are not three force components per atom
   */
  public LabelledStructure(Structure structure, double[] forces, int trajectory) {
    if (forces.length != 3 * structure.size()) {
      throw new IllegalArgumentException(
          forces.length + " force components for " + structure.size() + " atoms");
    }
    this.structure = structure;
    this.forces = forces.clone();
    this.trajectory = trajectory;
  }

  /**
   * The atoms.
   *
   * @return the structure
   */
  public Structure structure() {
    return structure;
  }

  /**
   * The number of the trajectory.
   *
   * @return as given
   */
  public int trajectory() {
    return trajectory;
  }

  /**
   * All forces.
   *
   * @return {@code [nAtoms × 3]} in eV/Å (a copy)
   */
  public double[] forces() {
    return forces.clone();
  }

  /**
   * One component of a force.
   *
   * @param atom from zero
   * @param axis 0, 1 or 2
   * @return in eV/Å
   */
  public double force(int atom, int axis) {
    return forces[3 * atom + axis];
  }

  /**
   * The norm of a force.
   *
   * @param atom from zero
   * @return in eV/Å
   */
  public double forceNorm(int atom) {
    return VectorRows.norm(forces, atom);
  }
}
