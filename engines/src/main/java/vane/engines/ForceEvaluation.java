package vane.engines;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a {@link ForceSource} says about one structure.
 *
 * <p>Immutable.
 */
public final class ForceEvaluation {
  private static final int UNKNOWN = -1;

  private final double[] forces;
  private final OptionalDouble energy;
  private final Optional<double[]> virial;
  private final Optional<double[]> uncertainties;
  private final int extrapolating;

  /**
   * An evaluation.
   *
   * @param forces {@code [nAtoms × 3]} in eV/Å; copied
   * @param energy in eV, if there is one whose negative gradient the forces are
   * @param virial {@code [3 × 3]} in eV, −∂E/∂ε for a strain ε, if it is known; copied
   * @param uncertainties the expected error of a force component, {@code [nAtoms]} in eV/Å, if it
   *     is known; copied
   * @param extrapolating the number of atoms whose neighbourhood lies outside of what the source
   *     knows
   * @throws IllegalArgumentException if the shapes do not belong together
   */
  public ForceEvaluation(
      double[] forces,
      OptionalDouble energy,
      Optional<double[]> virial,
      Optional<double[]> uncertainties,
      int extrapolating) {
    int atoms = forces.length / 3;
    if (forces.length != 3 * atoms
        || virial.filter(each -> each.length != 9).isPresent()
        || uncertainties.filter(each -> each.length != atoms).isPresent()) {
      throw new IllegalArgumentException(
          "forces, virial and uncertainties of other shapes than those of " + atoms + " atoms");
    }
    this.forces = forces.clone();
    this.energy = energy;
    this.virial = virial.map(double[]::clone);
    this.uncertainties = uncertainties.map(double[]::clone);
    this.extrapolating = extrapolating;
  }

  private ForceEvaluation(double[] forces, OptionalDouble energy) {
    this.forces = forces.clone();
    this.energy = energy;
    this.virial = Optional.empty();
    this.uncertainties = Optional.empty();
    this.extrapolating = UNKNOWN;
  }

  /**
   * Forces and energy alone: nothing else was asked for.
   *
   * @param forces {@code [nAtoms × 3]} in eV/Å; copied
   * @param energy in eV, if there is one whose negative gradient the forces are
   * @return an evaluation without virial, uncertainties and {@link #extrapolating}
   */
  public static ForceEvaluation alone(double[] forces, OptionalDouble energy) {
    return new ForceEvaluation(forces, energy);
  }

  /**
   * The forces.
   *
   * @return {@code [nAtoms × 3]} in eV/Å (a copy)
   */
  public double[] forces() {
    return forces.clone();
  }

  /**
   * The energy whose negative gradient the forces are.
   *
   * @return in eV; empty where forces come without an energy
   */
  public OptionalDouble energy() {
    return energy;
  }

  /**
   * The virial W_ab = −∂E/∂ε_ab. The stress, with the sign of ASE (positive under tension), is −W /
   * volume.
   *
   * @return {@code [3 × 3]} in eV, row-major (a copy); empty where it is not known
   */
  public Optional<double[]> virial() {
    return virial.map(double[]::clone);
  }

  /**
   * The expected error of a force component of each atom.
   *
   * @return {@code [nAtoms]} in eV/Å (a copy); empty where it is not known
   */
  public Optional<double[]> uncertainties() {
    return uncertainties.map(double[]::clone);
  }

  /**
   * How many atoms lie outside of what the source knows.
   *
   * @return zero where the source does not say
   * @throws IllegalStateException if energy and forces alone were asked for
   */
  public int extrapolating() {
    if (extrapolating == UNKNOWN) {
      throw new IllegalStateException(
          "found energy and forces alone, expected an evaluation that says what extrapolates");
    }
    return extrapolating;
  }
}
