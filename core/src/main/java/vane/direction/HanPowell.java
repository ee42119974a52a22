package vane.direction;

import java.util.Arrays;

/**
 * Sequential quadratic programming for min J(x) over R³, free or with |x|² = 1, written for this
 * problem.
 *
 * <p>The method of Han and Powell, with the line search and stopping rule of Kraft's SLSQP: a
 * quadratic model with a damped BFGS matrix that starts as the identity, the constraint made
 * linear, an ℓ₁ merit function, and steps that shrink by at most ten at a time. With one constraint
 * in three dimensions each quadratic program is a formula. Without it the multiplier, the penalty
 * and the violation are zero, and a step is −B⁻¹∇J. All of it turns with the problem.
 *
 * <p>M. J. D. Powell, doi:10.1007/BFb0067703; D. Kraft, doi:10.1145/192115.192124.
 */
final class HanPowell {
  private static final int MAX_SHRINKS = 10;
  private static final int MAX_RESETS = 5;
  private static final double SUFFICIENT = 0.1;

  private final DirectionLoss loss;
  private final double tolerance;
  private final boolean onSphere;

  /** What J is measured in: the deepest well on the sphere, one as equation (3) has it if free. */
  private final double unit;

  private final double[] x = new double[3];
  private final double[] gradient = new double[3];
  private final double[] derivatives = new double[9];
  private final double[] step = new double[3];
  private final double[] before = new double[6];
  private final double[] matrix = new double[6];
  private double multiplier;
  private double penalty;
  private int resets;

  private HanPowell(DirectionLoss loss, double tolerance, boolean onSphere) {
    this.loss = loss;
    this.tolerance = tolerance;
    this.onSphere = onSphere;
    this.unit = onSphere ? 1 : loss.scale();
  }

  /** With |x|² = 1; the tolerance is in units of the deepest well, {@link DirectionLoss#scale}. */
  static HanPowell onSphere(DirectionLoss loss, double tolerance) {
    return new HanPowell(loss, tolerance, true);
  }

  /** Without a constraint; the tolerance is that of J itself, as equation (3) has it. */
  static HanPowell unconstrained(DirectionLoss loss, double tolerance) {
    return new HanPowell(loss, tolerance, false);
  }

  /**
   * Minimises from a unit vector.
   *
   * @param u the start, overwritten by the last iterate: on the sphere, close to but not exactly a
   *     unit vector; without the constraint, of any length
   * @param maxIterations how many quadratic programs at most
   * @return whether the stopping rule was met
   */
  boolean minimise(double[] u, int maxIterations) {
    System.arraycopy(u, 0, x, 0, 3);
    identity();
    double value = evaluate();
    boolean converged = false;
    for (int i = 0; i < maxIterations && !converged; i++) {
      double violation = Math.abs(constraint());
      double slope = quadraticProgram();
      double predicted = Math.abs(slope) + Math.abs(multiplier) * violation;
      if (predicted < tolerance && violation < tolerance) {
        converged = true;
        break;
      }
      penalty = Math.max(Math.abs(multiplier), (penalty + Math.abs(multiplier)) / 2);
      double descent = slope - penalty * violation;
      if (descent >= 0) {
        if (++resets > MAX_RESETS) {
          break;
        }
        identity();
        continue;
      }
      remember();
      double after = search(value, violation, descent);
      converged =
          (Math.abs(after - value) < tolerance || length(step) < tolerance)
              && Math.abs(constraint()) < tolerance;
      value = after;
      if (!converged) {
        value = evaluate();
        update();
      }
    }
    System.arraycopy(x, 0, u, 0, 3);
    return converged;
  }

  private void identity() {
    Arrays.fill(matrix, 0);
    matrix[0] = 1;
    matrix[3] = 1;
    matrix[5] = 1;
  }

  /** What the constraint wants to be zero; zero if there is none. */
  private double constraint() {
    return onSphere ? x[0] * x[0] + x[1] * x[1] + x[2] * x[2] - 1 : 0;
  }

  private double evaluate() {
    double value = loss.derivatives(x[0], x[1], x[2], derivatives);
    for (int i = 0; i < 3; i++) {
      gradient[i] = unit * derivatives[i];
    }
    return unit * value;
  }

