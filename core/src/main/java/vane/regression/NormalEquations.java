package vane.regression;

import java.util.Arrays;
import java.util.function.IntFunction;
import vane.linalg.CholeskyFactorization;
import vane.linalg.Matrix;
import vane.linalg.Multiply;
import vane.linalg.NotPositiveDefiniteException;
import vane.linalg.SymmetricMultiply;
import vane.parallel.WorkerPool;

/**
 * The normal equations of a linear regression y ≈ X w of p features: G = XᵀX, b = Xᵀy and yᵀy, in
 * memory that does not grow with the number of equations.
 *
 * <p>Ridge regression for any penalties and the squared error of any weights follow from these sums
 * alone (Hoerl and Kennard, Technometrics 12, 1970, DOI 10.1080/00401706.1970.10488634). They
 * square the condition number of X, so what the penalties do not hold is lost earlier than in
 * {@link LeastSquares}; for features that a penalty has to hold anyway that does not matter.
 *
 * <p>Only the lower triangle of G is kept, about 4 p² bytes where the system gives memory by pages.
 * Sums depend, in their last bits, on how the equations are cut into additions and in which order
 * these are made and merged; never on the number of threads. One thread at a time uses an object.
 */
public final class NormalEquations implements AutoCloseable {
  private static final int CHECK_TILE = 64;

  private final int features;
  private final Matrix gram;
  private final Matrix products;
  private double targetSum;
  private long equations;

  private NormalEquations(int features) {
    this.features = features;
    this.gram = Matrix.zeros(features, features);
    this.products = Matrix.zeros(features, 1);
  }

  /**
   * Normal equations that have seen nothing.
   *
   * @param features p, at least 1
   * @return new normal equations, to be closed by the caller
   */
  public static NormalEquations empty(int features) {
    if (features < 1) {
      throw new IllegalArgumentException(features + " features, expected at least 1");
    }
    return new NormalEquations(features);
  }

  /**
   * Normal equations from their sums, as a file or another process holds them: what {@link
   * #lowerRow}, {@link #products()}, {@link #targetSum} and {@link #equations} gave. They are the
   * same bits.
   *
   * @param lowerRows gives row i of the lower triangle of G, [i + 1]; asked once for each row, in
   *     order
   * @param products Xᵀy [p], at least one; not modified
   * @param targetSum yᵀy
   * @param equations how many equations the sums are over
   * @return new normal equations, to be closed by the caller
   * @throws IllegalArgumentException if a number is not finite, a sum of squares or the count is
   *     negative, or the shapes do not fit
   */
  public static NormalEquations of(
      IntFunction<double[]> lowerRows, double[] products, double targetSum, long equations) {
    NormalEquations made = empty(products.length);
    try {
      for (int i = 0; i < products.length; i++) {
        double[] row = lowerRows.apply(i);
        if (row.length != i + 1) {
          throw new IllegalArgumentException(
              row.length + " numbers in row " + i + " of a lower triangle, expected " + (i + 1));
        }
        requireSum("row " + i + " of the lower triangle", row, row[i] >= 0);
        made.gram.setRowPart(i, 0, i + 1, row, 0);
      }
      requireSum("the products with the targets", products, true);
      requireSum("the sum of the squared targets", new double[] {targetSum}, targetSum >= 0);
      if (equations < 0) {
        throw new IllegalArgumentException(equations + " equations, expected at least 0");
      }
      for (int i = 0; i < products.length; i++) {
        made.products.set(i, 0, products[i]);
      }
      made.targetSum = targetSum;
      made.equations = equations;
      return made;
    } catch (RuntimeException | Error failed) {
      made.close();
      throw failed;
    }
  }

