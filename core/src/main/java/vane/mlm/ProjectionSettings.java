package vane.mlm;

import vane.InputException;
import vane.alignment.FitSettings;
import vane.alignment.PermutationRule;
import vane.alignment.RotationGroup;

/**
 * The settings of the OA-MLM that learns projections, {@link ProjectionMlm}.
 *
 * @param references the number of references K; where the data has fewer, all of them
 * @param trainingEnvironments the number of training environments N ≥ K; where the data has fewer,
 *     all of them
 * @param selection how the references are chosen
 * @param fit how a reference neighbourhood is fitted on another
 * @param sigma2 the width σ₂ of the weights exp(−(g/σ₂)²), above zero
 * @param seed the seed that draws the training environments beyond the references
 */
public record ProjectionSettings(
    int references,
    int trainingEnvironments,
    ReferenceSelection selection,
    FitSettings fit,
    double sigma2,
    long seed) {

  /**
   * Checks the settings.
   *
   * @throws InputException if a number is out of range
   */
  public ProjectionSettings {
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
    if (!(sigma2 > 0) || Double.isInfinite(sigma2)) {
      throw new InputException("found sigma2 " + sigma2 + ", expected a number above 0");
    }
  }

  /**
   * What was measured to predict best: references drawn at random, fits by orthogonal matrices over
   * permutations of the same species, the paper's σ₂ of 0.5.
   *
   * @param references the number of references K
   * @param trainingEnvironments the number of training environments N
   * @param seed draws both
   * @return the settings
   */
  public static ProjectionSettings accurate(int references, int trainingEnvironments, long seed) {
    return new ProjectionSettings(
        references,
        trainingEnvironments,
        new RandomReferences(seed),
        new FitSettings(RotationGroup.ORTHOGONAL, PermutationRule.SAME_SPECIES),
        0.5,
        seed);
  }
}
