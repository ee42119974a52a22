package vane.engines.dynamics;

/**
 * Units of dynamics, with the constants of ASE 3.22 (CODATA 2014).
 *
 * <p>With lengths in Å, energies in eV and masses in u, the equations of motion hold without
 * factors when times are in Å √(u/eV), some 10 fs. Momenta are in √(u·eV) then.
 */
public final class DynamicsUnits {
  /** The Boltzmann constant in eV/K. */
  public static final double BOLTZMANN_EV_PER_KELVIN = 8.617330337217213e-05;

  /** A femtosecond in Å √(u/eV). */
  public static final double FEMTOSECOND = 0.09822694788464063;

  private DynamicsUnits() {}
}
