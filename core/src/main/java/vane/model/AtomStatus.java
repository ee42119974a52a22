package vane.model;

import vane.mlm.PredictionStatus;

/** The status of the prediction for an atom. */
public enum AtomStatus {
  /** No special case. */
  OK("ok"),
  /** The solver stopped before it converged; the direction is the best it saw. */
  NOT_CONVERGED("not-converged"),
  /** No reference fits better than expected (Γ is empty): all references were used. */
  NO_REFERENCE_FITS("no-reference-fits"),
  /** The references do not fully determine the direction. */
  UNDERDETERMINED("underdetermined"),
  /** No direction can be determined, as for an isolated atom; the direction is zero. */
  NONE("none"),
  /** Fewer neighbours than the model compares; the missing ones count as points at the centre. */
  FEW_NEIGHBOURS("few-neighbours"),
  /** The last neighbour compared and the next one are equally far, so the choice was arbitrary. */
  TIED_NEIGHBOURS("tied-neighbours"),
  /** The neighbourhood lies outside of what the model was trained on; the force is damped. */
  EXTRAPOLATING("extrapolating"),
  /** The model was not trained on the element; nothing was predicted. */
  UNKNOWN_ELEMENT("unknown-element");

  private final String label;

  AtomStatus(String label) {
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

  static AtomStatus of(PredictionStatus prediction, boolean fewNeighbours, boolean tied) {
    switch (prediction) {
      case NOT_CONVERGED:
        return NOT_CONVERGED;
      case NO_REFERENCE_FITS:
        return NO_REFERENCE_FITS;
      case UNDERDETERMINED:
        return UNDERDETERMINED;
      case EXTRAPOLATING:
        return EXTRAPOLATING;
      case NONE:
        return NONE;
      default:
        return fewNeighbours ? FEW_NEIGHBOURS : tied ? TIED_NEIGHBOURS : OK;
    }
  }
}
