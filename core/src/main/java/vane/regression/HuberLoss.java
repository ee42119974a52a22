package vane.regression;

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
  private final double epsilon;

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
    double inverse = 1 / scale;
    double ur = 0;
    double uu = 0;
    double uq = 0;
    for (int i = 0; i < n; i++) {
      double residual = r[i] - t * q[i];
      double u = clip(residual * inverse);
      ur += u * residual;
      uu += u * u;
      uq += u * q[i];
    }
    value = n * scale + 2 * ur - scale * uu;
    scaleDerivative = n - uu;
    slope = -2 * uq + scaleDerivative * scaleSlope;
  }

  /** Evaluates at r and σ. */
  void evaluate(double[] r, int n, double scale) {
    evaluate(r, r, 0, n, scale, 0);
  }

  /** The derivatives of the loss by the residuals; [n] of psi are overwritten. */
  void derivatives(double[] r, int n, double scale, double[] psi) {
    double inverse = 1 / scale;
    for (int i = 0; i < n; i++) {
      psi[i] = 2 * clip(r[i] * inverse);
    }
  }

  private double clip(double z) {
    double low = z > -epsilon ? z : -epsilon;
    return low < epsilon ? low : epsilon;
  }
}
