package vane.directions;

import java.util.Optional;
import java.util.OptionalInt;
import vane.alignment.FitSettings;
import vane.direction.ClosedForm;
import vane.direction.DirectionSolver;
import vane.direction.LossSettings;
import vane.mlm.CosineSettings;
import vane.mlm.ProjectionSettings;
import vane.mlm.Regression;
import vane.mlm.reference.ReferenceSelection;
import vane.mlm.reference.SampleSettings;

/**
 * How directions are learnt. {@link #paper} and {@link #accurate} have settings that belong
 * together.
 *
 * @param references the number of references K; empty for 7500, or all that differ where there are
 *     fewer (cosines), and for 1000 (projections)
 * @param trainingRows the number of rows N to learn from; empty for K (cosines) and for 30 000, at
 *     least K (projections)
 * @param selection how the references are chosen
 * @param fit how the points of a reference are fitted on others; of no effect without points
 * @param sigma2 the width σ₂ in the goodness of fit, in the unit of the points
 * @param outputs what is learnt
 * @param seed the seed of every random choice
 */
public record DirectionSettings(
    OptionalInt references,
    OptionalInt trainingRows,
    ReferenceSelection selection,
    FitSettings fit,
    double sigma2,
    Outputs outputs,
    long seed) {
  private static final int PAPER_REFERENCES = 7500;
  private static final int ACCURATE_REFERENCES = 1000;
  private static final int ACCURATE_ROWS = 30_000;

  /** What is learnt. */
  public sealed interface Outputs {}

  /**
   * The cosines with the turned vectors of the references, from which a solver finds the direction.
   *
   * @param regression least squares or Huber regression
   * @param sigma1 the width σ₁ in the cosine
   * @param solver how directions are found; empty for the paper's, or for the closed form where
   *     there are no points to start from
   */
  public record Cosines(Regression regression, double sigma1, Optional<DirectionSolver> solver)
      implements Outputs {}

  /** The projections on the turned vectors of the references, with expected errors. */
  public record Projections() implements Outputs {}

  /**
   * Checks the settings, so that a wrong one is found before anything is read.
   *
   * @throws vane.InputException if a number is out of range
   */
  public DirectionSettings {
    int rows = trainingRows.orElse(PAPER_REFERENCES);
    int count = references.orElse(Math.min(PAPER_REFERENCES, rows));
    if (outputs instanceof Cosines cosines) {
      new CosineSettings(
          new SampleSettings(count, trainingRows.orElse(count), selection, seed),
          cosines.regression(),
          fit,
          new LossSettings(cosines.sigma1(), sigma2),
          new ClosedForm());
    } else {
      projections(references, trainingRows, selection, fit, sigma2, seed);
    }
  }

  /**
   * The method as published: cosines, every row a reference where there are at most 7500.
   *
   * @param seed the seed of every random choice
   * @return the settings
   */
  public static DirectionSettings paper(long seed) {
    CosineSettings usual = CosineSettings.paper(PAPER_REFERENCES);
    return new DirectionSettings(
        OptionalInt.empty(),
        OptionalInt.empty(),
        usual.sample().selection(),
        usual.fit(),
        usual.loss().sigma2(),
        new Cosines(usual.regression(), usual.loss().sigma1(), Optional.empty()),
        seed);
  }

  /**
   * Projections with expected errors, K = 1000 and N = 30 000 or what there is.
   *
   * @param seed the seed of every random choice
   * @return the settings
   */
  public static DirectionSettings accurate(long seed) {
    ProjectionSettings usual =
        ProjectionSettings.accurate(ACCURATE_REFERENCES, ACCURATE_ROWS, seed);
    return new DirectionSettings(
        OptionalInt.empty(),
        OptionalInt.empty(),
        usual.sample().selection(),
        usual.fit(),
        usual.sigma2(),
        new Projections(),
        seed);
  }

  /** For cosines, with the data at hand. */
  CosineSettings cosines(DirectionData data) {
    Cosines cosines = (Cosines) outputs;
    int rows = trainingRows.orElse(PAPER_REFERENCES);
    int count =
        references.orElseGet(() -> Math.max(1, data.distinct(Math.min(PAPER_REFERENCES, rows))));
    DirectionSolver usual =
        data.points() == 0 ? new ClosedForm() : CosineSettings.paper(count).solver();
    return new CosineSettings(
        new SampleSettings(count, trainingRows.orElse(count), selection, seed),
        cosines.regression(),
        fit,
        new LossSettings(cosines.sigma1(), sigma2),
        cosines.solver().orElse(usual));
  }

  /** For projections. */
  ProjectionSettings projections() {
    return projections(references, trainingRows, selection, fit, sigma2, seed);
  }

  private static ProjectionSettings projections(
      OptionalInt references,
      OptionalInt trainingRows,
      ReferenceSelection selection,
      FitSettings fit,
      double sigma2,
      long seed) {
    int k = references.orElse(ACCURATE_REFERENCES);
    int n = trainingRows.orElse(Math.max(k, ACCURATE_ROWS));
    return new ProjectionSettings(new SampleSettings(k, n, selection, seed), fit, sigma2);
  }
}
