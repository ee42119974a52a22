package vane.model;

import java.util.Optional;

/** Predictions that no model made. */
public final class MadeUpPredictions {
  private MadeUpPredictions() {}

  /** Directions, {@code [nAtoms × 3]}, and how they came about. */
  public static ForcePrediction directions(double[] directions, AtomStatus... statuses) {
    return ForcePrediction.ofDirections(directions, statuses);
  }

  /** Forces, {@code [nAtoms × 3]} in eV/Å, with their directions. */
  public static ForcePrediction forces(
      double[] forces, double[] uncertainties, AtomStatus... statuses) {
    double[] directions = new double[forces.length];
    for (int i = 0; i < forces.length; i += 3) {
      double norm = Math.hypot(Math.hypot(forces[i], forces[i + 1]), forces[i + 2]);
      for (int axis = 0; axis < 3 && norm > 0; axis++) {
        directions[i + axis] = forces[i + axis] / norm;
      }
    }
    return ForcePrediction.ofForces(directions, forces, uncertainties, statuses);
  }

  /** The same with an energy in eV, and six stress components in eV/Å³ or none. */
  public static ForcePrediction withEnergy(
      ForcePrediction prediction, double energy, double... stress) {
    return prediction.withEnergy(
        energy, stress.length == 0 ? Optional.empty() : Optional.of(stress));
  }
}
