package vane.experiment;

import java.util.Optional;
import vane.structure.Element;

/**
 * Weighted average angles that the ESANN 2021 paper reports at K = 7500, in degrees.
 *
 * @param regularTestDeg the regular model on the test set
 * @param regularTrainDeg the regular model on the training set
 * @param robustTestDeg the best robust model on the test set
 * @param robustEpsilon the Huber parameter of the best robust model
 */
public record PaperFigures(
    double regularTestDeg, double regularTrainDeg, double robustTestDeg, double robustEpsilon) {

  /**
   * The figures for an element.
   *
   * @param element the element
   * @return the figures; nothing if the paper has none
   */
  public static Optional<PaperFigures> of(Element element) {
    switch (element.symbol()) {
      case "C":
        return Optional.of(new PaperFigures(55.4, 7.4, 47.2, 1.1));
      case "H":
        return Optional.of(new PaperFigures(42.1, 1.3, 38.3, 1.0));
      default:
        return Optional.empty();
    }
  }
}
