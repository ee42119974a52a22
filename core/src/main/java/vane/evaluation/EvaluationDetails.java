package vane.evaluation;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import vane.structure.Element;

/**
 * An evaluation with its angles and errors one by one.
 *
 * @param evaluation the errors
 * @param elements the angles of each element
 * @param forces the force components of each element, where they are known
 * @param uncertainties the uncertainties and errors of each element, where they are known
 * @param energies predicted and true energies in meV/atom, each without the mean of its formula;
 *     none where they are not known
 * @param stresses predicted and true components of stresses in GPa; none where they are not known
 * @param molecules the errors of each molecule, by its name, where they are known
 */
public record EvaluationDetails(
    Evaluation evaluation,
    SortedMap<Element, AngleSamples> elements,
    SortedMap<Element, ParitySamples> forces,
    SortedMap<Element, UncertaintySamples> uncertainties,
    ParitySamples energies,
    ParitySamples stresses,
    SortedMap<String, MoleculeErrors> molecules) {

  /** Copies the maps. */
  public EvaluationDetails {
    elements = Collections.unmodifiableSortedMap(new TreeMap<>(elements));
    forces = Collections.unmodifiableSortedMap(new TreeMap<>(forces));
    uncertainties = Collections.unmodifiableSortedMap(new TreeMap<>(uncertainties));
    molecules = Collections.unmodifiableSortedMap(new TreeMap<>(molecules));
  }
}
