package vane.evaluation;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vane.model.AtomStatus;
import vane.model.ForcePrediction;
import vane.structure.Element;
import vane.structure.Structure;

/**
 * Takes predictions frame by frame and sums up their errors.
 *
 * <p>Not safe for use by several threads.
 */
public final class EvaluationAccumulator {
  private final SortedMap<Element, ElementErrors> elements = new TreeMap<>();
  private long frames;
  private long skippedAtoms;

  /** An accumulator that has seen nothing. */
  public EvaluationAccumulator() {}

  private static final class ElementErrors {
    final AngleErrors angles = new AngleErrors();
    final ForceErrors forces = new ForceErrors();
    final Map<String, Long> statuses = new TreeMap<>();

    void merge(ElementErrors other) {
      angles.merge(other.angles);
      forces.merge(other.forces);
      other.statuses.forEach((label, count) -> statuses.merge(label, count, Long::sum));
    }
  }

  /**
   * Takes one frame.
   *
   * @param structure the structure
   * @param forces the true forces, {@code [nAtoms × 3]} in eV/Å
   * @param prediction what the model predicts; atoms of the status {@link
   *     AtomStatus#UNKNOWN_ELEMENT} are counted and left out
   */
  public void add(Structure structure, double[] forces, ForcePrediction prediction) {
    if (forces.length != 3 * structure.size() || prediction.size() != structure.size()) {
      throw new IllegalArgumentException(
          String.format(
              "%d force components and %d predictions for %d atoms",
              forces.length, prediction.size(), structure.size()));
    }
    frames++;
    double[] directions = prediction.directions();
    Optional<double[]> predictedForces = prediction.forces();
    for (int a = 0; a < structure.size(); a++) {
      AtomStatus status = prediction.status(a);
      if (status == AtomStatus.UNKNOWN_ELEMENT) {
        skippedAtoms++;
        continue;
      }
      ElementErrors errors =
          elements.computeIfAbsent(structure.element(a), e -> new ElementErrors());
      errors.statuses.merge(status.label(), 1L, Long::sum);
      int i = 3 * a;
      errors.angles.add(
          directions[i],
          directions[i + 1],
          directions[i + 2],
          forces[i],
          forces[i + 1],
          forces[i + 2]);
      if (predictedForces.isPresent()) {
        for (int axis = 0; axis < 3; axis++) {
          errors.forces.add(predictedForces.get()[i + axis], forces[i + axis]);
        }
      }
    }
  }

  /**
   * The errors of all frames taken so far.
   *
   * @param model the name of the model
   * @return the evaluation
   */
  public Evaluation evaluation(String model) {
    SortedMap<Element, ErrorSummary> summaries = new TreeMap<>();
    ElementErrors all = new ElementErrors();
    elements.forEach(
        (element, errors) -> {
          summaries.put(element, ErrorSummary.of(errors.angles, errors.forces, errors.statuses));
          all.merge(errors);
        });
    return new Evaluation(
        model,
        frames,
        skippedAtoms,
        summaries,
        ErrorSummary.of(all.angles, all.forces, all.statuses));
  }
}
