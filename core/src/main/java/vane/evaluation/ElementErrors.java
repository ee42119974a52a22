package vane.evaluation;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import vane.io.xyz.FrameLocation;
import vane.model.AtomStatus;

/** Collects everything about the predictions for one element. Not thread-safe. */
final class ElementErrors {
  final AngleErrors angles = new AngleErrors();
  final ForceErrors forces;
  final CalibrationErrors calibration = new CalibrationErrors();
  private final Map<String, Long> statuses = new TreeMap<>();
  private Optional<PlacedError> largest = Optional.empty();
  private Optional<PlacedError> largestUnflagged = Optional.empty();

  private ElementErrors(ForceErrors forces) {
    this.forces = forces;
  }

  static ElementErrors withoutSamples() {
    return new ElementErrors(new ForceErrors());
  }

  static ElementErrors keepingSamples() {
    return new ElementErrors(ForceErrors.keepingSamples());
  }

  /** Takes how the prediction for an atom came about. */
  void addStatus(AtomStatus status) {
    statuses.merge(status.label(), 1L, Long::sum);
  }

  /** Takes the force on an atom; both arrays hold those of the whole frame. */
  void addForce(
      double[] predicted, double[] actual, AtomStatus status, FrameLocation frame, int atom) {
    double squared = 0;
    for (int i = 3 * atom; i < 3 * atom + 3; i++) {
      forces.add(predicted[i], actual[i]);
      squared += (predicted[i] - actual[i]) * (predicted[i] - actual[i]);
    }
    double norm = Math.sqrt(squared);
    if (exceeds(norm, largest)) {
      largest = Optional.of(new PlacedError(norm, frame, atom));
    }
    if (status != AtomStatus.EXTRAPOLATING && exceeds(norm, largestUnflagged)) {
      largestUnflagged = Optional.of(new PlacedError(norm, frame, atom));
    }
  }

  /** Drops what is kept one by one of frames that are not kept any more. */
  void drop(FrameDraw draw) {
    angles.drop(draw);
    calibration.drop(draw);
  }

  void merge(ElementErrors other) {
    angles.merge(other.angles);
    forces.merge(other.forces);
    calibration.merge(other.calibration);
    other.statuses.forEach((label, count) -> statuses.merge(label, count, Long::sum));
    largest = larger(largest, other.largest);
    largestUnflagged = larger(largestUnflagged, other.largestUnflagged);
  }

  private static boolean exceeds(double norm, Optional<PlacedError> error) {
    // Of all numbers NaN is the largest here: it must not go unseen.
    return error.isEmpty() || Double.compare(norm, error.get().normEvPerAngstrom()) > 0;
  }

  private static Optional<PlacedError> larger(Optional<PlacedError> a, Optional<PlacedError> b) {
    return b.isPresent() && exceeds(b.get().normEvPerAngstrom(), a) ? b : a;
  }

  ErrorSummary summary() {
    return ErrorSummary.of(
        angles, forces, statuses, largest, largestUnflagged, calibration.summary());
  }
}
