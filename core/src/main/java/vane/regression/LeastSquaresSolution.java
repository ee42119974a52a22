package vane.regression;

import vane.linalg.Matrix;

/**
 * The coefficients of a least-squares regression, and how they were found.
 *
 * <p>Close it to free the coefficients.
 */
public final class LeastSquaresSolution implements AutoCloseable {
  /** How a solution was found. */
  public enum Route {
    /** N = K and full rank: the square system by LU with partial pivoting. */
    LU,
    /** N &gt; K and full rank: QR, block by block. */
    QR,
    /**
     * Singular to working precision: QR, then QR with column pivoting; the coefficients are those
     * of least norm.
     */
    RANK_REVEALING_QR
  }

  private final Matrix coefficients;
  private final int rank;
  private final double reciprocalCondition;
  private final Route route;

  /**
   * A solution.
   *
   * @param coefficients [inputs × outputs]; not copied, closed with this
   * @param rank the rank of the inputs, at most their number
   * @param reciprocalCondition the estimate that chose the route, between 0 and 1
   * @param route how it was found
   */
  LeastSquaresSolution(Matrix coefficients, int rank, double reciprocalCondition, Route route) {
    this.coefficients = coefficients;
    this.rank = rank;
    this.reciprocalCondition = reciprocalCondition;
    this.route = route;
  }

  /**
   * The coefficients B of O ≈ D B.
   *
   * @return [inputs × outputs]
   */
  public Matrix coefficients() {
    return coefficients;
  }

  /**
   * The rank of D, to the threshold of {@link LeastSquares}.
   *
   * @return between 0 and the number of inputs
   */
  public int rank() {
    return rank;
  }

  /**
   * Whether D has full rank, so that the coefficients are unique.
   *
   * @return true if so
   */
  public boolean isFullRank() {
    return rank == coefficients.rows();
  }

  /**
   * An estimate of 1 / (‖R‖ ‖R⁻¹‖) in the infinity norm, where R is D itself when N = K and the
   * triangular factor of D otherwise; it chose the route.
   *
   * @return between 0 (singular) and 1
   */
  public double reciprocalCondition() {
    return reciprocalCondition;
  }

  /**
   * How the solution was found.
   *
   * @return the route
   */
  public Route route() {
    return route;
  }

  /** Frees the coefficients. */
  @Override
  public void close() {
    coefficients.close();
  }

  @Override
  public String toString() {
    return "LeastSquaresSolution["
        + coefficients.rows()
        + " × "
        + coefficients.columns()
        + ", rank "
        + rank
        + ", reciprocal condition "
        + reciprocalCondition
        + ", "
        + route
        + "]";
  }
}
