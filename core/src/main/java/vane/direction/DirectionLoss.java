package vane.direction;

/**
 * The loss (3) of one problem, with its gradient and Hessian in R³.
 *
 * <pre>
 *   J(u) = − Σ_k exp(−r_k² − (g_k/σ₂)²)             r_k = (d_c,k − t_k·u)/σ₁
 *   ∇J   = − (2/σ₁)  Σ_k e_k r_k t_k                e_k = exp(−r_k² − (g_k/σ₂)²)
 *   ∇²J  = − (2/σ₁²) Σ_k e_k (2 r_k² − 1) t_k t_kᵀ
 * </pre>
 *
 * <p>Solvers work on J divided by {@link #scale()}, whose deepest well has depth one, so that
 * neighbourhoods that fit badly everywhere (g ≫ σ₂) do not underflow to 0/0. The exponentials of g
 * are formed once, by {@link #of}. The object is a view of the problem: adding a reference makes it
 * stale, and it is no more thread-safe than the problem.
 *
 * <p>Equation (3) of Pihlajamäki et al., ESANN 2021.
 */
public final class DirectionLoss {
  private final DirectionProblem problem;
  private final double sigma1;
  private final double scale;
  private final LossKernel kernel;
  private int evaluations;

  private DirectionLoss(DirectionProblem problem, double sigma1, double scale, LossKernel kernel) {
    this.problem = problem;
    this.kernel = kernel;
    this.sigma1 = sigma1;
    this.scale = scale;
  }

  /**
   * The loss of a problem.
   *
   * @param problem the references; its scratch space is overwritten
   * @param settings the widths
   * @return the loss
   */
  public static DirectionLoss of(DirectionProblem problem, LossSettings settings) {
    return of(problem, settings, LossKernel.best());
  }

  /** The loss of a problem with a chosen kernel. */
  static DirectionLoss of(DirectionProblem problem, LossSettings settings, LossKernel kernel) {
    double scale = problem.weigh(settings.sigma2());
    return new DirectionLoss(problem, settings.sigma1(), scale, kernel);
  }

  /**
   * The depth of the deepest well, exp(−(g_min/σ₂)²).
   *
   * @return from 0 (underflow, or no reference) to 1
   */
  public double scale() {
    return scale;
  }

  /**
   * J(u), as in equation (3).
   *
   * @param x first component of u, which need not be a unit vector
   * @param y second component
   * @param z third component
   * @return the loss, at most zero
   */
  public double value(double x, double y, double z) {
    return scale * relative(x, y, z);
  }

  /**
   * J(u)/scale.
   *
   * @param x first component of u
   * @param y second component
   * @param z third component
   * @return the relative loss, between −size and zero
   */
  public double relative(double x, double y, double z) {
    evaluations++;
    return -kernel.sum(problem, 1 / sigma1, x, y, z);
  }

  /**
   * J(u)/scale and its gradient and Hessian.
   *
   * @param x first component of u
   * @param y second component
   * @param z third component
   * @param derivatives [9], overwritten: gradient x, y, z, then Hessian xx, xy, xz, yy, yz, zz, all
   *     divided by scale
   * @return the relative loss
   */
  public double derivatives(double x, double y, double z, double[] derivatives) {
    evaluations++;
    double sum = kernel.sums(problem, 1 / sigma1, x, y, z, derivatives);
    double first = -2 / sigma1;
    double second = first / sigma1;
    for (int i = 0; i < 3; i++) {
      derivatives[i] *= first;
    }
    for (int i = 3; i < 9; i++) {
      derivatives[i] *= second;
    }
    return -sum;
  }

  /** How often the sum over the references was formed. */
  int evaluations() {
    return evaluations;
  }
}