  private static void requireSum(String what, double[] found, boolean sensible) {
    if (!sensible || !Arrays.stream(found).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          what + " holds a number that is not finite, or a square that is negative");
    }
  }

  /**
   * The number of features.
   *
   * @return p
   */
  public int features() {
    return features;
  }

  /**
   * The number of equations so far, merged ones included.
   *
   * @return at least 0
   */
  public long equations() {
    return equations;
  }

  /**
   * Adds equations.
   *
   * @param rows Xᵀ [p × m]: a feature in each row, an equation in each column; finite, not modified
   * @param targets y [m], finite; not modified
   * @param pool the threads
   * @throws IllegalArgumentException if a number is not finite, or the shapes do not fit; nothing
   *     is added then
   */
  public void add(Matrix rows, double[] targets, WorkerPool pool) {
    if (targets.length != rows.columns()) {
      throw new IllegalArgumentException(
          targets.length + " targets for features of " + rows + ", expected " + rows.columns());
    }
    add(rows, targets, targets.length, pool);
  }

  /**
   * Adds the first equations of a buffer.
   *
   * @param rows Xᵀ [p × at least count]: a feature in each row, an equation in each column; finite
   *     in the first columns, not modified
   * @param targets y [at least count], finite at first; not modified
   * @param count how many equations, at least 0
   * @param pool the threads
   * @throws IllegalArgumentException if a number is not finite, or the shapes do not fit; nothing
   *     is added then
   */
  public void add(Matrix rows, double[] targets, int count, WorkerPool pool) {
    if (rows.rows() != features || count < 0 || count > rows.columns() || count > targets.length) {
      throw new IllegalArgumentException(
          count
              + " equations from features of "
              + rows
              + " and "
              + targets.length
              + " targets, expected "
              + features
              + " rows and at most as many equations as columns and targets");
    }
    if (count == 0) {
      return;
    }
    Matrix x = rows.block(0, features, 0, count);
    requireFinite(x, pool);
    double[] y = Arrays.copyOf(targets, count);
    double sum = 0;
    for (int i = 0; i < count; i++) {
      if (!Double.isFinite(y[i])) {
        throw new IllegalArgumentException("target " + i + " is " + y[i] + ", expected finite");
      }
      sum += y[i] * y[i];
    }
    SymmetricMultiply.addSquare(pool, x, gram);
    try (Matrix column = Matrix.ofRows(y, count, 1)) {
      Multiply.multiply(pool, 1.0, x, false, column, false, 1.0, products);
    }
    targetSum += sum;
    equations += count;
  }

  private static void requireFinite(Matrix x, WorkerPool pool) {
    pool.run(
        (x.rows() + CHECK_TILE - 1) / CHECK_TILE,
        tile -> {
          double[] row = new double[x.columns()];
          int end = Math.min(x.rows(), (tile + 1) * CHECK_TILE);
          for (int i = tile * CHECK_TILE; i < end; i++) {
            x.getRow(i, row, 0);
            for (int j = 0; j < row.length; j++) {
              if (!Double.isFinite(row[j])) {
                throw new IllegalArgumentException(
                    "feature " + i + " of equation " + j + " is " + row[j] + ", expected finite");
              }
            }
          }
        });
  }

  /**
   * Adds all equations that others have seen: those of another thread or machine.
   *
   * @param other normal equations of as many features; not modified
   * @throws IllegalArgumentException if these are the same object, or of other features
   */
  public void merge(NormalEquations other) {
    if (other == this || other.features != features) {
      throw new IllegalArgumentException(
          "normal equations of "
              + other.features
              + " features, expected other ones of "
              + features);
    }
    addLower(other.gram);
    double[] sums = products.toArray();
    double[] others = other.products.toArray();
    for (int i = 0; i < features; i++) {
      products.set(i, 0, sums[i] + others[i]);
    }
    targetSum += other.targetSum;
    equations += other.equations;
  }

  private void addLower(Matrix lower) {
    double[] mine = new double[features];
    double[] others = new double[features];
    for (int i = 0; i < features; i++) {
      gram.getRowPart(i, 0, i + 1, mine, 0);
      lower.getRowPart(i, 0, i + 1, others, 0);
      for (int j = 0; j <= i; j++) {
        mine[j] += others[j];
      }
      gram.setRowPart(i, 0, i + 1, mine, 0);
    }
  }

  /**
   * A copy of the sums.
   *
   * @return new normal equations, to be closed by the caller
   */
  public NormalEquations copy() {
    NormalEquations copy = new NormalEquations(features);
    copyLower(copy.gram);
    copy.products.copyFrom(products);
    copy.targetSum = targetSum;
    copy.equations = equations;
    return copy;
  }

  /** Pages above the diagonal are not touched, so that they stay without memory. */
  private void copyLower(Matrix destination) {
    double[] row = new double[features];
    for (int i = 0; i < features; i++) {
      gram.getRowPart(i, 0, i + 1, row, 0);
      destination.setRowPart(i, 0, i + 1, row, 0);
    }
  }

  /**
   * The diagonal of G: the sum of squares of each feature.
   *
   * @return [p], a new array
   */
  public double[] diagonal() {
    double[] diagonal = new double[features];
    for (int i = 0; i < features; i++) {
      diagonal[i] = gram.get(i, i);
    }
    return diagonal;
  }

  /**
   * The mean of the diagonal of G, the usual unit for penalties.
   *
   * @return at least 0
   */
  public double meanDiagonal() {
    double sum = 0;
    for (double element : diagonal()) {
      sum += element;
    }
    return sum / features;
  }

  /**
   * The sum of the squared targets.
   *
   * @return yᵀy
   */
  public double targetSum() {
    return targetSum;
  }

  /**
   * One row of the lower triangle of G.
   *
   * @param row i, from zero
   * @return [i + 1]: the products of feature i with features 0 to i, a new array
   */
  public double[] lowerRow(int row) {
    double[] products = new double[row + 1];
    gram.getRowPart(row, 0, row + 1, products, 0);
    return products;
  }

  /**
   * The products of the features and the targets.
   *
   * @return Xᵀy [p], a new array
   */
  public double[] products() {
    return products.toArray();
  }

  /**
   * The weights that minimise |X w − y|² + Σ_q penalty_q w_q², by a Cholesky factorisation of G +
   * diag(penalties). More equations can be added afterwards. Needs memory for one more G, which the
   * solution keeps until it is closed.
   *
   * @param penalties [p], finite and at least 0; not modified
   * @param pool the threads
   * @return the solution, to be closed by the caller
   * @throws PenaltyTooSmallException if G + diag(penalties) is not positive definite in double
   *     precision
   */
  public RidgeSolution solve(double[] penalties, WorkerPool pool) {
    requirePenalties(penalties);
    Matrix factor = Matrix.zeros(features, features);
    try {
      copyLower(factor);
      for (int i = 0; i < features; i++) {
        factor.set(i, i, factor.get(i, i) + penalties[i]);
      }
      CholeskyFactorization cholesky = CholeskyFactorization.factorInPlace(pool, factor);
      try (Matrix weights = products.copy()) {
        cholesky.solveInPlace(pool, weights);
        return new RidgeSolution(weights.toArray(), factor, cholesky);
      }
    } catch (NotPositiveDefiniteException failed) {
      factor.close();
      throw new PenaltyTooSmallException(failed.row(), features, penalties[failed.row()], failed);
    } catch (RuntimeException | Error failed) {
      factor.close();
      throw failed;
    }
  }

  private void requirePenalties(double[] penalties) {
    if (penalties.length != features) {
      throw new IllegalArgumentException(
          penalties.length + " penalties, expected " + features + ", one a feature");
    }
    for (int i = 0; i < features; i++) {
      if (!(penalties[i] >= 0 && Double.isFinite(penalties[i]))) {
        throw new IllegalArgumentException(
            "penalty " + i + " is " + penalties[i] + ", expected finite and at least 0");
      }
    }
  }

  /**
   * The squared error |X w − y|² = yᵀy − 2 wᵀb + wᵀG w of any weights on the equations added here,
   * from the sums alone. What is below about 1e-15 of yᵀy is lost in rounding.
   *
   * @param weights w [p]; not modified
   * @return at least 0
   */
  public double squaredError(double[] weights) {
    double[] product = SymmetricMultiply.multiply(gram, weights);
    double[] b = products.toArray();
    double sum = 0;
    for (int i = 0; i < features; i++) {
      sum += weights[i] * (product[i] - 2 * b[i]);
    }
    // A NaN stays one: weights that are not finite have no error.
    return Math.max(0.0, targetSum + sum);
  }

  /** Frees the memory. */
  @Override
  public void close() {
    gram.close();
    products.close();
  }

  @Override
  public String toString() {
    return "NormalEquations[" + features + " features, " + equations + " equations]";
  }
}
