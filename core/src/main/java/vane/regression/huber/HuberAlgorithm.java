package vane.regression.huber;

/** How the Huber regression is minimised. */
public enum HuberAlgorithm {
  /**
   * Limited-memory BFGS with twelve corrections, begun at w = 0, c = 0, σ = 1 and stopped after a
   * number of iterations: what scikit-learn's HuberRegressor does. With as many references as rows
   * the minimum is far away after the customary 100 iterations, so the iteration limit regularises
   * and is part of the model.
   */
  LBFGS,

  /**
   * The minimum itself, to a duality gap, whatever the start: the alternating direction method of
   * multipliers, which shares one factorisation, from the least-squares fit. With as many
   * references as rows and a small α that fit, an interpolation, is nearly always the minimum for
   * every ε, and the gap proves it before the first iteration.
   */
  CONVERGED
}
