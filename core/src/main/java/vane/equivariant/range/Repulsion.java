package vane.equivariant.range;

import vane.equivariant.invariant.RadialBasis;

/**
 * What keeps two atoms apart well below the shortest distance that training has seen: a force that
 * grows smoothly from zero over 2δ and stays at its bound, so that nothing beyond is wild. Its
 * energy is shared by the two atoms. Immutable and thread-safe.
 *
 * @param forceEvPerAngstrom the bound of the force, in eV/Å
 */
public record Repulsion(double forceEvPerAngstrom) {
  private static final double WIDTH = 2 * RadialBasis.INNER_WIDTH_ANGSTROM;

  /**
   * The force between two atoms.
   *
   * @param below by how much they are nearer than where the repulsion begins, in Å
   * @return in eV/Å, zero or more: it drives them apart
   */
  public double force(double below) {
    double x = Math.max(0, Math.min(1, below / WIDTH));
    return forceEvPerAngstrom * x * x * (3 - 2 * x);
  }

  /**
   * The energy of two atoms together.
   *
   * @param below by how much they are nearer than where the repulsion begins, in Å
   * @return in eV, zero or more
   */
  public double energy(double below) {
    double x = Math.max(0, Math.min(1, below / WIDTH));
    double beyond = Math.max(0, below - WIDTH);
    return forceEvPerAngstrom * (WIDTH * x * x * x * (1 - x / 2) + beyond);
  }
}
