package vane.regression;

import java.util.Arrays;
import java.util.function.IntFunction;
import vane.InputException;
import vane.linalg.CholeskyFactorization;
import vane.linalg.Matrix;
import vane.linalg.Multiply;
import vane.linalg.NotPositiveDefiniteException;
import vane.linalg.SymmetricMultiply;
import vane.parallel.WorkerPool;

/**
 * The normal equations of a linear regression Y ≈ X W of p features and t targets: G = XᵀX, B = XᵀY
 * and the sum of the squared targets, in memory that does not grow with the number of equations.
 * With one target these are the vectors y, w and b.
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
  private final int features;
  private final Matrix gram;
  private final Matrix products;
  private double targetSum;
  private long equations;

  private NormalEquations(int features, int targets) {
    this.features = features;
    this.gram = Matrix.zeros(features, features);
    this.products = Matrix.zeros(features, targets);
  }

  /**
   * Normal equations of one target that have seen nothing.
   *
   * @param features p, at least 1
   * @return new normal equations, to be closed by the caller
   */
  public static NormalEquations empty(int features) {
    return empty(features, 1);
  }

  /**
   * Normal equations that have seen nothing.
   *
   * @param features p, at least 1
   * @param targets t, at least 1
   * @return new normal equations, to be closed by the caller
   */
  public static NormalEquations empty(int features, int targets) {
    if (features < 1 || targets < 1) {
      throw new IllegalArgumentException(
          features + " features and " + targets + " targets, expected at least 1 of each");
    }
    return new NormalEquations(features, targets);
  }

  /**
   * Normal equations from their sums, as a file or another process holds them: what {@link
   * #lowerRow}, {@link #products()}, {@link #targetSum} and {@link #equations} gave. They are the
   * same bits.
   *
   * @param lowerRows gives row i of the lower triangle of G, [i + 1]; asked once for each row, in
   *     order
   * @param products XᵀY [p × t], p and t at least one; not modified
   * @param targets t
   * @param targetSum yᵀy, over all targets
   * @param equations how many equations the sums are over
   * @return new normal equations, to be closed by the caller
   * @throws IllegalArgumentException if a number is not finite, a sum of squares or the count is
   *     negative, or the shapes do not fit
   */
  public static NormalEquations of(
      IntFunction<double[]> lowerRows,
      double[] products,
      int targets,
      double targetSum,
      long equations) {
    if (targets < 1 || products.length % targets != 0) {
      throw new IllegalArgumentException(
          products.length + " products with " + targets + " targets, expected the same for each");
    }
    NormalEquations made = empty(products.length / targets, targets);
    try {
      for (int i = 0; i < made.features; i++) {
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
      made.products.setRows(0, made.features, products, 0);
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
   * The number of targets.
   *
   * @return t
   */
  public int targets() {
    return products.columns();
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
   * Adds equations of one target.
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
   * Adds the first equations of a buffer, of one target.
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
    requireOneTarget();
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
    EquationCheck.requireFinite(x, false, pool);
    double[] y = Arrays.copyOf(targets, count);
    EquationCheck.requireFinite(y);
    SymmetricMultiply.addSquare(pool, x, gram);
    try (Matrix column = Matrix.ofRows(y, count, 1)) {
      Multiply.multiply(pool, 1.0, x, false, column, false, 1.0, products);
    }
    targetSum += EquationCheck.sumOfSquares(y);
    equations += count;
  }

  /**
   * Adds equations that come as rows.
   *
   * @param rows X [m × p]: an equation in each row; finite, not modified
   * @param targets Y [m × t]; finite, not modified
   * @param pool the threads
   * @throws IllegalArgumentException if a number is not finite, or the shapes do not fit; nothing
   *     is added then
   */
  public void addRows(Matrix rows, Matrix targets, WorkerPool pool) {
    if (rows.columns() != features
        || targets.columns() != targets()
        || targets.rows() != rows.rows()) {
      throw new IllegalArgumentException(
          "features of "
              + rows
              + " and targets of "
              + targets
              + ", expected "
              + features
              + " and "
              + targets()
              + " columns and equal rows");
    }
    if (rows.rows() == 0) {
      return;
    }
    EquationCheck.requireFinite(rows, true, pool);
    targets.requireFinite("the targets");
    SymmetricMultiply.addSquareOfColumns(pool, rows, gram);
    Multiply.multiply(pool, 1.0, rows, true, targets, false, 1.0, products);
    double[] row = new double[targets()];
    for (int i = 0; i < targets.rows(); i++) {
      targets.getRow(i, row, 0);
      targetSum += EquationCheck.sumOfSquares(row);
    }
    equations += rows.rows();
  }

  /**
   * Adds all equations that others have seen: those of another thread or machine.
   *
   * @param other normal equations of as many features and targets; not modified
   * @throws IllegalArgumentException if these are the same object, or of other numbers
   */
  public void merge(NormalEquations other) {
    merge(other, 1);
  }

  /**
   * Adds all equations that others have seen, with another weight.
   *
   * @param other normal equations of as many features and targets; not modified
   * @param weight the weight of their squared errors, at least 0
   * @throws IllegalArgumentException if these are the same object, or of other numbers, or the
   *     weight is negative or not finite
   */
  public void merge(NormalEquations other, double weight) {
    if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("weight " + weight + ", expected a number of at least 0");
    }
    if (other == this || other.features != features || other.targets() != targets()) {
      throw new IllegalArgumentException(
          "normal equations of "
              + other.features
              + " features and "
              + other.targets()
              + " targets, expected other ones of "
              + features
              + " and "
              + targets());
    }
    addLower(other.gram, weight);
    double[] mine = new double[targets()];
    double[] others = new double[targets()];
    for (int i = 0; i < features; i++) {
      products.getRow(i, mine, 0);
      other.products.getRow(i, others, 0);
      for (int j = 0; j < mine.length; j++) {
        mine[j] += weight * others[j];
      }
      products.setRow(i, mine, 0);
    }
    targetSum += weight * other.targetSum;
    equations += other.equations;
  }

  private void addLower(Matrix lower, double weight) {
    double[] mine = new double[features];
    double[] others = new double[features];
    for (int i = 0; i < features; i++) {
      gram.getRowPart(i, 0, i + 1, mine, 0);
      lower.getRowPart(i, 0, i + 1, others, 0);
      for (int j = 0; j <= i; j++) {
        mine[j] += weight * others[j];
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
    NormalEquations copy = new NormalEquations(features, targets());
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
   * @return yᵀy, with several targets the sum over all of them
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
   * @return XᵀY [p × t] row-major, a new array
   */
  public double[] products() {
    return products.toArray();
  }

  /**
   * The weights that minimise |X W − Y|² + Σ_q penalty_q |W_q|², by a Cholesky factorisation of G +
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
    EquationCheck.requirePenalties(penalties, features);
    Matrix factor = Matrix.zeros(features, features);
    try {
      CholeskyFactorization cholesky = factor(penalties, pool, factor);
      try (Matrix weights = products.copy()) {
        cholesky.solveInPlace(pool, weights);
        return new RidgeSolution(weights.toArray(), factor, cholesky);
      }
    } catch (RuntimeException | Error failed) {
      factor.close();
      throw failed;
    }
  }

  /**
   * The weights for one penalty λ m on all features, with m the mean of the diagonal of G, so that
   * λ has no unit. More equations can be added afterwards, and other λ tried.
   *
   * @param lambda λ, above zero
   * @param pool the threads
   * @return W [p × t], to be closed by the caller
   * @throws InputException if λ is not a finite number above zero
   * @throws PenaltyTooSmallException if the equations with their penalty are not positive definite
   *     in double precision: all features were zero, or rounding hides λ
   */
  public Matrix solveRelative(double lambda, WorkerPool pool) {
    if (!(lambda > 0 && Double.isFinite(lambda))) {
      throw new InputException("ridge lambda " + lambda + ", expected a number above 0");
    }
    double[] penalties = new double[features];
    Arrays.fill(penalties, lambda * meanDiagonal());
    try (Matrix factor = Matrix.zeros(features, features)) {
      CholeskyFactorization cholesky = factor(penalties, pool, factor);
      Matrix weights = products.copy();
      cholesky.solveInPlace(pool, weights);
      return weights;
    }
  }

  /** Factors G + diag(penalties) in the memory of a matrix of zeros. */
  private CholeskyFactorization factor(double[] penalties, WorkerPool pool, Matrix memory) {
    copyLower(memory);
    for (int i = 0; i < features; i++) {
      memory.set(i, i, memory.get(i, i) + penalties[i]);
    }
    try {
      return CholeskyFactorization.factorInPlace(pool, memory);
    } catch (NotPositiveDefiniteException failed) {
      throw new PenaltyTooSmallException(failed.row(), features, penalties[failed.row()], failed);
    }
  }

  /**
   * The squared error |X w − y|² = yᵀy − 2 wᵀb + wᵀG w of any weights on the equations added here,
   * from the sums alone. What is below about 1e-15 of yᵀy is lost in rounding. For one target.
   *
   * @param weights w [p]; not modified
   * @return at least 0
   * @throws IllegalStateException if there are several targets
   */
  public double squaredError(double[] weights) {
    requireOneTarget();
    double[] product = SymmetricMultiply.multiply(gram, weights);
    double[] b = products.toArray();
    double sum = 0;
    for (int i = 0; i < features; i++) {
      sum += weights[i] * (product[i] - 2 * b[i]);
    }
    // A NaN stays one: weights that are not finite have no error.
    return Math.max(0.0, targetSum + sum);
  }

  private void requireOneTarget() {
    if (targets() != 1) {
      throw new IllegalStateException(this + ", expected a single target");
    }
  }

  /** Frees the memory. */
  @Override
  public void close() {
    gram.close();
    products.close();
  }

  @Override
  public String toString() {
    return "NormalEquations["
        + features
        + " features, "
        + targets()
        + " targets, "
        + equations
        + " equations]";
  }
}
