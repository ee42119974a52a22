package vane.mlm;

/** The status of a prediction. */
public enum PredictionStatus {
  /** No special case. */
  OK("ok"),
  /** The solver stopped before it converged; the direction is the best it saw. */
  NOT_CONVERGED("not-converged"),
  /**
   * No reference fits better than expected (Γ is empty): all references were used, each with its
   * weight in the loss.
   */
  NO_REFERENCE_FITS("no-reference-fits"),
  /** The references do not fully determine the direction. */
  UNDERDETERMINED("underdetermined"),
  /** The neighbourhood lies outside of what the model was trained on. */
  EXTRAPOLATING("extrapolating"),
  /** No direction can be determined, as for an isolated atom; the vector is zero. */
  NONE("none");

  private final String label;

  PredictionStatus(String label) {
    this.label = label;
  }

  /**
   * The word that files and reports use.
   *
   * @return such as {@code no-reference-fits}
   */
  public String label() {
    return label;
  }
}
