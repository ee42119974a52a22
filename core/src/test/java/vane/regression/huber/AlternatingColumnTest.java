package vane.regression.huber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AlternatingColumnTest {
  private static HuberSettings settings(double epsilon, int iterations) {
    return new HuberSettings(
        epsilon, 1e-10, HuberAlgorithm.CONVERGED, iterations, 1e-8, HuberPrecision.DOUBLE);
  }

  @Test
  void findsLeastSquaresWhereNothingIsClipped() {
    ColumnProblem problem = ColumnProblem.line();
    HuberColumn column = problem.start(0, 0, 1);
    problem.solve(column, settings(30, 10_000), false);
    assertThat(column.converged).isTrue();
    assertThat(column.variables).containsExactly(new double[] {2, 5, 1}, within(1e-3));
  }

  /** At ε = 1 the loss is twice the sum of absolute errors: the line through all points but one. */
  @Test
  void findsLeastAbsoluteErrorsAtEpsilonOne() {
    ColumnProblem problem = ColumnProblem.lineWithOutlier();
    HuberColumn column = problem.start(0, 0, 1);
    problem.solve(column, settings(1, 10_000), false);
    assertThat(column.converged).isTrue();
    assertThat(column.variables[0]).isCloseTo(2, within(1e-4));
    assertThat(column.variables[1]).isCloseTo(5, within(1e-4));
  }

  /** The gap is looked at before the first iteration: least squares is where the method begins. */
  @Test
  void doesNotIterateWhereItBeginsAtTheMinimum() {
    ColumnProblem problem =
        new ColumnProblem(new double[] {0, 1, 2, 3}, new double[] {5, 7, 9, 11});
    HuberColumn column = problem.start(0, 0, 1);
    long progress = problem.solve(column, settings(1.5, 500), false);
    assertThat(column.converged).isTrue();
    assertThat(column.iterations).isZero();
    assertThat(progress).isEqualTo(500);
    assertThat(column.variables[0]).isCloseTo(2, within(1e-9));
    assertThat(column.variables[1]).isCloseTo(5, within(1e-9));
  }

  @Test
  void stopsAtItsLimit() {
    ColumnProblem problem = ColumnProblem.lineWithOutlier();
    HuberColumn column = problem.start(0, 0, 1);
    assertThat(problem.solve(column, settings(1, 1), false)).isEqualTo(1);
    assertThat(column.iterations).isEqualTo(1);
    assertThat(column.converged).isFalse();
  }
}
