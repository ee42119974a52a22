package vane.experiment;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import vane.structure.Element;

/**
 * The experiment for one element.
 *
 * @param element the element
 * @param trainingPool the number of environments that references were chosen from
 * @param testPool the number of test environments that there are
 * @param regular the regular model, trained by least squares
 * @param robust the robust models, trained by Huber regression, by ε; none if none were asked for
 */
public record ElementResult(
    Element element,
    int trainingPool,
    int testPool,
    ModelResult regular,
    List<RobustResult> robust) {

  /** Copies the list. */
  public ElementResult {
    robust = List.copyOf(robust);
  }

  /**
   * The robust model with the smallest test angle; of equals, the one with the lowest ε.
   *
   * @return nothing if there is no robust model that was tested
   */
  public Optional<RobustResult> bestRobust() {
    return robust.stream()
        .filter(result -> result.model().test().weightedMeanAngleDeg().isPresent())
        .min(
            Comparator.comparingDouble(
                    (RobustResult result) ->
                        result.model().test().weightedMeanAngleDeg().orElseThrow())
                .thenComparingDouble(RobustResult::epsilon));
  }
}
