package vane.regression.huber;

/**
 * The Huber loss of one column with its own scale (Owen, A robust hybrid of lasso and ridge
 * regression, 2007, DOI 10.1090/conm/443/08555), in terms of u = the residual over the scale,
 * clipped to ±ε:
 *
 * <pre>
 *   Σ_i (σ + H_ε(r_i/σ) σ) = n σ + Σ u_i (2 r_i − σ u_i)
 *   its derivative by r_i is 2 u_i, by σ is n − Σ u_i²
 * </pre>
 *
 * <p>One object sums over one column at a time, for one thread.
 */
final class HuberLoss {
  private final HuberKernel kernel = HuberKernel.best();
  private final double epsilon;
  private final double[] sums = new double[3];

  private double value;
  private double slope;
  private double scaleDerivative;

  HuberLoss(double epsilon) {
    this.epsilon = epsilon;
  }

  /** The loss, as last evaluated. */
  double value() {
    return value;
  }

  /** The derivative by the step, as last evaluated. */
  double slope() {
    return slope;
  }

  /** The derivative by σ, as last evaluated. */
  double scaleDerivative() {
    return scaleDerivative;
  }

  /** Evaluates at r − t q and σ, where dσ/dt is given; n values of r and q count. */
  void evaluate(double[] r, double[] q, double t, int n, double scale, double scaleSlope) {
    kernel.sums(r, q, t, n, 1 / scale, epsilon, sums);
    value = n * scale + 2 * sums[0] - scale * sums[1];
    scaleDerivative = n - sums[1];
    slope = -2 * sums[2] + scaleDerivative * scaleSlope;
  }

  /** Evaluates at r and σ. */
  void evaluate(double[] r, int n, double scale) {
    evaluate(r, r, 0, n, scale, 0);
  }

  /** Moves to r − t q; the derivatives of the loss by the residuals there go into psi. */
  void move(double[] r, double[] q, double t, int n, double scale, double[] psi) {
    kernel.move(r, q, t, n, 1 / scale, epsilon, psi);
  }
}
