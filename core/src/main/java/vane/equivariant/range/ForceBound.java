package vane.equivariant.range;

/**
 * Where a force is larger than any that training has seen, and what it is bounded to.
 *
 * <p>Up to b, one and a half times the largest force in training, nothing changes. Beyond, the norm
 * goes on as b + b tanh((|F| − b) / b): smoothly, and never above 2 b. A force that has been
 * bounded is not the gradient of the energy any more, and the forces of its structure do not sum to
 * zero.
 *
 * @param largestEvPerAngstrom the largest force in training, in eV/Å
 */
public record ForceBound(double largestEvPerAngstrom) {
  /** A force begins to be bounded at so many times the largest one in training. */
  private static final double BOUND = 1.5;

  /**
   * Whether a force is so large that it has to be bounded.
   *
   * @param forces {@code [atoms × 3]} in eV/Å; not modified
   * @param atom its number
   * @return true if it is beyond b, or not a number
   */
  public boolean isBeyond(double[] forces, int atom) {
    return !(norm(forces, atom) <= BOUND * largestEvPerAngstrom);
  }

  /**
   * Bounds the force on an atom, if it has to be.
   *
   * @param forces {@code [atoms × 3]} in eV/Å; the atom's three may be modified
   * @param atom its number
   */
  public void bound(double[] forces, int atom) {
    double b = BOUND * largestEvPerAngstrom;
    double norm = norm(forces, atom);
    if (norm <= b) {
      return;
    }
    double factor = b == 0 ? 0 : b * (1 + Math.tanh((norm - b) / b)) / norm;
    for (int axis = 0; axis < 3; axis++) {
      forces[3 * atom + axis] *= factor;
    }
  }

  /**
   * The expected error of a component of a force that means nothing: that of two forces that have
   * nothing to do with each other, the one found and one that is typical of training. The largest
   * of many normal vectors is about five times as long as a component of the others.
   *
   * @param forces {@code [atoms × 3]} in eV/Å, bounded; not modified
   * @param atom its number
   * @return in eV/Å
   */
  public double errorWithoutKnowledge(double[] forces, int atom) {
    return Math.hypot(norm(forces, atom) / Math.sqrt(3), largestEvPerAngstrom / 5);
  }

  /**
   * The length of a force.
   *
   * @param forces {@code [atoms × 3]} in eV/Å; not modified
   * @param atom its number
   * @return in eV/Å
   */
  public static double norm(double[] forces, int atom) {
    return Math.hypot(Math.hypot(forces[3 * atom], forces[3 * atom + 1]), forces[3 * atom + 2]);
  }
}
