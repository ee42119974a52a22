package vane.regression;

import java.util.Random;
import vane.linalg.CholeskyFactorization;
import vane.linalg.Matrix;
import vane.parallel.WorkerPool;

/**
 * The weights of a ridge regression, how well conditioned they were, and the leverages of rows.
 *
 * <p>Leverages need the factor of the normal equations, as large as these. Closing the solution
 * frees the factor; the weights and the condition stay.
 *
 * <p>Thread-safe, but for closing.
 */
public final class RidgeSolution implements AutoCloseable {
  // [p × t], row-major
  private final double[] weights;
  private final Matrix factor;
  private final CholeskyFactorization cholesky;

  /** Takes over the factor, which is the memory of the factorisation. */
  RidgeSolution(double[] weights, Matrix factor, CholeskyFactorization cholesky) {
    this.weights = weights;
    this.factor = factor;
    this.cholesky = cholesky;
  }

  /**
   * The number of features.
   *
   * @return p
   */
  public int features() {
    return factor.rows();
  }

  /**
   * The number of targets.
   *
   * @return t
   */
  public int targets() {
    return weights.length / features();
  }

  /**
   * The weights.
   *
   * @return [p × t] row-major, so [p] with one target; a copy
   */
  public double[] weights() {
    return weights.clone();
  }

  /**
   * An estimate of 1 / (‖A‖ ‖A⁻¹‖) in the infinity norm, A = G + diag(penalties), by LAPACK's
   * dpocon. It sees features of unlike scale as badly conditioned, which does no harm by itself.
   *
   * @return between 0 and 1
   */
  public double reciprocalCondition() {
    return cholesky.reciprocalCondition();
  }

  /**
   * The leverage xᵀ A⁻¹ x of one row, on the calling thread: how far it lies outside of the
   * equations that were added. Times the variance of the noise it is the variance of the prediction
   * x·w when the penalties stand for a prior.
   *
   * @param row x [p]; not modified
   * @return at least 0
   * @throws IllegalStateException if the solution is closed
   */
  public double leverage(double[] row) {
    requireOpen();
    if (row.length != features()) {
      throw new IllegalArgumentException(
          "a row of " + row.length + " features, expected " + features());
    }
    try (Matrix x = Matrix.ofRows(row, row.length, 1)) {
      cholesky.solveLowerInPlace(x);
      return squaredColumns(x)[0];
    }
  }

  /**
   * The leverages xᵀ A⁻¹ x of many rows: p² operations each, much faster together.
   *
   * @param rows [p × m], a row x in each column; not modified
   * @param pool the threads
   * @return [m], at least 0
   * @throws IllegalStateException if the solution is closed
   */
  public double[] leverages(Matrix rows, WorkerPool pool) {
    requireOpen();
    if (rows.rows() != features()) {
      throw new IllegalArgumentException(
          "a matrix of " + rows + ", expected " + features() + " rows, one per feature");
    }
    try (Matrix x = rows.copy()) {
      cholesky.solveLowerInPlace(pool, x);
      return squaredColumns(x);
    }
  }

  /**
   * A random draw from the normal distribution with mean zero and covariance (G + P)⁻¹: how the
   * weights of one target may differ for errors of unit variance in it.
   *
   * @param random where the numbers come from
   * @param pool the threads
   * @return {@code [features]}
   */
  public double[] sample(Random random, WorkerPool pool) {
    requireOpen();
    double[] normal = new double[features()];
    for (int i = 0; i < normal.length; i++) {
      normal[i] = random.nextGaussian();
    }
    try (Matrix x = Matrix.ofRows(normal, normal.length, 1)) {
      cholesky.solveLowerTransposedInPlace(pool, x);
      return x.toArray();
    }
  }

  private static double[] squaredColumns(Matrix x) {
    double[] sums = new double[x.columns()];
    double[] row = new double[x.columns()];
    for (int i = 0; i < x.rows(); i++) {
      x.getRow(i, row, 0);
      for (int j = 0; j < row.length; j++) {
        sums[j] += row[j] * row[j];
      }
    }
    return sums;
  }

  private void requireOpen() {
    if (factor.isClosed()) {
      throw new IllegalStateException("the solution is closed, and its factor freed");
    }
  }

  /** Frees the factor: no more leverages. The weights stay. */
  @Override
  public void close() {
    factor.close();
  }

  @Override
  public String toString() {
    return "RidgeSolution["
        + features()
        + " features, reciprocal condition "
        + reciprocalCondition()
        + "]";
  }
}
