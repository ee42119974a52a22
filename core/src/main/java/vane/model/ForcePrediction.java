package vane.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import vane.structure.StressComponents;

/**
 * What a model predicts for the atoms of one structure.
 *
 * <p>Immutable.
 */
public final class ForcePrediction {
  /** A sum of forces is not known better than this part of its terms. */
  private static final double ROUNDING = 1e-13;

  private final double[] directions;
  private final Optional<double[]> forces;
  private final Optional<double[]> uncertainties;
  private final AtomStatus[] statuses;
  private final OptionalDouble energy;
  private final Optional<double[]> stress;

  private ForcePrediction(
      double[] directions,
      Optional<double[]> forces,
      Optional<double[]> uncertainties,
      AtomStatus[] statuses,
      OptionalDouble energy,
      Optional<double[]> stress) {
    this.directions = directions;
    this.forces = forces;
    this.uncertainties = uncertainties;
    this.statuses = statuses;
    this.energy = energy;
    this.stress = stress;
  }

  /**
   * A prediction of directions alone.
   *
   * @param directions {@code [nAtoms × 3]}, unit rows or zero rows; copied
   * @param statuses one per atom; copied
   * @return the prediction
   */
  public static ForcePrediction ofDirections(double[] directions, AtomStatus[] statuses) {
    return new ForcePrediction(
        directions.clone(),
        Optional.empty(),
        Optional.empty(),
        statuses.clone(),
        OptionalDouble.empty(),
        Optional.empty());
  }

  /**
   * A prediction of whole forces.
   *
   * @param directions {@code [nAtoms × 3]}, unit rows or zero rows; copied
   * @param forces {@code [nAtoms × 3]} in eV/Å; copied
   * @param uncertainties the expected error of a force component, one per atom in eV/Å; copied
   * @param statuses one per atom; copied
   * @return the prediction
   */
  public static ForcePrediction ofForces(
      double[] directions, double[] forces, double[] uncertainties, AtomStatus[] statuses) {
    return new ForcePrediction(
        directions.clone(),
        Optional.of(forces.clone()),
        Optional.of(uncertainties.clone()),
        statuses.clone(),
        OptionalDouble.empty(),
        Optional.empty());
  }

  /**
   * The same prediction with the energy of the whole structure, and its stress.
   *
   * @param energyEv in eV
   * @param stressOfCell {@code [6]} in eV/Å³: xx, yy, zz, yz, xz, xy, positive under tension; empty
   *     for a structure that is not periodic in all three directions; copied
   * @return a new prediction
   * @throws IllegalArgumentException if the stress does not have six components
   */
  public ForcePrediction withEnergy(double energyEv, Optional<double[]> stressOfCell) {
    if (stressOfCell.isPresent() && stressOfCell.get().length != StressComponents.COUNT) {
      throw new IllegalArgumentException(
          "a stress of " + stressOfCell.get().length + " components, expected 6");
    }
    return new ForcePrediction(
        directions,
        forces,
        uncertainties,
        statuses,
        OptionalDouble.of(energyEv),
        stressOfCell.map(double[]::clone));
  }

  /**
   * The number of atoms.
   *
   * @return zero or more
   */
  public int size() {
    return statuses.length;
  }

  /**
   * The predicted directions of the forces.
   *
   * @return {@code [nAtoms × 3]}, unit rows, or zero rows where there is no direction (a copy)
   */
  public double[] directions() {
    return directions.clone();
  }

  /**
   * The predicted forces, if the model gives their size.
   *
   * @return {@code [nAtoms × 3]} in eV/Å (a copy)
   */
  public Optional<double[]> forces() {
    return forces.map(double[]::clone);
  }

  /**
   * How far off the predicted forces are likely to be, if the model says so: about two thirds of
   * the force components lie within one of it.
   *
   * @return the expected error of a force component, one per atom in eV/Å (a copy)
   */
  public Optional<double[]> uncertainties() {
    return uncertainties.map(double[]::clone);
  }

