package vane.regression;

import vane.InputException;
import vane.linalg.LuFactorization;
import vane.linalg.Matrix;
import vane.linalg.Multiply;
import vane.parallel.WorkerPool;

/**
 * Ridge regression from rows that come block by block: B = (ZᵀZ + λ m I)⁻¹ ZᵀY, with m the mean of
 * the diagonal of ZᵀZ, so that λ has no unit.
 *
 * <p>It keeps ZᵀZ and ZᵀY only, so memory depends on the numbers of inputs and outputs and not on
 * that of rows, and several λ can be tried. The condition number is squared; with λ of 1e-10 or
 * more that does no harm. Accumulators of separate parts of the data can be merged; merge in a
 * fixed order. The result does not depend on the number of threads. One thread uses an accumulator
 * at a time.
 */
public final class AccumulatedRidge implements AutoCloseable {
  private final Matrix gram;
  private final Matrix cross;
  private long rows;

  /**
   * A regression that has seen no rows.
   *
   * @param inputs how many, at least 1
   * @param outputs how many, at least 1
   */
  public AccumulatedRidge(int inputs, int outputs) {
    gram = Matrix.zeros(inputs, inputs);
    cross = Matrix.zeros(inputs, outputs);
  }

  /**
   * Adds rows.
   *
   * @param pool the threads
   * @param inputBlock rows of Z [any × inputs]; not modified
   * @param outputBlock the same rows of Y [any × outputs]; not modified
   * @throws IllegalArgumentException if a number is not finite, or the shapes do not fit
   */
  public void add(WorkerPool pool, Matrix inputBlock, Matrix outputBlock) {
    inputBlock.requireFinite("the inputs");
    outputBlock.requireFinite("the outputs");
    Multiply.multiply(pool, 1, inputBlock, true, inputBlock, false, 1, gram);
    Multiply.multiply(pool, 1, inputBlock, true, outputBlock, false, 1, cross);
    rows += inputBlock.rows();
  }

  /**
   * Adds all rows that another regression has seen.
   *
   * @param other a regression of the same shape; not modified
   */
  public void merge(AccumulatedRidge other) {
    addTo(gram, other.gram);
    addTo(cross, other.cross);
    rows += other.rows;
  }

  private static void addTo(Matrix sum, Matrix summand) {
    if (sum.rows() != summand.rows() || sum.columns() != summand.columns()) {
      throw new IllegalArgumentException("found " + summand + ", expected " + sum);
    }
    double[] a = new double[sum.columns()];
    double[] b = new double[sum.columns()];
    for (int i = 0; i < sum.rows(); i++) {
      sum.getRow(i, a, 0);
      summand.getRow(i, b, 0);
      for (int j = 0; j < a.length; j++) {
        a[j] += b[j];
      }
      sum.setRow(i, a, 0);
    }
  }

  /**
   * How many rows have been added.
   *
   * @return N
   */
  public long rows() {
    return rows;
  }

  /**
   * The coefficients for the rows so far. More can be added afterwards.
   *
   * @param pool the threads
   * @param lambda λ, above zero
   * @return B [inputs × outputs], to be closed by the caller
   * @throws InputException if λ is not a number above zero
   * @throws IllegalStateException if the equations are singular: all inputs were zero, or λ is so
   *     small that rounding hides it
   */
  public Matrix solve(WorkerPool pool, double lambda) {
    if (!(lambda > 0) || Double.isInfinite(lambda)) {
      throw new InputException("ridge lambda " + lambda + ", expected a number above 0");
    }
    try (Matrix equations = gram.copy()) {
      double trace = 0;
      for (int i = 0; i < equations.rows(); i++) {
        trace += equations.get(i, i);
      }
      double ridge = lambda * trace / equations.rows();
      for (int i = 0; i < equations.rows(); i++) {
        equations.set(i, i, equations.get(i, i) + ridge);
      }
      LuFactorization factors = LuFactorization.factorInPlace(pool, equations);
      if (factors.isSingular()) {
        throw new IllegalStateException("singular normal equations with lambda " + lambda);
      }
      Matrix solution = cross.copy();
      factors.solveInPlace(pool, solution);
      return solution;
    }
  }

  /** Frees the memory; solutions stay. */
  @Override
  public void close() {
    gram.close();
    cross.close();
  }
}
