package vane.equivariant;

/**
 * What a potential says about the atoms of one structure.
 *
 * <p>Immutable.
 */
public final class AtomForces {
  private final double energy;
  private final double[] forces;
  private final double[] uncertainties;
  private final boolean[] extrapolating;
  private final boolean[] alone;

  AtomForces(
      double energy,
      double[] forces,
      double[] uncertainties,
      boolean[] extrapolating,
      boolean[] alone) {
    this.energy = energy;
    this.forces = forces;
    this.uncertainties = uncertainties;
    this.extrapolating = extrapolating;
    this.alone = alone;
  }

  /**
   * The energy whose negative gradient the forces are, where no force is bounded. Its zero is
   * arbitrary, as forces say nothing of it: only differences between structures of the same atoms
   * mean something.
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
   * The expected error of a force component of each atom.
   *
   * @return {@code [nAtoms]} in eV/Å, above zero (a copy)
   */
  public double[] uncertainties() {
    return uncertainties.clone();
  }

  /**
   * Whether the neighbourhood of an atom, or one that it is in, lies outside of the training range.
   *
   * @param atom its index
   * @return true if a contact is shorter than any seen, two elements meet that never met, the
   *     invariants are farther from their mean than any seen, or the force had to be bounded
   */
  public boolean isExtrapolating(int atom) {
    return extrapolating[atom];
  }

  /**
   * Whether an atom has no neighbour, so that there is no force on it.
   *
   * @param atom its index
   * @return true if no other atom is within the cutoff
   */
  public boolean isAlone(int atom) {
    return alone[atom];
  }
}
