package vane.regression.huber;

import vane.linalg.FactoredMatrix;
import vane.linalg.Matrix;

/**
 * The coefficients, intercept and scale of a Huber regression for each column, and how they were
 * found.
 *
 * <p>Close it to free the coefficients.
 */
public final class HuberSolution implements AutoCloseable {
  private final FactoredMatrix coefficients;
  private final double[] intercepts;
  private final double[] scales;
  private final double[] objectives;
  private final int[] iterations;
  private final boolean[] converged;

  /**
   * A solution for an algorithm to fill in.
   *
   * @param coefficients [inputs × outputs] of zeros; taken over
   */
  HuberSolution(Matrix coefficients) {
    this(
        FactoredMatrix.whole(coefficients),
        new double[coefficients.columns()],
        new double[coefficients.columns()],
        new double[coefficients.columns()],
        new int[coefficients.columns()],
        new boolean[coefficients.columns()]);
  }

  private HuberSolution(
      FactoredMatrix coefficients,
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
   * same but for the coefficients, V B. It shares B with this.
   *
   * @param directions V [inputs × those of this]; not modified
   */
  HuberSolution along(Matrix directions) {
    return new HuberSolution(
        FactoredMatrix.product(directions, coefficients.right()),
        intercepts,
        scales,
        objectives,
        iterations,
        converged);
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
  public FactoredMatrix coefficients() {
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
