package vane.direction;

import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxIter;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.vector.constrained.EqualityConstraint;
import org.hipparchus.optim.nonlinear.vector.constrained.LagrangeSolution;
import org.hipparchus.optim.nonlinear.vector.constrained.SQPOptimizerS;
import org.hipparchus.optim.nonlinear.vector.constrained.SQPOption;
import org.hipparchus.optim.nonlinear.vector.constrained.TwiceDifferentiableFunction;

/** min J(x) over R³ with |x|² = 1 by Hipparchus' SQPOptimizerS (Schittkowski's method). */
final class HipparchusSqp {
  private HipparchusSqp() {}

  /**
   * Minimises from a unit vector.
   *
   * @param u the start, overwritten by the end, or by the best iterate if Hipparchus threw
   * @return whether Hipparchus stopped by its own rule, before the limit and without throwing
   */
  static boolean minimise(DirectionLoss loss, double[] u, double tolerance, int maxIterations) {
    SQPOption option = new SQPOption();
    option.setEps(tolerance);
    Objective objective = new Objective(loss, u);
    SQPOptimizerS optimizer = new SQPOptimizerS();
    try {
      LagrangeSolution solution =
          optimizer.optimize(
              new InitialGuess(u.clone()),
              new ObjectiveFunction(objective),
              new UnitSphere(),
              option,
              new MaxIter(maxIterations));
      for (int i = 0; i < 3; i++) {
        u[i] = solution.getX().getEntry(i);
      }
      return optimizer.getIterations() < maxIterations;
    } catch (MathRuntimeException refused) {
      // Its BFGS matrix loses symmetry to rounding, which its own eigensolver then refuses: the
      // best iterate so far is the answer, and the caller reports that it did not converge.
      System.arraycopy(objective.best, 0, u, 0, 3);
      return false;
    }
  }

  /** J, remembering the iterate whose projection on the sphere is lowest. */
  private static final class Objective extends TwiceDifferentiableFunction {
    private final DirectionLoss loss;
    private final double[] derivatives = new double[9];
    private final double[] best;
    private double bestValue = Double.POSITIVE_INFINITY;

    Objective(DirectionLoss loss, double[] start) {
      this.loss = loss;
      this.best = start.clone();
    }

    @Override
    public int dim() {
      return 3;
    }

    @Override
    public double value(RealVector x) {
      return loss.relative(x.getEntry(0), x.getEntry(1), x.getEntry(2));
    }

    @Override
    public RealVector gradient(RealVector x) {
      double value = loss.derivatives(x.getEntry(0), x.getEntry(1), x.getEntry(2), derivatives);
      if (value < bestValue && Math.abs(x.getNorm() - 1) < 1e-3) {
        bestValue = value;
        System.arraycopy(x.toArray(), 0, best, 0, 3);
      }
      return new ArrayRealVector(new double[] {derivatives[0], derivatives[1], derivatives[2]});
    }

    @Override
    public RealMatrix hessian(RealVector x) {
      throw new IllegalStateException("the optimiser builds its own Hessian");
    }
  }

  /** |x|² = 1. */
  private static final class UnitSphere extends EqualityConstraint {
    UnitSphere() {
      super(new ArrayRealVector(new double[] {1}));
    }

    @Override
    public int dim() {
      return 3;
    }

    @Override
    public RealVector value(RealVector x) {
      return new ArrayRealVector(new double[] {x.dotProduct(x)});
    }

    @Override
    public RealMatrix jacobian(RealVector x) {
      return new Array2DRowRealMatrix(
          new double[][] {{2 * x.getEntry(0), 2 * x.getEntry(1), 2 * x.getEntry(2)}});
    }
  }
}
