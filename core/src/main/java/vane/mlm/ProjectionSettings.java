package vane.mlm;

import vane.InputException;
import vane.alignment.FitSettings;
import vane.alignment.PermutationRule;
import vane.alignment.RotationGroup;
import vane.mlm.reference.RandomReferences;
import vane.mlm.reference.SampleSettings;

/**
 * The settings of the OA-MLM with {@link ProjectionReading}, which gives whole vectors.
 *
 * @param sample the references and training environments; where the data have fewer, all of them
 * @param fit how a reference neighbourhood is fitted on another
 * @param sigma2 the width σ₂ of the weights exp(−(g/σ₂)²), above zero
 */
public record ProjectionSettings(SampleSettings sample, FitSettings fit, double sigma2) {

  /**
   * Checks the settings.
   *
   * @throws InputException if the width is out of range
   */
  public ProjectionSettings {
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
        new SampleSettings(references, trainingEnvironments, new RandomReferences(seed), seed),
        new FitSettings(RotationGroup.ORTHOGONAL, PermutationRule.SAME_SPECIES),
        0.5);
  }
}
