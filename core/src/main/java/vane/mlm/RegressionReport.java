package vane.mlm;

import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import vane.Plural;
import vane.regression.LeastSquaresSolution;
import vane.regression.huber.HuberSolution;

/**
 * How the regression of training went.
 *
 * @param regression its kind and settings
 * @param trainingEnvironments the number of training environments N
 * @param references the number of references K
 * @param route the algorithm that gave the coefficients
 * @param rank the numerical rank of the inputs, at most K; of least squares only
 * @param reciprocalCondition an estimate of the reciprocal condition number of the inputs, 0 to 1;
 *     of least squares only
 * @param convergedColumns how many of the columns converged before the last iteration; of Huber
 *     regression only
 * @param iterations the most iterations that a column took; of Huber regression only
 * @param heldOut how many environments were held out to choose λ, where there is one, and the scale
 *     of the errors; of models of whole vectors only
 * @param heldOutError the root mean square error of a component on those held out; of models of
 *     whole vectors only, where something could be held out
 */
public record RegressionReport(
    Regression regression,
    int trainingEnvironments,
    int references,
    String route,
    OptionalInt rank,
    OptionalDouble reciprocalCondition,
    OptionalInt convergedColumns,
    OptionalInt iterations,
    OptionalInt heldOut,
    OptionalDouble heldOutError) {

  /**
   * A report of least squares.
   *
   * @param trainingEnvironments N
   * @param references K
   * @param route the algorithm
   * @param rank the numerical rank
   * @param reciprocalCondition 0 to 1
   * @return the report
   */
  public static RegressionReport leastSquares(
      int trainingEnvironments,
      int references,
      String route,
      OptionalInt rank,
      OptionalDouble reciprocalCondition) {
    return new RegressionReport(
        new Regression.LeastSquares(),
        trainingEnvironments,
        references,
        route,
        rank,
        reciprocalCondition,
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalDouble.empty());
  }

  static RegressionReport of(
      LeastSquaresSolution solution, int trainingEnvironments, int references) {
    return leastSquares(
        trainingEnvironments,
        references,
        solution.route().toString(),
        OptionalInt.of(solution.rank()),
        OptionalDouble.of(solution.reciprocalCondition()));
  }

  /**
   * A report of Huber regression.
   *
   * @param regression the settings
   * @param trainingEnvironments N
   * @param references K
   * @param route the algorithm
   * @param convergedColumns how many columns converged
   * @param iterations the most that a column took
   * @return the report
   */
  public static RegressionReport huber(
      Regression.Huber regression,
      int trainingEnvironments,
      int references,
      String route,
      OptionalInt convergedColumns,
      OptionalInt iterations) {
    return new RegressionReport(
        regression,
        trainingEnvironments,
        references,
        route,
        OptionalInt.empty(),
        OptionalDouble.empty(),
        convergedColumns,
        iterations,
        OptionalInt.empty(),
        OptionalDouble.empty());
  }

  static RegressionReport of(
      HuberSolution solution,
      Regression.Huber regression,
      int trainingEnvironments,
      int references) {
    return huber(
        regression,
        trainingEnvironments,
        references,
        regression.settings().algorithm().toString(),
        OptionalInt.of(solution.convergedColumns()),
        Arrays.stream(solution.iterations()).max());
  }

  /**
   * A report of ridge regression.
   *
   * @param lambda λ
   * @param trainingEnvironments N, those held out included
   * @param references K
   * @param heldOut how many chose λ
   * @param heldOutError the root mean square error on them
   * @return the report
   */
  public static RegressionReport ridge(
      double lambda,
      int trainingEnvironments,
      int references,
      int heldOut,
      OptionalDouble heldOutError) {
    return new RegressionReport(
        new Regression.Ridge(lambda),
        trainingEnvironments,
        references,
        "normal equations",
        OptionalInt.empty(),
        OptionalDouble.empty(),
        OptionalInt.empty(),
        OptionalInt.empty(),
        OptionalInt.of(heldOut),
        heldOutError);
  }

  /**
   * The same with errors on environments that were held out.
   *
   * @param count how many were held out
   * @param error the root mean square error of a component on them
   * @return a report
   */
  public RegressionReport withHeldOut(int count, OptionalDouble error) {
    return new RegressionReport(
        regression,
        trainingEnvironments,
        references,
        route,
        rank,
        reciprocalCondition,
        convergedColumns,
        iterations,
        OptionalInt.of(count),
        error);
  }

  /**
   * The report for people.
   *
   * @param example what one example of the training is called, such as {@code environment}
   * @param heldOutText what to say of the examples held out; for models of whole vectors only
   * @return one line
   */
  public String text(String example, String heldOutText) {
    String counts =
        Plural.of(references, "reference")
            + ", "
            + Plural.of(trainingEnvironments, "training " + example);
    return counts + ", " + regressionText() + (heldOut.isPresent() ? ", " + heldOutText : "");
  }

  private String regressionText() {
    if (regression instanceof Regression.Huber robust) {
      return String.format(
          Locale.ROOT,
          "Huber regression with epsilon %s, %d of %d columns converged within %s (%s)",
          robust.settings().epsilon(),
          convergedColumns.orElse(0),
          2 * references,
          Plural.of(iterations.orElse(0), "iteration"),
          route);
    }
    if (regression instanceof Regression.Ridge penalised) {
      return String.format(Locale.ROOT, "ridge regression with lambda %.0e", penalised.lambda());
    }
    return String.format(
        Locale.ROOT,
        "least squares, rank %d, condition about %.1e (%s)",
        rank.orElse(0),
        1 / reciprocalCondition.orElse(0),
        route);
  }
}
