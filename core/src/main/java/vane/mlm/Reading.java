package vane.mlm;

import vane.mlm.reference.Environments;
import vane.mlm.reference.MapInputs;
import vane.mlm.reference.ReferenceMap;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;

/**
 * What the numbers of a {@link ReferenceMap} mean, and how a vector comes from them: the choice
 * that tells the variants of the OA-MLM apart.
 *
 * <p>Immutable; safe for use by several threads.
 */
public sealed interface Reading permits CosineReading, CosineAndLengthReading, ProjectionReading {

  /**
   * What the linear map is told of an environment.
   *
   * @return its inputs
   */
  MapInputs inputs();

  /**
   * The number of outputs of the linear map.
   *
   * @param references the number of references K
   * @return at least one
   */
  int outputs(int references);

  /**
   * Predicts.
   *
   * @param map the map, with the inputs and outputs of this reading; not modified
   * @param environments what to predict for; their vectors are not used
   * @param pool the threads; the result does not depend on how many there are
   * @param progress hears of each environment done
   * @return one prediction per environment
   * @throws IllegalArgumentException if the environments have other numbers of features or points
   *     than the references
   */
  Predictions read(
      ReferenceMap map, Environments environments, WorkerPool pool, ProgressListener progress);
}
