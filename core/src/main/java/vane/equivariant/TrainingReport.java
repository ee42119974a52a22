package vane.equivariant;

import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the training of a potential went.
 *
 * @param frames the frames learnt from
 * @param heldOutFrames the frames held out to choose the ridge and to calibrate the uncertainty;
 *     learnt from in the end, too
 * @param features the functions of one element
 * @param ridge the ridge λ, relative to the mean square of the simplest features
 * @param heldOutRmseEvPerAngstrom the root mean square error of the force components of held-out
 *     frames, in eV/Å, before they were learnt from
 * @param contactErrorEvPerAngstrom the error of a force that counts as much as one uncertainty of a
 *     contact between molecules, in eV/Å; empty if there are no contacts
 * @param reciprocalCondition the reciprocal condition number of the normal equations with the ridge
 * @param cutoffErrors the mean absolute errors of held-out force components, in eV/Å, by the
 *     cutoffs in Å that small models tried ({@link CutoffSearch}); empty if the cutoff was given
 * @param energies what was learnt of energies; empty if no frame had one: then the zero of the
 *     potential's energy is arbitrary
 * @param stresses what was learnt of stresses; empty if no frame had one
 */
public record TrainingReport(
    int frames,
    int heldOutFrames,
    int features,
    double ridge,
    OptionalDouble heldOutRmseEvPerAngstrom,
    OptionalDouble contactErrorEvPerAngstrom,
    double reciprocalCondition,
    SortedMap<Double, Double> cutoffErrors,
    Optional<ObservationReport> energies,
    Optional<ObservationReport> stresses) {

  /** Copies the errors of the cutoffs. */
  public TrainingReport {
    cutoffErrors = Collections.unmodifiableSortedMap(new TreeMap<>(cutoffErrors));
  }

  TrainingReport withCutoffErrors(SortedMap<Double, Double> errors) {
    return new TrainingReport(
        frames,
        heldOutFrames,
        features,
        ridge,
        heldOutRmseEvPerAngstrom,
        contactErrorEvPerAngstrom,
        reciprocalCondition,
        errors,
        energies,
        stresses);
  }

  /** After more frames were added. */
  TrainingReport withMore(
      int added, double condition, Optional<Long> energyFrames, Optional<Long> stressFrames) {
    return new TrainingReport(
        frames + added,
        heldOutFrames,
        features,
        ridge,
        heldOutRmseEvPerAngstrom,
        contactErrorEvPerAngstrom,
        condition,
        cutoffErrors,
        more(energies, energyFrames),
        more(stresses, stressFrames));
  }

  private static Optional<ObservationReport> more(
      Optional<ObservationReport> before, Optional<Long> frames) {
    return before.map(
        was ->
            new ObservationReport(
                Math.toIntExact(frames.orElse((long) was.frames())),
                was.weight(),
                was.heldOutRmse()));
  }

  /** After networks have learnt what was left: the errors of the mixture count. */
  TrainingReport withNetworks(
      double rmseEvPerAngstrom,
      Optional<ObservationReport> energyErrors,
      Optional<ObservationReport> stressErrors) {
    return new TrainingReport(
        frames,
        heldOutFrames,
        features,
        ridge,
        OptionalDouble.of(rmseEvPerAngstrom),
        contactErrorEvPerAngstrom,
        reciprocalCondition,
        cutoffErrors,
        energyErrors,
        stressErrors);
  }

  /** LAPACK's estimate can differ in its last bit from run to run; a model file must not. */
  static double threeDigits(double estimate) {
    return Double.parseDouble(String.format(Locale.ROOT, "%.2e", estimate));
  }
}
