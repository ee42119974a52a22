package vane.equivariant;

/**
 * What keeps two atoms apart well below the shortest distance that training has seen: a force that
 * grows smoothly from zero over 2δ and stays at its bound, so that nothing beyond is wild. Its
 * energy is shared by the two atoms. Immutable and thread-safe.
 *
 * @param forceEvPerAngstrom the bound of the force, in eV/Å
 */
record Repulsion(double forceEvPerAngstrom) {
  private static final double WIDTH = 2 * RadialBasis.INNER_WIDTH_ANGSTROM;

  /** The force between two atoms that are nearer than the shortest distance by {@code below} Å. */
  double force(double below) {
    double x = Math.max(0, Math.min(1, below / WIDTH));
    return forceEvPerAngstrom * x * x * (3 - 2 * x);
  }

  /** The energy of the two atoms in eV. */
  double energy(double below) {
    double x = Math.max(0, Math.min(1, below / WIDTH));
    double beyond = Math.max(0, below - WIDTH);
    return forceEvPerAngstrom * (WIDTH * x * x * x * (1 - x / 2) + beyond);
  }
}
