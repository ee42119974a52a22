package vane.evaluation;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import vane.structure.Element;

/**
 * The errors of a model on the frames of one molecule.
 *
 * @param frames the number of its frames
 * @param elements the errors of each element
 * @param all the errors of all elements together
 * @param samples the angles one by one
 */
public record MoleculeErrors(
    long frames,
    SortedMap<Element, ErrorSummary> elements,
    ErrorSummary all,
    AngleSamples samples) {

  /** Copies the map. */
  public MoleculeErrors {
    elements = Collections.unmodifiableSortedMap(new TreeMap<>(elements));
  }
}
