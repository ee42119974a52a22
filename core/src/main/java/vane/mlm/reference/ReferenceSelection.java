package vane.mlm.reference;

import vane.parallel.WorkerPool;

/**
 * How references are chosen from the descriptions of all environments.
 *
 * <p>The choice is deterministic and does not depend on the number of threads.
 */
public sealed interface ReferenceSelection permits RsMaximin, RandomReferences, DSquaredReferences {

  /**
   * Chooses references.
   *
   * @param environments those to choose from; only the descriptors are used
   * @param count how many, K
   * @param pool the threads
   * @return the rows of the chosen environments, in the order of choice, each once
   * @throws TooFewEnvironmentsException if there are fewer than K (different) environments
   */
  int[] select(Environments environments, int count, WorkerPool pool);

  /**
   * The name by which the command line and model files know the method.
   *
   * @return such as {@code rs-maximin}
   */
  String methodName();
}
