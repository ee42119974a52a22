package vane.equivariant;

import vane.structure.Structure;

/**
 * A structure whose forces are known, with the trajectory that it is of. Immutable.
 *
 * <p>Frames of one trajectory come one after the other in time, so neighbours are much alike.
 */
public final class TrainingFrame {
  private final Structure structure;
  private final double[] forces;
  private final int trajectory;

  /**
   * A frame.
   *
   * @param structure the atoms
   * @param forces {@code [nAtoms × 3]} in eV/Å; copied
   * @param trajectory the number of its trajectory; frames of one follow each other in a list
   */
  public TrainingFrame(Structure structure, double[] forces, int trajectory) {
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
    return Math.hypot(Math.hypot(force(atom, 0), force(atom, 1)), force(atom, 2));
  }
}
