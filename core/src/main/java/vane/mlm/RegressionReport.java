package vane.mlm;

/**
 * How the regression of training went.
 *
 * @param trainingEnvironments the number of training environments N
 * @param references the number of references K
 * @param rank the numerical rank of D_x, at most K
 * @param reciprocalCondition an estimate of the reciprocal condition number of D_x, 0 to 1
 * @param route the algorithm that gave the coefficients
 */
public record RegressionReport(
    int trainingEnvironments, int references, int rank, double reciprocalCondition, String route) {}
