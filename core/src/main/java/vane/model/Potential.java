package vane.model;

import java.util.List;
import java.util.SortedSet;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Element;
import vane.structure.Structure;

/**
 * Energies, forces and virials that belong together: what everything that moves atoms needs.
 *
 * <p>The forces are the exact negative gradient of the energy and the virial that of its strain,
 * outside of the training range, too: nothing is bounded here but by the energy itself. {@link
 * ForceModel#predict} gives the same energies, but bounds forces far outside, which is closer to
 * the truth for a single prediction and breaks the gradient.
 *
 * <p>Implementations are immutable and safe for use by several threads.
 */
public interface Potential {

  /**
   * The elements that the potential knows.
   *
   * @return by atomic number
   */
  SortedSet<Element> elements();

  /**
   * Whether energies were learnt, so that those of two compositions can be compared. Forces alone
   * leave the zero of the energy of each composition open.
   *
   * @return true if the zero of the energy is that of the data
   */
  default boolean hasLearntEnergies() {
    return false;
  }

  /**
   * Evaluates structures. They are worked on together, so one call with many is faster than many
   * calls with one.
   *
   * @param structures the structures
   * @param pool the threads; the result does not depend on how many there are
   * @param progress hears of the atoms done
   * @return one result per structure
   * @throws UnknownElementException if a structure holds an element that the potential does not
   *     know
   * @throws vane.structure.StructureException if two atoms of a structure are at the same place
   */
  List<EnergyAndForces> evaluate(
      List<Structure> structures, WorkerPool pool, ProgressListener progress);

  /**
   * The same potential for structures that move little from call to call, each at the same place
   * among those of a call. Results are the same, bit for bit; it may only be faster.
   *
   * @return a potential that may remember what it was asked last; safe for use by several threads
   */
  default Potential remembering() {
    return this;
  }

  /**
   * Energies and forces alone: those of {@link #evaluate}, bit for bit, without what costs more.
   *
   * @param structures the structures
   * @param pool the threads; the result does not depend on how many there are
   * @param progress hears of the atoms done
   * @return one result per structure; a potential may leave out all but energy and forces
   * @throws UnknownElementException if a structure holds an element that the potential does not
   *     know
   * @throws vane.structure.StructureException if two atoms of a structure are at the same place
   */
  default List<EnergyAndForces> evaluateForces(
      List<Structure> structures, WorkerPool pool, ProgressListener progress) {
    return evaluate(structures, pool, progress);
  }
}
