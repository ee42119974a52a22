package vane.engines.dynamics;

import vane.structure.Structure;

/**
 * Where a motion is: all that it takes to go on.
 *
 * <p>Immutable.
 */
public final class PhasePoint {
  private final long step;
  private final Structure structure;
  private final double[] momenta;

  /**
   * A point.
   *
   * @param step how many steps were taken to it, zero or more
   * @param structure the atoms; positions go on through the faces of a cell
   * @param momenta {@code [nAtoms × 3]} in √(u·eV); copied
   * @throws IllegalArgumentException if there are momenta of another number of atoms
   */
  public PhasePoint(long step, Structure structure, double[] momenta) {
    if (momenta.length != 3 * structure.size()) {
      throw new IllegalArgumentException(
          momenta.length + " momenta, expected three for each of " + structure.size() + " atoms");
    }
    this.step = step;
    this.structure = structure;
    this.momenta = momenta.clone();
  }

  /**
   * How many steps were taken.
   *
   * @return zero or more
   */
  public long step() {
    return step;
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
   * The momenta.
   *
   * @return {@code [nAtoms × 3]} in √(u·eV), ASE's unit (a copy)
   */
  public double[] momenta() {
    return momenta.clone();
  }
}
