package vane.model;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Element;
import vane.structure.Structure;

/**
 * A model of the forces on atoms, with one model per element inside.
 *
 * <p>Implementations are immutable and safe for use by several threads.
 */
public sealed interface ForceModel permits OaMlmForceModel, EquivariantForceModel {

  /**
   * The name of the method.
   *
   * @return such as {@code oa-mlm}
   */
  String method();

  /**
   * The elements that the model was trained on.
   *
   * @return by atomic number
   */
  SortedSet<Element> elements();

  /**
   * Where the model comes from.
   *
   * @return its provenance
   */
  Provenance provenance();

  /**
   * What the model is and how its training went.
   *
   * @return the report
   */
  ForceModelReport report();

  /**
   * The potential whose gradient the forces are, if there is one.
   *
   * @return empty for models of forces or directions without an energy
   */
  Optional<Potential> potential();

  /**
   * Predicts for all atoms of some structures. Structures are worked on together, so one call with
   * many is faster than many calls with one. Models that have a {@link #potential()} predict
   * energies, too, and the stresses of structures that are periodic in all three directions.
   *
   * @param structures the structures
   * @param pool the threads; the result does not depend on how many there are
   * @param progress hears of atoms done
   * @return one prediction per structure
   * @throws UnknownElementException if a structure holds an element that the model does not know
   */
  List<ForcePrediction> predict(
      List<Structure> structures, WorkerPool pool, ProgressListener progress);

  /**
   * Makes sure that the model knows all elements of a structure.
   *
   * @param structure the structure
   * @param where the file and frame, for the message
   * @throws UnknownElementException if it does not
   */
  default void requireKnown(Structure structure, String where) {
    SortedSet<Element> known = elements();
    for (int a = 0; a < structure.size(); a++) {
      if (!known.contains(structure.element(a))) {
        throw new UnknownElementException(where, structure.element(a), a, known);
      }
    }
  }
}
