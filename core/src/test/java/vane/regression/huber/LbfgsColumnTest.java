package vane.regression.huber;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LbfgsColumnTest {
  private static HuberSettings settings(double epsilon, int iterations) {
    return new HuberSettings(
        epsilon, 0, HuberAlgorithm.LBFGS, iterations, 1e-6, HuberPrecision.DOUBLE);
  }

  /** No residual is clipped, so the minimum is that of least squares, with σ² their mean square. */
  @Test
  void findsLeastSquaresWhereNothingIsClipped() {
    ColumnProblem problem = ColumnProblem.line();
    HuberColumn column = problem.start(0, 0, 1);
    long progress = problem.solve(column, settings(30, 100), false);
    assertThat(column.converged).isTrue();
    assertThat(column.iterations).isBetween(3, 60);
    assertThat(column.variables).containsExactly(new double[] {2, 5, 1}, within(1e-5));
    assertThat(column.residuals).containsExactly(problem.residuals(2, 5), within(1e-4));
    assertThat(progress).isEqualTo(100);
  }

  /** With the outlier clipped, σ is so small that only the bound on it is left. */
  @Test
  void theScaleStopsAtItsBound() {
    ColumnProblem problem = ColumnProblem.lineWithOutlier();
    HuberColumn column = problem.start(2, 5, LbfgsColumn.LEAST_SCALE);
    problem.solve(column, settings(1.5, 100), false);
    assertThat(column.variables[2]).isGreaterThanOrEqualTo(LbfgsColumn.LEAST_SCALE);
    assertThat(column.variables[0]).isCloseTo(2, within(1e-9));
    assertThat(column.variables[1]).isCloseTo(5, within(1e-9));
  }

  @Test
  void stopsAtItsLimit() {
    ColumnProblem problem = ColumnProblem.line();
    HuberColumn column = problem.start(0, 0, 1);
    assertThat(problem.solve(column, settings(30, 2), false)).isEqualTo(2);
    assertThat(column.iterations).isEqualTo(2);
    assertThat(column.converged).isFalse();
    // Its residuals are those of its variables all the same.
    assertThat(column.residuals)
        .containsExactly(problem.residuals(column.variables[0], column.variables[1]), within(1e-9));
  }

  @Test
  void hasNothingToDoAtTheMinimum() {
    ColumnProblem problem = ColumnProblem.line();
    HuberColumn column = problem.start(2, 5, 1);
    problem.solve(column, settings(30, 100), false);
    assertThat(column.converged).isTrue();
    assertThat(column.iterations).isZero();
    assertThat(column.variables).containsExactly(2, 5, 1);
  }
}
