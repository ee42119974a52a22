package vane.model;

import java.util.Optional;

/**
 * What a {@link Potential} says about one structure: energy, forces and virial, and how far they
 * can be trusted where the potential knows that.
 *
 * <p>Immutable.
 */
public final class EnergyAndForces {
  private final double energy;
  private final double[] forces;
  private final double[] virial;
  private final Optional<double[]> uncertainties;
  private final boolean[] extrapolating;

  /**
   * A result.
   *
   * @param energy in eV
   * @param forces {@code [nAtoms × 3]} in eV/Å, the negative gradient of the energy; copied
   * @param virial {@code [3 × 3]} in eV; copied
   * @param uncertainties the expected error of a force component, {@code [nAtoms]} in eV/Å, if it
   *     is known; copied
   * @param extrapolating for each atom whether its neighbourhood lies outside of the training
   *     range; copied
   * @throws IllegalArgumentException if the shapes do not belong together
   */
  public EnergyAndForces(
      double energy,
      double[] forces,
      double[] virial,
      Optional<double[]> uncertainties,
      boolean[] extrapolating) {
    int atoms = extrapolating.length;
    if (forces.length != 3 * atoms
        || virial.length != 9
        || uncertainties.map(each -> each.length != atoms).orElse(false)) {
      throw new IllegalArgumentException(
          forces.length
              + " force components and a virial of "
              + virial.length
              + " for "
              + atoms
              + " atoms");
    }
    this.energy = energy;
    this.forces = forces.clone();
    this.virial = virial.clone();
    this.uncertainties = uncertainties.map(double[]::clone);
    this.extrapolating = extrapolating.clone();
  }

  private EnergyAndForces(double energy, double[] forces) {
    this.energy = energy;
    this.forces = forces.clone();
    this.virial = new double[0];
    this.uncertainties = Optional.empty();
    this.extrapolating = new boolean[0];
  }

  /**
   * Energy and forces alone, without a virial and flags.
   *
   * @param energy in eV
   * @param forces {@code [nAtoms × 3]} in eV/Å, the negative gradient of the energy; copied
   * @return a result
   */
  public static EnergyAndForces alone(double energy, double[] forces) {
    return new EnergyAndForces(energy, forces);
  }

  /**
   * The energy. Where a potential was learnt from forces alone its zero is arbitrary: only
   * differences between structures of the same atoms mean something.
   *
   * @return in eV
   */
  public double energy() {
    return energy;
  }

  /**
   * The forces, the negative gradient of the energy.
   *
   * @return {@code [nAtoms × 3]} in eV/Å (a copy)
   */
  public double[] forces() {
    return forces.clone();
  }

  /**
   * The virial W_ab = −∂E/∂ε_ab for a strain ε that takes each position r to (1 + ε) r and the cell
   * with it. The stress, with the sign of ASE (positive under tension), is −W / volume.
   *
   * @return {@code [3 × 3]} in eV, row-major (a copy)
   * @throws IllegalStateException if energy and forces alone were asked for
   */
  public double[] virial() {
    if (virial.length == 0) {
      throw notAskedFor("a virial");
    }
    return virial.clone();
  }

  /**
   * The expected error of a force component of each atom, if the potential knows it and it was
   * asked for.
   *
   * @return {@code [nAtoms]} in eV/Å (a copy)
   */
  public Optional<double[]> uncertainties() {
    return uncertainties.map(double[]::clone);
  }

  /**
   * Whether the neighbourhood of an atom lies outside of the training range.
   *
   * @param atom its index
   * @return false if the potential does not know such a range
   * @throws IllegalStateException if energy and forces alone were asked for
   */
  public boolean isExtrapolating(int atom) {
    if (extrapolating.length < forces.length / 3) {
      throw notAskedFor("flags");
    }
    return extrapolating[atom];
  }

  private static IllegalStateException notAskedFor(String what) {
    return new IllegalStateException("found energy and forces alone, expected " + what);
  }
}
