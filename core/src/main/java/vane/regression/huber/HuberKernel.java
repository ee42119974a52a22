package vane.regression.huber;

/**
 * The inner loops of the Huber regression over the rows or the inputs of one column.
 *
 * <p>Two implementations with equal results to rounding; {@link #best()} picks one. In both, u is
 * the residual over the scale, clipped to ±ε.
 */
sealed interface HuberKernel permits PlainHuberKernel, VectorHuberKernel {
  /**
   * Sums over the residuals r − t q.
   *
   * @param r residuals; the first n count
   * @param q what a unit step takes from them
   * @param t the step
   * @param n how many
   * @param inverse one over the scale
   * @param epsilon ε
   * @param sums Σ u (r − t q), Σ u², Σ u q; overwritten
   */
  void sums(double[] r, double[] q, double t, int n, double inverse, double epsilon, double[] sums);

  /**
   * Moves residuals, r ← r − t q, and gives the derivatives of the loss by them.
   *
   * @param r residuals; the first n are overwritten
   * @param q what a unit step takes from them
   * @param t the step
   * @param n how many
   * @param inverse one over the new scale
   * @param epsilon ε
   * @param psi 2 u, overwritten
   */
  void move(double[] r, double[] q, double t, int n, double inverse, double epsilon, double[] psi);

  /**
   * Σ a_i b_i.
   *
   * @param a the first n count
   * @param b the first n count
   * @param n how many
   * @return the sum
   */
  double dot(double[] a, double[] b, int n);

  /**
   * The largest |a_i|.
   *
   * @param a the first n count
   * @param n how many
   * @return 0 if there are none
   */
  double largestMagnitude(double[] a, int n);

  /**
   * Rounds to single precision.
   *
   * @param source the first n count
   * @param n how many
   * @param destination overwritten
   */
  void round(double[] source, int n, float[] destination);

  /**
   * Widens to double precision.
   *
   * @param source the first n count
   * @param n how many
   * @param destination overwritten
   */
  void widen(float[] source, int n, double[] destination);

  /**
   * The vector kernel where the JVM was started with the Vector API, else the plain one.
   *
   * @return a kernel, the same at each call
   */
  static HuberKernel best() {
    return Holder.BEST;
  }

  /** Chooses once, when first asked. */
  final class Holder {
    static final HuberKernel BEST =
        ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
            ? new VectorHuberKernel()
            : new PlainHuberKernel();

    private Holder() {}
  }
}
