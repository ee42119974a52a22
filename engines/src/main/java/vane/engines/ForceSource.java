package vane.engines;

import vane.structure.Structure;

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
}
