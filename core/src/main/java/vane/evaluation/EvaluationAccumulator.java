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
  private final SortedMap<String, OneMolecule> molecules = new TreeMap<>();
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

    ErrorSummary summary() {
      return ErrorSummary.of(angles, forces, statuses);
    }
  }

  private static final class OneMolecule {
    final SortedMap<Element, ElementErrors> elements = new TreeMap<>();
    long frames;

    MoleculeErrors errors() {
      ElementErrors all = merged(elements);
      return new MoleculeErrors(frames, summaries(elements), all.summary(), all.angles.samples());
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
    skippedAtoms += take(elements, structure, forces, prediction);
    frames++;
  }

  /**
   * Takes one frame, and keeps its errors for its molecule, too. That takes twice the memory.
   *
   * @param structure the structure
   * @param forces the true forces, {@code [nAtoms × 3]} in eV/Å
   * @param prediction what the model predicts; atoms of the status {@link
   *     AtomStatus#UNKNOWN_ELEMENT} are counted and left out
   * @param molecule the name of the molecule
   */
  public void add(
      Structure structure, double[] forces, ForcePrediction prediction, String molecule) {
    add(structure, forces, prediction);
    OneMolecule group = molecules.computeIfAbsent(molecule, name -> new OneMolecule());
    take(group.elements, structure, forces, prediction);
    group.frames++;
  }

  /** Adds the atoms of a frame and says how many were of an unknown element. */
  private static long take(
      SortedMap<Element, ElementErrors> into,
      Structure structure,
      double[] forces,
      ForcePrediction prediction) {
    if (forces.length != 3 * structure.size() || prediction.size() != structure.size()) {
      throw new IllegalArgumentException(
          String.format(
              "%d force components and %d predictions for %d atoms",
              forces.length, prediction.size(), structure.size()));
    }
    long skipped = 0;
    double[] directions = prediction.directions();
    Optional<double[]> predictedForces = prediction.forces();
    for (int a = 0; a < structure.size(); a++) {
      AtomStatus status = prediction.status(a);
      if (status == AtomStatus.UNKNOWN_ELEMENT) {
        skipped++;
        continue;
      }
      ElementErrors errors = into.computeIfAbsent(structure.element(a), e -> new ElementErrors());
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
    return skipped;
  }

  /**
   * The errors of all frames taken so far.
   *
   * @param model the name of the model
   * @return the evaluation
   */
  public Evaluation evaluation(String model) {
    return new Evaluation(
        model, frames, skippedAtoms, summaries(elements), merged(elements).summary());
  }

  /**
   * The errors of all frames taken so far with the angles one by one.
   *
   * @param model the name of the model
   * @return the evaluation and its angles
   */
  public EvaluationDetails details(String model) {
    SortedMap<Element, AngleSamples> samples = new TreeMap<>();
    elements.forEach((element, errors) -> samples.put(element, errors.angles.samples()));
    SortedMap<String, MoleculeErrors> byMolecule = new TreeMap<>();
    molecules.forEach((name, molecule) -> byMolecule.put(name, molecule.errors()));
    return new EvaluationDetails(evaluation(model), samples, byMolecule);
  }

  private static SortedMap<Element, ErrorSummary> summaries(
      SortedMap<Element, ElementErrors> elements) {
    SortedMap<Element, ErrorSummary> summaries = new TreeMap<>();
    elements.forEach((element, errors) -> summaries.put(element, errors.summary()));
    return summaries;
  }

  private static ElementErrors merged(SortedMap<Element, ElementErrors> elements) {
    ElementErrors all = new ElementErrors();
    elements.values().forEach(all::merge);
    return all;
  }
}
