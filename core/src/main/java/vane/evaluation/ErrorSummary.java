package vane.evaluation;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import vane.model.AtomStatus;

/**
 * The errors of the predictions for one element, or for all.
 *
 * @param environments the number of atoms
 * @param zeroForce those without a force, left out of the angles
 * @param noDirection those with a force and no predicted direction, left out of the angles
 * @param weightedMeanAngleDeg the mean angle weighted by |F|², in degrees
 * @param meanAngleDeg the mean angle in degrees
 * @param medianAngleDeg the median angle in degrees
 * @param meanCosine the mean cosine of the angle
 * @param forceMaeEvPerAngstrom the mean absolute error of a force component in eV/Å, if the model
 *     gives forces
 * @param forceRmseEvPerAngstrom the root mean square error of a force component in eV/Å, if the
 *     model gives forces
 * @param statuses the number of predictions with each status, by its label
 * @param largestError the largest error of the force on an atom, if the model gives forces
 * @param largestUnflaggedError the largest of an atom that is not flagged as extrapolating
 * @param uncertainty how far the model's uncertainties can be trusted, if it gives them
 */
public record ErrorSummary(
    long environments,
    long zeroForce,
    long noDirection,
    OptionalDouble weightedMeanAngleDeg,
    OptionalDouble meanAngleDeg,
    OptionalDouble medianAngleDeg,
    OptionalDouble meanCosine,
    OptionalDouble forceMaeEvPerAngstrom,
    OptionalDouble forceRmseEvPerAngstrom,
    Map<String, Long> statuses,
    Optional<PlacedError> largestError,
    Optional<PlacedError> largestUnflaggedError,
    Optional<UncertaintySummary> uncertainty) {

  /** Copies the map. */
  public ErrorSummary {
    statuses = Collections.unmodifiableMap(new TreeMap<>(statuses));
  }

  /**
   * How many atoms were flagged as outside of what the model was trained on.
   *
   * @return those with the status {@link AtomStatus#EXTRAPOLATING}
   */
  public long extrapolating() {
    return statuses.getOrDefault(AtomStatus.EXTRAPOLATING.label(), 0L);
  }

  /**
   * The summary of what collectors have seen, without single errors and uncertainties.
   *
   * @param angles the angles
   * @param forces the force errors; a collector that has seen nothing if there are none
   * @param statuses the number of predictions with each status
   * @return the summary
   */
  public static ErrorSummary of(
      AngleErrors angles, ForceErrors forces, Map<String, Long> statuses) {
    return of(angles, forces, statuses, Optional.empty(), Optional.empty(), Optional.empty());
  }

  static ErrorSummary of(
      AngleErrors angles,
      ForceErrors forces,
      Map<String, Long> statuses,
      Optional<PlacedError> largest,
      Optional<PlacedError> largestUnflagged,
      Optional<UncertaintySummary> uncertainty) {
    return new ErrorSummary(
        angles.environments(),
        angles.zeroForce(),
        angles.noDirection(),
        angles.weightedMeanDegrees(),
        angles.meanDegrees(),
        angles.medianDegrees(),
        angles.meanCosine(),
        forces.mae(),
        forces.rmse(),
        statuses,
        largest,
        largestUnflagged,
        uncertainty);
  }
}
