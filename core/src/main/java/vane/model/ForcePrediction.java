package vane.model;

import java.util.Arrays;
import java.util.Optional;

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

  private ForcePrediction(
      double[] directions,
      Optional<double[]> forces,
      Optional<double[]> uncertainties,
      AtomStatus[] statuses) {
    this.directions = directions;
    this.forces = forces;
    this.uncertainties = uncertainties;
    this.statuses = statuses;
  }

  /**
   * A prediction of directions alone.
   *
   * @param directions {@code [nAtoms × 3]}, unit rows or zero rows; copied
   * @param statuses one per atom; copied
   * @return the prediction
   */
  static ForcePrediction ofDirections(double[] directions, AtomStatus[] statuses) {
    return new ForcePrediction(
        directions.clone(), Optional.empty(), Optional.empty(), statuses.clone());
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
  static ForcePrediction ofForces(
      double[] directions, double[] forces, double[] uncertainties, AtomStatus[] statuses) {
    return new ForcePrediction(
        directions.clone(),
        Optional.of(forces.clone()),
        Optional.of(uncertainties.clone()),
        statuses.clone());
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
   * The same prediction with the mean force taken off every atom, so that the forces sum to zero,
   * as those on all atoms of a molecule must. Directions follow the new forces; uncertainties and
   * statuses stay. Atoms of the status {@link AtomStatus#UNKNOWN_ELEMENT} are not counted and stay
   * without a force.
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
    return new ForcePrediction(unit, Optional.of(changed), uncertainties, statuses);
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
