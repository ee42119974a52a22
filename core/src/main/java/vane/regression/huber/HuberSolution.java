package vane.regression.huber;

import vane.linalg.Matrix;
import vane.linalg.Multiply;
import vane.parallel.WorkerPool;

/**
 * The coefficients, intercept and scale of a Huber regression for each column, and how they were
 * found.
 *
 * <p>Close it to free the coefficients.
 */
public final class HuberSolution implements AutoCloseable {
  private final Matrix coefficients;
  private final double[] intercepts;
  private final double[] scales;
  private final double[] objectives;
  private final int[] iterations;
  private final boolean[] converged;

  /** A solution of zeros for an algorithm to fill in. */
  HuberSolution(int inputs, int outputs) {
    this(
        Matrix.zeros(inputs, outputs),
        new double[outputs],
        new double[outputs],
        new double[outputs],
        new int[outputs],
        new boolean[outputs]);
  }

  private HuberSolution(
      Matrix coefficients,
      double[] intercepts,
      double[] scales,
      double[] objectives,
      int[] iterations,
      boolean[] converged) {
    this.coefficients = coefficients;
    this.intercepts = intercepts;
    this.scales = scales;
    this.objectives = objectives;
    this.iterations = iterations;
    this.converged = converged;
  }

  /**
   * The solution for inputs D, where this is the one for D V with orthonormal columns in V: the
   * same but for the coefficients, V B.
   *
   * @param pool the threads
   * @param directions V [inputs × those of this]; not modified
   * @return a solution of its own memory
   */
  HuberSolution turned(WorkerPool pool, Matrix directions) {
    Matrix product = Matrix.zeros(directions.rows(), coefficients.columns());
    Multiply.multiply(pool, directions, coefficients, product);
    return new HuberSolution(product, intercepts, scales, objectives, iterations, converged);
  }

  /** Sets all of a column but its coefficients. */
  void set(
      int column,
      double intercept,
      double scale,
      double objective,
      int iterationsUsed,
      boolean hasConverged) {
    intercepts[column] = intercept;
    scales[column] = scale;
    objectives[column] = objective;
    iterations[column] = iterationsUsed;
    converged[column] = hasConverged;
  }

  /** Copies the coefficients, the intercept and the scale of a column out, [inputs + 2]. */
  void copyColumn(int column, double[] destination) {
    for (int i = 0; i < coefficients.rows(); i++) {
      destination[i] = coefficients.get(i, column);
    }
    destination[coefficients.rows()] = intercepts[column];
    destination[coefficients.rows() + 1] = scales[column];
  }

  /**
   * The coefficients B of O ≈ D B + 1 cᵀ.
   *
   * @return [inputs × outputs]; freed when this is closed
   */
  public Matrix coefficients() {
    return coefficients;
  }

  /**
   * The intercepts c.
   *
   * @return [outputs], a copy
   */
  public double[] intercepts() {
    return intercepts.clone();
  }

  /**
   * The scales σ, in the units of the outputs.
   *
   * @return [outputs], a copy
   */
  public double[] scales() {
    return scales.clone();
  }

  /**
   * The objective of each column, computed in double precision from what is returned.
   *
   * @return [outputs], a copy
   */
  public double[] objectives() {
    return objectives.clone();
  }

  /**
   * The iterations that each column took.
   *
   * @return [outputs], a copy
   */
  public int[] iterations() {
    return iterations.clone();
  }

  /**
   * Whether a column met its tolerance before the iterations ran out.
   *
   * @param column from 0
   * @return true if so
   */
  public boolean isConverged(int column) {
    return converged[column];
  }

  /**
   * How many columns met their tolerance.
   *
   * @return between 0 and the number of outputs
   */
  public int convergedColumns() {
    int count = 0;
    for (boolean one : converged) {
      count += one ? 1 : 0;
    }
    return count;
  }

  /** Frees the coefficients. */
  @Override
  public void close() {
    coefficients.close();
  }

  @Override
  public String toString() {
    return "HuberSolution["
        + coefficients.rows()
        + " × "
        + coefficients.columns()
        + ", converged "
        + convergedColumns()
        + "]";
  }
}
