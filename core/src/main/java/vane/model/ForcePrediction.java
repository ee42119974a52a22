package vane.model;

import java.util.Optional;

/**
 * What a model predicts for the atoms of one structure.
 *
 * <p>Immutable.
 */
public final class ForcePrediction {
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
   * @param statuses one an atom; copied
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
   * @param uncertainties the expected error of a force component, one an atom in eV/Å; copied
   * @param statuses one an atom; copied
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
   * @return the expected error of a force component, one an atom in eV/Å (a copy)
   */
  public Optional<double[]> uncertainties() {
    return uncertainties.map(double[]::clone);
  }

  /**
   * How the prediction of an atom came about.
   *
   * @param atom its index
   * @return its status
   */
  public AtomStatus status(int atom) {
    return statuses[atom];
  }
}
