package vane.mlm.reference;

import vane.InputException;

/**
 * Which environments of the data a model takes: K references to compare with, and N training
 * environments to learn from, the references among them.
 *
 * @param references the number of references K
 * @param trainingEnvironments the number of training environments N ≥ K; those beyond the
 *     references are drawn at random
 * @param selection how the references are chosen
 * @param seed the seed that draws the training environments beyond the references
 */
public record SampleSettings(
    int references, int trainingEnvironments, ReferenceSelection selection, long seed) {

  /**
   * Checks the settings.
   *
   * @throws InputException if a number is out of range
   */
  public SampleSettings {
    if (references < 1) {
      throw new InputException("found " + references + " references, expected at least 1");
    }
    if (trainingEnvironments < references) {
      throw new InputException(
          "found "
              + trainingEnvironments
              + " training environments, expected at least as many as the "
              + references
              + " references");
    }
  }
}
