package vane.evaluation;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import vane.structure.Element;

/**
 * The errors of a model on some frames.
 *
 * @param model the name of the model
 * @param frames the number of frames
 * @param skippedAtoms atoms of elements that the model does not know, left out on request
 * @param netForceRemoved whether the mean predicted force of each frame was taken off its atoms
 * @param elements the errors of each element
 * @param all the errors of all elements together
 * @param energies the errors of the energies, where the frames and the model have them
 * @param stresses the errors of the stresses, where the frames and the model have them
 */
public record Evaluation(
    String model,
    long frames,
    long skippedAtoms,
    boolean netForceRemoved,
    SortedMap<Element, ErrorSummary> elements,
    ErrorSummary all,
    EnergySummary energies,
    StressSummary stresses) {

  /** Copies the map. */
  public Evaluation {
    elements = Collections.unmodifiableSortedMap(new TreeMap<>(elements));
  }
}
