package vane.evaluation;

/**
 * The angle between predicted and true force, and the norm of the true force, atom by atom.
 *
 * <p>Immutable. Atoms without a force or without a predicted direction are not in it.
 */
public final class AngleSamples {
  private final double[] angles;
  private final double[] norms;

  /**
   * Samples; the arrays are copied.
   *
   * @param anglesDeg in degrees, one per atom
   * @param forceNorms in eV/Å, one per atom
   */
  public AngleSamples(double[] anglesDeg, double[] forceNorms) {
    if (anglesDeg.length != forceNorms.length) {
      throw new IllegalArgumentException(
          anglesDeg.length + " angles and " + forceNorms.length + " norms, expected one of each");
    }
    this.angles = anglesDeg.clone();
    this.norms = forceNorms.clone();
  }

  /**
   * The number of atoms.
   *
   * @return zero or more
   */
  public int size() {
    return angles.length;
  }

  /**
   * The angle of an atom.
   *
   * @param atom its place
   * @return degrees, 0 to 180
   */
  public double angleDeg(int atom) {
    return angles[atom];
  }

  /**
   * The norm of the true force on an atom.
   *
   * @param atom its place
   * @return eV/Å, above zero
   */
  public double forceNorm(int atom) {
    return norms[atom];
  }
}
