package vane.structure;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A structure whose forces are known, and perhaps its energy and stress, with the trajectory that
 * it is of: an example to learn from or to test on. Immutable.
 *
 * <p>Frames of one trajectory come one after the other in time, so neighbours are much alike.
 */
public final class LabelledStructure {
  private final Structure structure;
  private final double[] forces;
  private final int trajectory;
  private final OptionalDouble energy;
  private final Optional<double[]> stress;
  private final BitSet held;

  /**
   * An example of forces alone.
   *
   * @param structure the atoms
   * @param forces {@code [nAtoms × 3]} in eV/Å; copied
   * @param trajectory the number of its trajectory; frames of one follow each other in a list
   * @throws IllegalArgumentException if there are not three force components per atom
   */
  public LabelledStructure(Structure structure, double[] forces, int trajectory) {
    this(structure, forces, trajectory, OptionalDouble.empty(), Optional.empty());
  }

  /**
   * An example.
   *
   * @param structure the atoms
   * @param forces {@code [nAtoms × 3]} in eV/Å; copied
   * @param trajectory the number of its trajectory; frames of one follow each other in a list
   * @param energy of all atoms, in eV; empty if it is not known
   * @param stress {@code [6]} in eV/Å³ (xx, yy, zz, yz, xz, xy), positive under tension; copied;
   *     empty if it is not known, as that of a structure that is not periodic in all three
   *     directions
   * @throws IllegalArgumentException if there are not three force components per atom, the energy
   *     is not finite, or the stress is not six finite numbers of a fully periodic structure
   */
  public LabelledStructure(
      Structure structure,
      double[] forces,
      int trajectory,
      OptionalDouble energy,
      Optional<double[]> stress) {
    this(structure, forces, trajectory, energy, stress, new BitSet());
  }

  private LabelledStructure(
      Structure structure,
      double[] forces,
      int trajectory,
      OptionalDouble energy,
      Optional<double[]> stress,
      BitSet held) {
    if (forces.length != 3 * structure.size()) {
      throw new IllegalArgumentException(
          forces.length + " force components for " + structure.size() + " atoms");
    }
    this.structure = structure;
    this.forces = forces.clone();
    this.trajectory = trajectory;
    if (!Double.isFinite(energy.orElse(0))) {
      throw new IllegalArgumentException(
          "an energy of " + energy.getAsDouble() + " eV, expected a finite number");
    }
    this.energy = energy;
    this.stress = stress.map(double[]::clone);
    this.stress.ifPresent(found -> requireStress(structure, found));
    this.held = held;
  }

  /**
   * The same with atoms that constraints hold: nothing can be learnt from their forces.
   *
   * @param atoms the indices of the atoms; copied
   * @return a new example
   */
  public LabelledStructure withHeld(BitSet atoms) {
    return new LabelledStructure(
        structure, forces, trajectory, energy, stress, (BitSet) atoms.clone());
  }

  /**
   * The same with another energy, and without a stress.
   *
   * @param other in eV; empty if it is not known
   * @return a new example
   */
  public LabelledStructure withEnergy(OptionalDouble other) {
    return new LabelledStructure(structure, forces, trajectory, other, Optional.empty(), held);
  }

  /**
   * Whether all forces are known: whether no constraint holds any atom.
   *
   * @return true but for frames with atoms of {@link #withHeld}
   */
  public boolean knowsForces() {
    return held.isEmpty();
  }

  /**
   * The root mean square of the force components of examples, as far as they are known.
   *
   * @param examples any number of them
   * @return in eV/Å; not a number if no force is known
   */
  public static double rmsForce(List<LabelledStructure> examples) {
    double sum = 0;
    long count = 0;
    for (LabelledStructure example : examples) {
      for (int i = 0; i < example.structure.size(); i++) {
        if (example.knowsForce(i)) {
          sum += example.forceNorm(i) * example.forceNorm(i);
          count += 3;
        }
      }
    }
    return Math.sqrt(sum / count);
  }

  /**
   * Whether the force on an atom is known: whether no constraint holds the atom.
   *
   * @param atom from zero
   * @return true for all but the atoms of {@link #withHeld}
   */
  public boolean knowsForce(int atom) {
    return !held.get(atom);
  }

  private static void requireStress(Structure structure, double[] stress) {
    if (stress.length != StressComponents.COUNT
        || !Arrays.stream(stress).allMatch(Double::isFinite)
        || !structure.cell().map(Cell::isFullyPeriodic).orElse(false)) {
      throw new IllegalArgumentException(
          "a stress of "
              + Arrays.toString(stress)
              + ", expected six finite numbers of a structure that is periodic in all directions");
    }
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
   * The energy of all atoms.
   *
   * @return in eV; empty if it is not known
   */
  public OptionalDouble energy() {
    return energy;
  }

  /**
   * The stress.
   *
   * @return {@code [6]} in eV/Å³ (a copy): xx, yy, zz, yz, xz, xy, positive under tension; empty if
   *     it is not known
   */
  public Optional<double[]> stress() {
    return stress.map(double[]::clone);
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
