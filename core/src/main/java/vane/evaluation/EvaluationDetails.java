package vane.evaluation;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import vane.structure.Element;

/**
 * An evaluation with its angles one by one.
 *
 * @param evaluation the errors
 * @param elements the angles of each element
 * @param molecules the errors of each molecule, by its name; only of frames that were taken with a
 *     name
 */
public record EvaluationDetails(
    Evaluation evaluation,
    SortedMap<Element, AngleSamples> elements,
    SortedMap<String, MoleculeErrors> molecules) {

  /** Copies the maps. */
  public EvaluationDetails {
    elements = Collections.unmodifiableSortedMap(new TreeMap<>(elements));
    molecules = Collections.unmodifiableSortedMap(new TreeMap<>(molecules));
  }
}
