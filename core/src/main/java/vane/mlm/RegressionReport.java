package vane.mlm;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How the regression of training went.
 *
 * @param regression its settings
 * @param trainingEnvironments the number of training environments N
 * @param references the number of references K
 * @param route the algorithm that gave the coefficients
 * @param rank the numerical rank of D_x, at most K; of least squares only
 * @param reciprocalCondition an estimate of the reciprocal condition number of D_x, 0 to 1; of
 *     least squares only
 * @param convergedColumns how many of the 2K columns converged before the last iteration; of Huber
 *     regression only
 * @param iterations the most iterations that a column took; of Huber regression only
 */
public record RegressionReport(
    Regression regression,
    int trainingEnvironments,
    int references,
    String route,
    OptionalInt rank,
    OptionalDouble reciprocalCondition,
    OptionalInt convergedColumns,
    OptionalInt iterations) {}
