package vane.direction;

import vane.InputException;

/**
 * Sequential quadratic programming from one start, as in the paper: a local minimum of (3).
 *
 * <p>It starts at the unit vector to the nearest neighbour, and scales its end to unit length.
 *
 * <ul>
 *   <li>{@link Method#UNCONSTRAINED} minimises J over all of R³, as the paper writes it (û ∈ R³).
 *       Its end may have a higher loss than the start once it is scaled.
 *   <li>{@link Method#ON_SPHERE} minimises J over R³ with |u|² = 1. The end is never above the
 *       start.
 *   <li>{@link Method#HIPPARCHUS} has the same constraint and runs Hipparchus' {@code
 *       SQPOptimizerS}, which refuses about one problem in ten (rounding makes its BFGS matrix
 *       asymmetric, and it throws) and takes longer.
 * </ul>
 *
 * <p>The first two are Vane's own and take the same path as SciPy's SLSQP.
 *
 * <p>Without a start (no neighbour), without references, or when all of them are zero, there is no
 * direction ({@link DirectionStatus#NONE}). When the method breaks off, its best point is returned
 * with {@link DirectionStatus#NOT_CONVERGED}: the start, if the end is zero or not finite, or on
 * the sphere above the start. When the references span less than three dimensions the status is
 * {@link DirectionStatus#UNDERDETERMINED}.
 *
 * @param method which implementation
 * @param tolerance stop when J changes by less (SLSQP's {@code ftol}) or the step is shorter, with
 *     J as in (3) when unconstrained and in units of its deepest well on the sphere; Hipparchus:
 *     stop when the step is shorter; above zero and below 0.1
 * @param maxIterations how many quadratic programs at most (SciPy's default: 100)
 */
public record SequentialQuadratic(Method method, double tolerance, int maxIterations)
    implements DirectionSolver {

  /** Which implementation of sequential quadratic programming runs. */
  public enum Method {
    /** Over R³ without a constraint; Vane's own, after Han, Powell and Kraft. */
    UNCONSTRAINED("sqp"),
    /** With |u|² = 1; Vane's own, after Han, Powell and Kraft. */
    ON_SPHERE("sqp-sphere"),
    /** With |u|² = 1; Hipparchus' {@code SQPOptimizerS}. */
    HIPPARCHUS("sqp-hipparchus");

    private final String label;

    Method(String label) {
      this.label = label;
    }
  }

  /** The paper's text, with SciPy's defaults: unconstrained, 1e-6, at most 100 iterations. */
  public static final SequentialQuadratic PAPER =
      new SequentialQuadratic(Method.UNCONSTRAINED, 1e-6, 100);

  /**
   * On the sphere, at most 100 iterations. The tolerance is 1e-9, not SciPy's 1e-6, which can stop
   * too early on the slope of a single far reference.
   */
  public static final SequentialQuadratic SPHERE =
      new SequentialQuadratic(Method.ON_SPHERE, 1e-9, 100);

  /** Hipparchus, tolerance 1e-6, at most 100 iterations. */
  public static final SequentialQuadratic HIPPARCHUS =
      new SequentialQuadratic(Method.HIPPARCHUS, 1e-6, 100);

  /**
   * Checks the settings.
   *
   * @param method which implementation
   * @param tolerance when to stop
   * @param maxIterations how many quadratic programs at most
   * @throws InputException if a setting is out of its range
   */
  public SequentialQuadratic {
    if (!(tolerance > 0 && tolerance < 0.1)) {
      throw new InputException(
          "SQP tolerance is " + tolerance + ", expected a number above 0 and below 0.1");
    }
    if (maxIterations < 1) {
      throw new InputException("SQP iteration limit is " + maxIterations + ", expected at least 1");
    }
  }

  @Override
  public String name() {
    return method.label;
  }

  @Override
  public Direction solve(DirectionProblem problem, LossSettings settings) {
    DirectionLoss loss = DirectionLoss.of(problem, settings);
    ReferenceMoments moments = new ReferenceMoments(problem);
    if (moments.rank == 0 || !problem.hasStart()) {
      return Direction.none(loss.value(0, 0, 0), loss.evaluations());
    }
    double[] start = new double[3];
    problem.start(start);
    double[] u = start.clone();
    boolean converged =
        switch (method) {
          case UNCONSTRAINED -> HanPowell.unconstrained(loss, tolerance).minimise(u, maxIterations);
          case ON_SPHERE -> HanPowell.onSphere(loss, tolerance).minimise(u, maxIterations);
          case HIPPARCHUS -> HipparchusSqp.minimise(loss, u, tolerance, maxIterations);
        };
    double norm = Math.sqrt(u[0] * u[0] + u[1] * u[1] + u[2] * u[2]);
    double scale = 1 / norm;
    if (!isDirection(norm)
        || (method != Method.UNCONSTRAINED && !descended(loss, u, norm, start))) {
      u = start;
      scale = 1;
      converged = false;
    }
    return new Direction(
        u[0] * scale,
        u[1] * scale,
        u[2] * scale,
        loss.value(u[0] * scale, u[1] * scale, u[2] * scale),
        loss.evaluations(),
        status(moments, converged));
  }

  /** Whether a vector of that length can be scaled to one. */
  private static boolean isDirection(double norm) {
    return norm > Double.MIN_NORMAL && norm <= Double.MAX_VALUE;
  }

  /** Whether u stayed near the sphere, and is on it not above the start. */
  private boolean descended(DirectionLoss loss, double[] u, double norm, double[] start) {
    double value = loss.relative(u[0] / norm, u[1] / norm, u[2] / norm);
    return norm > 0.5
        && norm < 2
        && value <= loss.relative(start[0], start[1], start[2]) + tolerance;
  }

  private static DirectionStatus status(ReferenceMoments moments, boolean converged) {
    if (moments.rank < 3) {
      return DirectionStatus.UNDERDETERMINED;
    }
    return converged ? DirectionStatus.CONVERGED : DirectionStatus.NOT_CONVERGED;
  }
}
