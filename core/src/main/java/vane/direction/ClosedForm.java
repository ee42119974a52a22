package vane.direction;

/**
 * Weighted least squares on the cosines, then normalised.
 *
 * <p>Minimises Σ w_k (d_c,k − t_k·u)² with w_k = exp(−(g_k/σ₂)²) over u in R³: one symmetric 3×3
 * system. If the references span less than three dimensions (an eigenvalue of Σ w t tᵀ below 1e-10
 * of the largest), it is the solution of least norm, so that the undetermined component is zero,
 * with status {@link DirectionStatus#UNDERDETERMINED}. There is no direction ({@link
 * DirectionStatus#NONE}) when there are no references, when all of them are zero, or when Σ w d_c t
 * vanishes to rounding (1e-12 of the sum of its terms' sizes). The start is not used, nor is σ₁
 * except for the loss that is reported.
 */
public record ClosedForm() implements DirectionSolver {
  static final String NAME = "closed-form";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Direction solve(DirectionProblem problem, LossSettings settings) {
    DirectionLoss loss = DirectionLoss.of(problem, settings);
    ReferenceMoments moments = new ReferenceMoments(problem);
    double[] u = new double[3];
    boolean found = moments.leastSquares(u);
    double value = loss.value(u[0], u[1], u[2]);
    if (!found) {
      return Direction.none(value, loss.evaluations());
    }
    return new Direction(
        u[0],
        u[1],
        u[2],
        value,
        loss.evaluations(),
        moments.rank < 3 ? DirectionStatus.UNDERDETERMINED : DirectionStatus.CONVERGED);
  }
}
