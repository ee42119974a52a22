package vane.equivariant;

import java.util.Optional;

/**
 * What a potential says about one structure: its energy, the forces on its atoms, how exact these
 * are, and its virial where it was asked for.
 *
 * <p>From {@link EquivariantPotential#evaluateConservative} energy, forces and virial belong
 * together everywhere: the forces are the negative gradient of the energy, and the virial that of
 * its strain. From {@link EquivariantPotential#evaluate} the forces are this gradient but where one
 * has been bounded: only far outside of the training range, and such atoms are flagged. Bounding
 * changes forces alone: energy and virial still belong to each other then. From {@link
 * EquivariantPotential#evaluateForces} there are energy and forces, and nothing else. Immutable.
 */
public final class PotentialEvaluation {
  private final double energy;
  private final double[] forces;
  private final double[] uncertainties;
  private final boolean[] extrapolating;
  private final boolean[] alone;
  private final Optional<double[]> virial;

  PotentialEvaluation(
      double energy,
      double[] forces,
      double[] uncertainties,
      boolean[] extrapolating,
      boolean[] alone,
      Optional<double[]> virial) {
    this.energy = energy;
    this.forces = forces;
    this.uncertainties = uncertainties;
    this.extrapolating = extrapolating;
    this.alone = alone;
    this.virial = virial;
  }

  /** Energy and forces alone. */
  PotentialEvaluation(double energy, double[] forces) {
    this(energy, forces, new double[0], new boolean[0], new boolean[0], Optional.empty());
  }

  /**
   * The energy whose negative gradient the forces are, where none of them is bounded. Bounding does
   * not change it. Its zero is arbitrary, as forces say nothing of it: only differences between
   * structures of the same atoms mean something.
   *
   * @return in eV
   */
  public double energy() {
    return energy;
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
   * Whether there is a virial.
   *
   * @return true after {@link EquivariantPotential#evaluateConservative}, and after {@link
   *     EquivariantPotential#evaluate} for structures that are periodic in all three directions
   */
  public boolean hasVirial() {
    return virial.isPresent();
  }

  /**
   * The virial W_ab = −∂E/∂ε_ab for a strain ε that takes each position r to (1 + ε) r and the cell
   * with it: −Σ d_a ∂E/∂d_b over pairs, repulsion included. The stress, with the sign of ASE
   * (positive under tension), is −W divided by the volume.
   *
   * @return {@code [3 × 3]} in eV, row-major, exactly symmetric (a copy)
   * @throws IllegalStateException if there is none
   */
  public double[] virial() {
    return virial
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "there is no virial, expected a structure that is periodic in all three"
                        + " directions, or evaluateConservative()"))
        .clone();
  }

  /**
   * The expected error of a force component of each atom.
   *
   * @return {@code [nAtoms]} in eV/Å, above zero (a copy)
   * @throws IllegalStateException if energy and forces alone were asked for
   */
  public double[] uncertainties() {
    requireDetails();
    return uncertainties.clone();
  }

  /**
   * Whether the neighbourhood of an atom, or one that it is in, lies outside of the training range.
   *
   * @param atom its index
   * @return true if a contact is shorter than any seen, two elements meet that never met, the
   *     invariants are farther from their mean than any seen, or the force is so large that it has
   *     to be bounded
   * @throws IllegalStateException if energy and forces alone were asked for
   */
  public boolean isExtrapolating(int atom) {
    requireDetails();
    return extrapolating[atom];
  }

  /**
   * Whether an atom has no neighbour, so that there is no force on it.
   *
   * @param atom its index
   * @return true if no other atom is within the cutoff
   * @throws IllegalStateException if energy and forces alone were asked for
   */
  public boolean isAlone(int atom) {
    requireDetails();
    return alone[atom];
  }

  private void requireDetails() {
    if (uncertainties.length < forces.length / 3) {
      throw new IllegalStateException(
          "found energy and forces alone, expected evaluate() or evaluateConservative()");
    }
  }
}
