package vane.regression.huber;

import vane.InputException;

/**
 * The settings of the Huber regression.
 *
 * @param epsilon ε, where the loss turns from quadratic to linear, in units of the scale; at least
 *     1, the most robust
 * @param alpha α ≥ 0, the weight of the squared coefficients
 * @param algorithm how the objective is minimised
 * @param maxIterations the most iterations that a column gets
 * @param tolerance for {@link HuberAlgorithm#LBFGS} the largest element of the projected gradient
 *     at which a column has converged; for {@link HuberAlgorithm#CONVERGED} the duality gap,
 *     relative to 2 N standard deviations of the column, which the objective without inputs does
 *     not exceed
 * @param precision of the products inside an iteration of {@link HuberAlgorithm#LBFGS}; the other
 *     is always in double precision
 */
public record HuberSettings(
    double epsilon,
    double alpha,
    HuberAlgorithm algorithm,
    int maxIterations,
    double tolerance,
    HuberPrecision precision) {

  /**
   * Checks the settings.
   *
   * @throws InputException if a number is out of range
   */
  public HuberSettings {
    if (!(epsilon >= 1) || Double.isInfinite(epsilon)) {
      throw new InputException("found epsilon " + epsilon + ", expected a number of at least 1");
    }
    if (!(alpha >= 0) || Double.isInfinite(alpha)) {
      throw new InputException("found alpha " + alpha + ", expected a number of at least 0");
    }
    if (maxIterations < 1) {
      throw new InputException("found " + maxIterations + " iterations, expected at least 1");
    }
    if (!(tolerance >= 0) || Double.isInfinite(tolerance)) {
      throw new InputException(
          "found tolerance " + tolerance + ", expected a number of at least 0");
    }
  }

  /**
   * The customary reading, with the defaults of scikit-learn's HuberRegressor: at most 100
   * iterations of limited-memory BFGS, α = 1e-4, tolerance 1e-5; products in single precision.
   *
   * @param epsilon ε
   * @return the settings
   */
  public static HuberSettings earlyStopped(double epsilon) {
    return new HuberSettings(epsilon, 1e-4, HuberAlgorithm.LBFGS, 100, 1e-5, HuberPrecision.SINGLE);
  }

  /**
   * The minimum itself, α = 1e-4.
   *
   * @param epsilon ε
   * @return the settings
   */
  public static HuberSettings converged(double epsilon) {
    return new HuberSettings(
        epsilon, 1e-4, HuberAlgorithm.CONVERGED, 10_000, 1e-7, HuberPrecision.DOUBLE);
  }
}
