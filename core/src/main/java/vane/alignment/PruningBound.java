package vane.alignment;

/**
 * The margins of the fast fitters: when a permutation is surely worse, and when its polar factor is
 * surely accurate.
 *
 * <p>Let d_k = |y_k − Q s_π(k)| for the best Q. Three things are known before Q is:
 *
 * <ul>
 *   <li>d_k ≥ a_k = ||y_k| − |s_π(k)||;
 *   <li>Σ d_k² = E = Σ|y|² + Σ|s|² − 2t, where t = σ1 + σ2 ± σ3 is the trace norm of H (minus for
 *       rotations only and det H &lt; 0);
 *   <li>t is the largest root of f(t) = (t² − ‖H‖²)²/4 − ‖cof H‖² − 2 δ t, with δ = |det H| for
 *       ORTHOGONAL and det H for PROPER: square t² = ‖H‖² + 2(σ1σ2 ± σ1σ3 ± σ2σ3), and then the
 *       bracket.
 * </ul>
 *
 * The least Σ d_k under the first two has all d_k = a_k but the one with the largest a_k, so
 *
 * <pre>Σ d_k ≥ Σ' a_k + sqrt(E − Σ' a_k²),     Σ' leaving out the largest a_k.</pre>
 *
 * That exceeds the best sum so far, b, exactly when t &lt; T = (Σ|y|² + Σ|s|² − Σ'a² − (b −
 * Σ'a)²)/2. No root needs solving to see it: T² &gt; ‖H‖² and f(T) &gt; 0 put T beyond all four
 * roots, as the squares of the other three are at most ‖H‖².
 *
 * <p>For a permutation that stays, t by Newton's method from above (f is convex and rising there),
 * and then Q = ∂t/∂H = [(t² + ‖H‖²) H − 2 H Hᵀ H ± 2t cof H] / f'(t), with f'(t) = 2
 * (σ1+σ2)(σ2±σ3)(σ1±σ3).
 */
final class PruningBound {
  /** Part of Σ|y| + Σ|s| by which a bound must exceed the best sum: far above rounding errors. */
  static final double SLACK = 1e-10;

  /** f(T) must exceed this part of T⁴, far above its rounding error. */
  static final double ROOT_MARGIN = 1e-13;

  /** f'(t)/t³ must exceed this, or else Q would lose more than five digits (it is 0.6 at most). */
  static final double CONDITION = 2e-2;

  /** |det H|/t³ must exceed this with ORTHOGONAL, or else the rank may be 2 at most. */
  static final double DETERMINANT = 1e-6;

  /** t² must exceed this part of Σ|y|² Σ|s|², or else H may be the rounding error of zero. */
  static final double ZERO = 1e-16;

  /** Newton's last step must be below this part of t: the next would be below rounding. */
  static final double LAST_STEP = 1e-8;

  static final int MAX_STEPS = 12;

  private PruningBound() {}
}
