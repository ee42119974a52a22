package vane.direction;

/**
 * Newton's method on the unit sphere for a local minimum of the loss.
 *
 * <p>In the tangent plane at u the Riemannian Hessian is P ∇²J P − (u·∇J) P. The step along each of
 * its eigenvectors is divided by the size of the eigenvalue, so that saddles repel, and the whole
 * step is bounded; the bound shrinks when J does not fall. Steps follow great circles.
 *
 * <p>P.-A. Absil, R. Mahony, R. Sepulchre, Optimization Algorithms on Matrix Manifolds, 2008.
 */
final class SphereNewton {
  private static final int MAX_ITERATIONS = 100;
  private static final double LARGEST_STEP = 0.3;
  private static final double SMALLEST_STEP = 1e-12;

  /** Relative to Σw/σ₁: a gradient that counts as zero at once, and one that rounding explains. */
  private static final double GRADIENT_TOLERANCE = 1e-12;

  private static final double ROUNDING_GRADIENT = 1e-7;

  /** Relative to Σw/σ₁²: curvatures smaller than this are taken for zero. */
  private static final double CURVATURE_TOLERANCE = 1e-9;

  private final DirectionLoss loss;
  private final double gradientTolerance;
  private final double roundingGradient;
  private final double curvatureTolerance;
  private final double[] trial = new double[3];
  private TangentModel here = new TangentModel();
  private TangentModel there = new TangentModel();

  SphereNewton(DirectionLoss loss, DirectionProblem problem, double sigma1) {
    this.loss = loss;
    double sum = 0;
    for (int k = 0; k < problem.size(); k++) {
      sum += problem.weight[k];
    }
    gradientTolerance = GRADIENT_TOLERANCE * sum / sigma1;
    roundingGradient = ROUNDING_GRADIENT * sum / sigma1;
    curvatureTolerance = CURVATURE_TOLERANCE * sum / sigma1 / sigma1;
  }

  /** The relative loss at the end of the last minimisation. */
  double value() {
    return here.value;
  }

  /**
   * Minimises from a unit vector.
   *
   * @param u the start, overwritten by the end, a unit vector
   * @return whether the gradient vanished at a point without downward curvature
   */
  boolean minimise(double[] u) {
    here.expand(loss, u);
    double bound = LARGEST_STEP;
    for (int i = 0; i < MAX_ITERATIONS; i++) {
      double slope = here.slope();
      boolean flat = slope <= gradientTolerance;
      if (flat && here.lowCurvature >= -curvatureTolerance) {
        return true;
      }
      double low = flat ? bound : -here.lowGradient / atLeast(here.lowCurvature);
      double high = flat ? 0 : -here.highGradient / atLeast(here.highCurvature);
      double length = Math.hypot(low, high);
      double step = Math.min(length, bound);
      here.move(u, low / length, high / length, step, trial);
      there.expand(loss, trial);
      // Near the end J no longer tells points apart, but the gradient still does.
      boolean flatter =
          there.value <= here.value + 1e-14 * Math.abs(here.value) && there.slope() < 0.5 * slope;
      if (there.value < here.value || flatter) {
        TangentModel swap = here;
        here = there;
        there = swap;
        System.arraycopy(trial, 0, u, 0, 3);
        bound = Math.min(LARGEST_STEP, 2 * bound);
      } else {
        bound = step / 4;
        if (bound < SMALLEST_STEP || there.value == here.value) {
          return slope <= roundingGradient && here.lowCurvature >= -curvatureTolerance;
        }
      }
    }
    return false;
  }

  private double atLeast(double curvature) {
    return Math.max(Math.abs(curvature), curvatureTolerance);
  }

  /** The loss near a point of the sphere, to second order, along its principal directions. */
  private static final class TangentModel {
    double value;
    double lowCurvature;
    double highCurvature;
    double lowGradient;
    double highGradient;
    private final double[] derivatives = new double[9];
    private final double[] low = new double[3];
    private final double[] high = new double[3];

    double slope() {
      return Math.hypot(lowGradient, highGradient);
    }

    /** Writes the end of a great circle from u of the given length along p·low + q·high. */
    void move(double[] u, double p, double q, double length, double[] destination) {
      double c = Math.cos(length);
      double s = Math.sin(length);
      double square = 0;
      for (int i = 0; i < 3; i++) {
        destination[i] = c * u[i] + s * (p * low[i] + q * high[i]);
        square += destination[i] * destination[i];
      }
      double scale = 1 / Math.sqrt(square);
      for (int i = 0; i < 3; i++) {
        destination[i] *= scale;
      }
    }

    void expand(DirectionLoss loss, double[] u) {
      value = loss.derivatives(u[0], u[1], u[2], derivatives);
      basis(u);
      double normal = dot(u, derivatives);
      double aa = form(low, low) - normal;
      double ab = form(low, high);
      double bb = form(high, high) - normal;
      double mean = (aa + bb) / 2;
      double spread = Math.hypot((aa - bb) / 2, ab);
      lowCurvature = mean - spread;
      highCurvature = mean + spread;
      // The angle of the eigenvector of the larger eigenvalue, measured from `low`.
      double angle = Math.atan2(2 * ab, aa - bb) / 2;
      double c = Math.cos(angle);
      double s = Math.sin(angle);
      for (int i = 0; i < 3; i++) {
        double a = low[i];
        double b = high[i];
        high[i] = c * a + s * b;
        low[i] = -s * a + c * b;
      }
      lowGradient = dot(low, derivatives);
      highGradient = dot(high, derivatives);
    }

    /** Two unit vectors that complete u to an orthonormal frame. */
    private void basis(double[] u) {
      double sign = Math.copySign(1, u[2]);
      double a = -1 / (sign + u[2]);
      double b = u[0] * u[1] * a;
      low[0] = 1 + sign * u[0] * u[0] * a;
      low[1] = sign * b;
      low[2] = -sign * u[0];
      high[0] = b;
      high[1] = sign + u[1] * u[1] * a;
      high[2] = -u[1];
    }

    private double form(double[] p, double[] q) {
      double[] h = derivatives;
      return p[0] * (h[3] * q[0] + h[4] * q[1] + h[5] * q[2])
          + p[1] * (h[4] * q[0] + h[6] * q[1] + h[7] * q[2])
          + p[2] * (h[5] * q[0] + h[7] * q[1] + h[8] * q[2]);
    }

    private static double dot(double[] p, double[] q) {
      return p[0] * q[0] + p[1] * q[1] + p[2] * q[2];
    }
  }
}
