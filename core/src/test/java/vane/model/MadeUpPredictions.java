package vane.model;

/** Predictions that no model made. */
public final class MadeUpPredictions {
  private MadeUpPredictions() {}

  /** Directions, {@code [nAtoms × 3]}, and how they came about. */
  public static ForcePrediction directions(double[] directions, AtomStatus... statuses) {
    return ForcePrediction.ofDirections(directions, statuses);
  }
}