  /** Solves the quadratic program for step and multiplier; returns the slope ∇J·step. */
  private double quadraticProgram() {
    double[] b = matrix;
    // The inverse by cofactors: damped updates keep the matrix well away from singular.
    double c0 = b[3] * b[5] - b[4] * b[4];
    double c1 = b[2] * b[4] - b[1] * b[5];
    double c2 = b[1] * b[4] - b[2] * b[3];
    double c3 = b[0] * b[5] - b[2] * b[2];
    double c4 = b[1] * b[2] - b[0] * b[4];
    double c5 = b[0] * b[3] - b[1] * b[1];
    double determinant = b[0] * c0 + b[1] * c1 + b[2] * c2;
    double[] g = gradient;
    double gx = (c0 * g[0] + c1 * g[1] + c2 * g[2]) / determinant;
    double gy = (c1 * g[0] + c3 * g[1] + c4 * g[2]) / determinant;
    double gz = (c2 * g[0] + c4 * g[1] + c5 * g[2]) / determinant;
    double nx = 2 * (c0 * x[0] + c1 * x[1] + c2 * x[2]) / determinant;
    double ny = 2 * (c1 * x[0] + c3 * x[1] + c4 * x[2]) / determinant;
    double nz = 2 * (c2 * x[0] + c4 * x[1] + c5 * x[2]) / determinant;
    double along = 2 * (x[0] * gx + x[1] * gy + x[2] * gz);
    multiplier = onSphere ? (along - constraint()) / (2 * (x[0] * nx + x[1] * ny + x[2] * nz)) : 0;
    step[0] = multiplier * nx - gx;
    step[1] = multiplier * ny - gy;
    step[2] = multiplier * nz - gz;
    return g[0] * step[0] + g[1] * step[1] + g[2] * step[2];
  }

  private void remember() {
    for (int i = 0; i < 3; i++) {
      before[i] = x[i];
      before[3 + i] = gradient[i] - 2 * multiplier * x[i];
    }
  }

  /** Moves x along step, shortening the step until the merit falls enough; returns J there. */
  private double search(double value, double violation, double descent) {
    double merit = value + penalty * violation;
    double remaining = descent;
    for (int shrinks = 0; ; shrinks++) {
      for (int i = 0; i < 3; i++) {
        x[i] = before[i] + step[i];
      }
      double after = unit * loss.relative(x[0], x[1], x[2]);
      double change = after + penalty * Math.abs(constraint()) - merit;
      if (change <= SUFFICIENT * remaining || shrinks == MAX_SHRINKS) {
        return after;
      }
      double factor = Math.max(remaining / (2 * (remaining - change)), 0.1);
      remaining *= factor;
      for (int i = 0; i < 3; i++) {
        step[i] *= factor;
      }
    }
  }

  /** Powell's damped BFGS update from the gradients of the Lagrangian at both ends of the step. */
  private void update() {
    double[] s = step;
    double[] b = matrix;
    double bx = b[0] * s[0] + b[1] * s[1] + b[2] * s[2];
    double by = b[1] * s[0] + b[3] * s[1] + b[4] * s[2];
    double bz = b[2] * s[0] + b[4] * s[1] + b[5] * s[2];
    double yx = gradient[0] - 2 * multiplier * x[0] - before[3];
    double yy = gradient[1] - 2 * multiplier * x[1] - before[4];
    double yz = gradient[2] - 2 * multiplier * x[2] - before[5];
    double sy = s[0] * yx + s[1] * yy + s[2] * yz;
    double sbs = s[0] * bx + s[1] * by + s[2] * bz;
    if (!(sbs > 0)) {
      identity();
      return;
    }
    if (sy < 0.2 * sbs) {
      double keep = 0.8 * sbs / (sbs - sy);
      yx = keep * yx + (1 - keep) * bx;
      yy = keep * yy + (1 - keep) * by;
      yz = keep * yz + (1 - keep) * bz;
      sy = s[0] * yx + s[1] * yy + s[2] * yz;
    }
    b[0] += yx * yx / sy - bx * bx / sbs;
    b[1] += yx * yy / sy - bx * by / sbs;
    b[2] += yx * yz / sy - bx * bz / sbs;
    b[3] += yy * yy / sy - by * by / sbs;
    b[4] += yy * yz / sy - by * bz / sbs;
    b[5] += yz * yz / sy - bz * bz / sbs;
  }

  private static double length(double[] v) {
    return Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
  }
}
