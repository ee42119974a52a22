package vane.mlm;

import vane.InputException;
import vane.alignment.FitSettings;
import vane.alignment.PermutationRule;
import vane.alignment.RotationGroup;
import vane.direction.DirectionSolver;
import vane.direction.LossSettings;
import vane.direction.SequentialQuadratic;
import vane.mlm.reference.ComparisonPrecision;
import vane.mlm.reference.RsMaximin;
import vane.mlm.reference.SampleSettings;

/**
 * The settings of the OA-MLM with the paper's {@link CosineReading}.
 *
 * @param sample the references and training environments
 * @param regression how the linear map is found: least squares or Huber regression
 * @param fit how a reference neighbourhood is fitted on another
 * @param loss the widths of the loss (3)
 * @param solver how the loss is turned into a direction
 * @param precision how many digits the comparison with the references keeps
 */
public record CosineSettings(
    SampleSettings sample,
    Regression regression,
    FitSettings fit,
    LossSettings loss,
    DirectionSolver solver,
    ComparisonPrecision precision) {

  /**
   * Checks the settings.
   *
   * @throws InputException if the regression is of another kind
   */
  public CosineSettings {
    if (regression instanceof Regression.Ridge) {
      throw new InputException(
          "found ridge regression for cosines, expected least squares or Huber regression");
    }
  }

  /**
   * Settings with all digits kept.
   *
   * @param sample the references and training environments
   * @param regression how the linear map is found
   * @param fit how a reference neighbourhood is fitted on another
   * @param loss the widths of the loss (3)
   * @param solver how the loss is turned into a direction
   * @throws InputException if the regression is of another kind
   */
  public CosineSettings(
      SampleSettings sample,
      Regression regression,
      FitSettings fit,
      LossSettings loss,
      DirectionSolver solver) {
    this(sample, regression, fit, loss, solver, ComparisonPrecision.DOUBLE);
  }

  /**
   * The reading nearest to the paper: RS-maximin, every training environment a reference, fits by
   * orthogonal matrices over all permutations, SQP without a constraint from one start at the
   * nearest neighbour.
   *
   * @param references the number of references K; the paper has 7500
   * @return the settings
   */
  public static CosineSettings paper(int references) {
    return new CosineSettings(
        new SampleSettings(references, references, RsMaximin.fromNearestToMean(), 0),
        new Regression.LeastSquares(),
        new FitSettings(RotationGroup.ORTHOGONAL, PermutationRule.ALL),
        LossSettings.PAPER,
        SequentialQuadratic.PAPER);
  }
}
