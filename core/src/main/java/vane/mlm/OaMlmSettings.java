package vane.mlm;

import vane.InputException;
import vane.alignment.FitSettings;
import vane.alignment.PermutationRule;
import vane.alignment.RotationGroup;
import vane.direction.DirectionSolver;
import vane.direction.LossSettings;
import vane.direction.SequentialQuadratic;

/**
 * The settings of the OA-MLM.
 *
 * @param references the number of references K
 * @param trainingEnvironments the number of training environments N ≥ K; the references are the
 *     first K of them, the others are drawn at random
 * @param selection how the references are chosen
 * @param regression how the linear maps are found
 * @param fit how a reference neighbourhood is fitted on another
 * @param loss the widths of the loss (3)
 * @param solver how the loss is turned into a direction
 * @param seed the seed that draws the training environments beyond the references
 */
public record OaMlmSettings(
    int references,
    int trainingEnvironments,
    ReferenceSelection selection,
    Regression regression,
    FitSettings fit,
    LossSettings loss,
    DirectionSolver solver,
    long seed) {

  /**
   * Checks the settings.
   *
   * @throws InputException if a number is out of range
   */
  public OaMlmSettings {
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

  /**
   * The reading nearest to the paper: RS-maximin, every training environment a reference, fits by
   * orthogonal matrices over all permutations, one start of SQP at the nearest neighbour.
   *
   * @param references the number of references K; the paper has 7500
   * @return the settings
   */
  public static OaMlmSettings paper(int references) {
    return new OaMlmSettings(
        references,
        references,
        RsMaximin.fromNearestToMean(),
        new Regression.Ordinary(),
        new FitSettings(RotationGroup.ORTHOGONAL, PermutationRule.ALL),
        LossSettings.PAPER,
        SequentialQuadratic.DEFAULT,
        0);
  }
}
