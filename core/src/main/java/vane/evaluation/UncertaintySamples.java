package vane.evaluation;

/**
 * The uncertainty and the error of the force, atom by atom, and the calibration curve.
 *
 * <p>Immutable. Atoms without an uncertainty above zero are not in it.
 */
public final class UncertaintySamples {
  private final double[] uncertainties;
  private final double[] errors;
  private final CalibrationCurve curve;

  /** Samples; the arrays, of one number per atom, are not copied. */
  UncertaintySamples(double[] uncertainties, double[] errors, CalibrationCurve curve) {
    this.uncertainties = uncertainties;
    this.errors = errors;
    this.curve = curve;
  }

  /**
   * The number of atoms.
   *
   * @return zero or more
   */
  public int size() {
    return uncertainties.length;
  }

  /**
   * The uncertainty of a force component.
   *
   * @param atom its place
   * @return eV/Å, above zero
   */
  public double uncertainty(int atom) {
    return uncertainties[atom];
  }

  /**
   * The norm of the error of the force.
   *
   * @param atom its place
   * @return eV/Å
   */
  public double errorNorm(int atom) {
    return errors[atom];
  }

  /**
   * How many errors lie within how many uncertainties.
   *
   * @return the curve of the components of all atoms
   */
  public CalibrationCurve curve() {
    return curve;
  }
}
