package vane.engines;

import java.util.ArrayList;
import java.util.List;
import vane.InputException;
import vane.structure.Structure;
import vane.structure.StructureException;

/**
 * Where forces come from: a trained model, or a program that calculates them.
 *
 * <p>Not safe for use by several threads, unless an implementation says otherwise.
 */
public interface ForceSource {

  /**
   * Evaluates a structure.
   *
   * @param structure the structure; successive calls are quicker when it changes little
   * @return its forces, and its energy and virial where they are known
   * @throws vane.InputException if the source cannot work on such a structure
   */
  ForceEvaluation evaluate(Structure structure);

  /**
   * Evaluates several structures. Sources that are faster with many at once work on them together;
   * this method takes one after the other.
   *
   * @param structures the structures
   * @return one evaluation per structure, each as if it were evaluated alone
   * @throws StructureException if the source cannot work on one of them
   */
  default List<ForceEvaluation> evaluate(List<Structure> structures) {
    List<ForceEvaluation> evaluations = new ArrayList<>();
    for (int s = 0; s < structures.size(); s++) {
      try {
        evaluations.add(evaluate(structures.get(s)));
      } catch (StructureException refused) {
        throw new StructureException(s, (InputException) refused.getCause());
      } catch (InputException refused) {
        throw new StructureException(s, refused);
      }
    }
    return evaluations;
  }

  /**
   * Forces and energies alone: those of {@link #evaluate(List)}, bit for bit, without what costs
   * more. For what takes many steps and looks at some of them.
   *
   * @param structures the structures
   * @return one evaluation per structure; a source may leave out all but forces and energy
   * @throws StructureException if the source cannot work on one of them
   */
  default List<ForceEvaluation> evaluateForces(List<Structure> structures) {
    return evaluate(structures);
  }
}
