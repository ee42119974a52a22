package vane.direction;

import vane.InputException;

/**
 * Sequential quadratic programming from one start, as in the paper: a local minimum of (3).
 *
 * <p>Minimises J over R³ with |u|² = 1, starting at the direction of the nearest neighbour. The end
 * is scaled to unit length, and its loss is never above that of the start. Two methods are offered:
 * {@link Method#HAN_POWELL}, Vane's own and the default, takes the same path as SciPy's SLSQP;
 * {@link Method#HIPPARCHUS} runs Hipparchus' {@code SQPOptimizerS}, which refuses about one problem
 * in ten (rounding makes its BFGS matrix asymmetric, and it throws) and takes longer.
 *
 * <p>Without a start (no neighbour), without references, or when all of them are zero, there is no
 * direction ({@link DirectionStatus#NONE}). When the method breaks off, its best point is returned
 * with {@link DirectionStatus#NOT_CONVERGED}. When the references span less than three dimensions
 * the status is {@link DirectionStatus#UNDERDETERMINED}.
 *
 * @param method which implementation
 * @param tolerance Han–Powell: stop when J, in units of the deepest well, changes by less (SLSQP's
 *     {@code ftol}) or the step is shorter; Hipparchus: stop when the step is shorter; above zero
 *     and below 0.1. SciPy's default for {@code ftol} is 1e-6; ours is 1e-9, as on the slope of a
 *     single far reference 1e-6 can stop too early
 * @param maxIterations how many quadratic programs at most (SciPy's default: 100)
 */
public record SequentialQuadratic(Method method, double tolerance, int maxIterations)
    implements DirectionSolver {

  /** Which implementation of sequential quadratic programming runs. */
  public enum Method {
    /** Vane's own, after Han, Powell and Kraft. */
    HAN_POWELL,
    /** Hipparchus' {@code SQPOptimizerS}. */
    HIPPARCHUS
  }

  /** Han–Powell, tolerance 1e-9, at most 100 iterations. */
  public static final SequentialQuadratic DEFAULT =
      new SequentialQuadratic(Method.HAN_POWELL, 1e-9, 100);

  static final String NAME = "sqp";
  static final String HIPPARCHUS_NAME = "sqp-hipparchus";

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
    return method == Method.HIPPARCHUS ? HIPPARCHUS_NAME : NAME;
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
          case HAN_POWELL -> new HanPowell(loss, tolerance).minimise(u, maxIterations);
          case HIPPARCHUS -> HipparchusSqp.minimise(loss, u, tolerance, maxIterations);
        };
    double norm = Math.sqrt(u[0] * u[0] + u[1] * u[1] + u[2] * u[2]);
    double scale = norm > 0.5 && norm < 2 ? 1 / norm : Double.NaN;
    double value = loss.relative(u[0] * scale, u[1] * scale, u[2] * scale);
    if (!(value <= loss.relative(start[0], start[1], start[2]) + tolerance)) {
      // It left the sphere, or went uphill: the start is the best feasible point that is known.
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

  private static DirectionStatus status(ReferenceMoments moments, boolean converged) {
    if (moments.rank < 3) {
      return DirectionStatus.UNDERDETERMINED;
    }
    return converged ? DirectionStatus.CONVERGED : DirectionStatus.NOT_CONVERGED;
  }
}