  /**
   * The predicted energy of the structure, if the model has one. Its zero is arbitrary: it is
   * learnt from forces, which say nothing of it. So only differences between structures of the same
   * atoms mean something.
   *
   * <p>The forces are its exact negative gradient unless one had to be bounded, as happens far
   * outside of the training range. Then the forces of this structure do not belong to its energy.
   * The energy itself is never bounded: it stays the one whose gradient the forces were before,
   * that of {@link Potential#evaluate}. An atom with a bounded force has the status {@link
   * AtomStatus#EXTRAPOLATING}; atoms without one can have this status, too.
   *
   * @return in eV; empty if the model has no energy, or if atoms of unknown elements were left out,
   *     as the energy of a part means nothing
   */
  public OptionalDouble energy() {
    return energy;
  }

  /**
   * The predicted stress, for structures that are periodic in all three directions: (1/V) ∂E/∂ε_ab
   * for a strain ε that takes each position r to (1 + ε) r and the cell with it. This is the order
   * and sign of ASE. It belongs to {@link #energy()} also where forces were bounded.
   *
   * @return {@code [6]} in eV/Å³: xx, yy, zz, yz, xz, xy, positive under tension (a copy); empty if
   *     there is no energy, or if the structure is not periodic in all three directions
   */
  public Optional<double[]> stress() {
    return stress.map(double[]::clone);
  }

  /**
   * The same prediction with the mean force taken off every atom, so that the forces sum to zero,
   * as those on all atoms of a molecule must. Directions follow the new forces; uncertainties,
   * statuses, energy and stress stay. Atoms of the status {@link AtomStatus#UNKNOWN_ELEMENT} are
   * not counted and stay without a force.
   *
   * @return a new prediction
   * @throws IllegalStateException if there are no forces
   */
  public ForcePrediction withoutNetForce() {
    double[] changed =
        forces
            .orElseThrow(() -> new IllegalStateException("found directions, expected forces"))
            .clone();
    double[] mean = meanForce(changed);
    double[] unit = new double[changed.length];
    for (int a = 0; a < size(); a++) {
      if (statuses[a] == AtomStatus.UNKNOWN_ELEMENT) {
        continue;
      }
      double before = norm(changed, 3 * a);
      for (int axis = 0; axis < 3; axis++) {
        changed[3 * a + axis] -= mean[axis];
      }
      double after = norm(changed, 3 * a);
      if (after <= ROUNDING * (before + norm(mean, 0))) {
        // What is left has the direction of a rounding error.
        Arrays.fill(changed, 3 * a, 3 * a + 3, 0);
        continue;
      }
      for (int axis = 0; axis < 3; axis++) {
        unit[3 * a + axis] = changed[3 * a + axis] / after;
      }
    }
    return new ForcePrediction(unit, Optional.of(changed), uncertainties, statuses, energy, stress);
  }

  private double[] meanForce(double[] ofAtoms) {
    double[] mean = new double[3];
    int count = 0;
    for (int a = 0; a < size(); a++) {
      if (statuses[a] != AtomStatus.UNKNOWN_ELEMENT) {
        count++;
        for (int axis = 0; axis < 3; axis++) {
          mean[axis] += ofAtoms[3 * a + axis];
        }
      }
    }
    for (int axis = 0; axis < 3 && count > 0; axis++) {
      mean[axis] /= count;
    }
    return mean;
  }

  private static double norm(double[] vectors, int at) {
    return Math.sqrt(
        vectors[at] * vectors[at]
            + vectors[at + 1] * vectors[at + 1]
            + vectors[at + 2] * vectors[at + 2]);
  }

  /**
   * The status of the prediction of an atom.
   *
   * @param atom its index
   * @return its status
   */
  public AtomStatus status(int atom) {
    return statuses[atom];
  }
}
