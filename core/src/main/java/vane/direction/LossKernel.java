package vane.direction;

/**
 * The sums over references in the loss (3) and its derivatives: the inner loops.
 *
 * <p>Two implementations with equal results to rounding; {@link #best()} picks one.
 */
sealed interface LossKernel permits PlainLossKernel, VectorLossKernel {

  /** The weights are zero from the size up to the next multiple of this: no loop has a tail. */
  int PADDING = 8;

  /**
   * Σ e_k with e_k = w_k exp(−r_k²), r_k = (d_k − t_k·u)/σ₁.
   *
   * @param problem references with weights up to date
   * @param inverse 1/σ₁
   * @param x first component of u
   * @param y second component
   * @param z third component
   * @return the sum
   */
  double sum(DirectionProblem problem, double inverse, double x, double y, double z);

  /**
   * Σ e_k, and what the gradient and Hessian need.
   *
   * @param problem references with weights up to date
   * @param inverse 1/σ₁
   * @param x first component of u
   * @param y second component
   * @param z third component
   * @param sums Σ e r t [3] and Σ e (2 r² − 1) t tᵀ as xx, xy, xz, yy, yz, zz [6], overwritten
   * @return Σ e_k
   */
  double sums(
      DirectionProblem problem, double inverse, double x, double y, double z, double[] sums);

  /**
   * The vector kernel where the JVM was started with the Vector API, else the plain one.
   *
   * @return a kernel, the same at each call
   */
  static LossKernel best() {
    return Holder.BEST;
  }

  /** Chooses once, when first asked. */
  final class Holder {
    static final LossKernel BEST =
        ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
            ? new VectorLossKernel()
            : new PlainLossKernel();

    private Holder() {}
  }
}
