package vane.network;

/**
 * What a network says about one structure. Energy, forces and virial belong together. Immutable.
 */
public final class NetworkEvaluation {
  private final double energy;
  private final double[] forces;
  private final double[] virial;

  NetworkEvaluation(double energy, double[] forces, double[] virial) {
    this.energy = energy;
    this.forces = forces;
    this.virial = virial;
  }

  /**
   * The energy.
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
   * with it.
   *
   * @return {@code [3 × 3]} in eV, row-major (a copy)
   */
  public double[] virial() {
    return virial.clone();
  }
}
