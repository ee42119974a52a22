package vane.engines.relax;

/** How a {@link Relaxation} steps towards smaller forces. */
public sealed interface Optimizer permits Fire, Lbfgs {

  /**
   * The word that options and messages use.
   *
   * @return {@code fire} or {@code lbfgs}
   */
  String label();

  /**
   * A new walk, which remembers its steps.
   *
   * @return a walk that has not begun
   */
  Walk start();

  /** One walk: not safe for use by several threads. */
  interface Walk {
    /**
     * The next step.
     *
     * @param place where the walk stands, {@code [rows × 3]}; not modified
     * @param forces the forces there, {@code [rows × 3]}; not modified
     * @return the displacement, {@code [rows × 3]}
     */
    double[] step(double[] place, double[] forces);
  }
}
