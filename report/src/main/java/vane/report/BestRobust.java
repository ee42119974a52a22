package vane.report;

import java.util.Comparator;
import java.util.Optional;
import vane.experiment.ElementResult;
import vane.experiment.RobustResult;

/** Which robust model is the best. */
final class BestRobust {
  private static final Comparator<RobustResult> BEST_FIRST =
      Comparator.comparingDouble(
              (RobustResult robust) -> robust.model().test().weightedMeanAngleDeg().orElseThrow())
          .thenComparingDouble(RobustResult::epsilon);

  private BestRobust() {}

  /**
   * The robust model of the smallest test error; among equals that of the lowest ε.
   *
   * @param result the results of an element
   * @return the model; nothing if there is none that was tested
   */
  static Optional<RobustResult> of(ElementResult result) {
    return result.robust().stream()
        .filter(robust -> robust.model().test().weightedMeanAngleDeg().isPresent())
        .min(BEST_FIRST);
  }
}
