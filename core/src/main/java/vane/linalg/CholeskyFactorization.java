package vane.linalg;

import java.util.function.Consumer;
import vane.linalg.OpenBlas.Triangle;
import vane.parallel.WorkerPool;

/**
 * The Cholesky factorisation A = L Lᵀ of a symmetric positive definite matrix, and the solution of
 * A X = B.
 *
 * <p>The algorithm is the blocked right-looking one (Golub and Van Loan, Matrix Computations, 4th
 * edition, 4.2). Diagonal blocks, tiles of the panel below and tiles of what is left have fixed
 * sizes and are single-threaded calls of OpenBLAS, so the result does not depend on the number of
 * threads. One worker looks ahead: it factors the next diagonal block while the others update.
 */
public final class CholeskyFactorization {
  static final int PANEL = 256;
  private static final int UPDATE_TILE = 512;
  private static final int SOLVE_TILE = 512;
  private static final Triangle LOWER = new Triangle(true, false, false);
  private static final Triangle LOWER_TRANSPOSED = new Triangle(true, true, false);

  private final Matrix l;
  private final double reciprocalCondition;

  private CholeskyFactorization(Matrix l, double reciprocalCondition) {
    this.l = l;
    this.reciprocalCondition = reciprocalCondition;
  }

  /**
   * Factors a matrix in its own memory.
   *
   * @param pool the threads
   * @param a [n × n], symmetric, of which the lower triangle is read and overwritten with L, to be
   *     left alone until the last solution; what is above the diagonal is left as it is
   * @return the factorisation, which lives as long as a does
   * @throws NotPositiveDefiniteException if a pivot is not positive; a is then spoilt
   * @throws IllegalArgumentException if a is not square, or its lower triangle not finite
   */
  public static CholeskyFactorization factorInPlace(WorkerPool pool, Matrix a) {
    if (a.rows() != a.columns() || a.rows() == 0) {
      throw new IllegalArgumentException("a matrix of " + a.shape() + ", expected a square one");
    }
    CholeskyFactorization[] result = new CholeskyFactorization[1];
    Matrices.whileHeld(() -> result[0] = factor(pool, a), a);
    return result[0];
  }

  private static CholeskyFactorization factor(WorkerPool pool, Matrix a) {
    double norm = Lapack.symmetricNorm(a);
    if (!Double.isFinite(norm)) {
      requireFinite(a);
      throw new IllegalArgumentException("the elements of the matrix overflow when summed");
    }
    factorPanels(pool, a);
    return new CholeskyFactorization(a, Lapack.reciprocalConditionCholesky(a, norm));
  }

  private static void requireFinite(Matrix a) {
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j <= i; j++) {
        if (!Double.isFinite(a.get(i, j))) {
          throw new IllegalArgumentException(
              "the matrix's elements ["
                  + a.shape()
                  + "] hold "
                  + a.get(i, j)
                  + " at row "
                  + i
                  + ", column "
                  + j);
        }
      }
    }
  }

  private static void factorPanels(WorkerPool pool, Matrix a) {
    int n = a.rows();
    factorDiagonal(a, 0);
    for (int from = 0; from + PANEL < n; from += PANEL) {
      int next = from + PANEL;
      Matrix diagonal = a.block(from, next, from, next);
      Matrix below = a.block(next, n, from, next);
      Tiles rows = new Tiles(0, n - next, PANEL);
      pool.run(
          rows.count(),
          tile ->
              OpenBlas.solveRight(
                  below.rows(rows.start(tile), rows.end(tile)), diagonal, LOWER_TRANSPOSED));
      Matrix rest = a.block(next, n, next, n);
      TriangleTiles tiles = new TriangleTiles(new Tiles(0, n - next, UPDATE_TILE));
      pool.run(
          tiles.count(),
          tile -> {
            SymmetricMultiply.addTile(below, false, rest, tiles, tile, -1.0);
            if (tile == 0) {
              // The first tile holds all of the next diagonal block.
              factorDiagonal(a, next);
            }
          });
    }
  }

  private static void factorDiagonal(Matrix a, int from) {
    int to = Math.min(a.rows(), from + PANEL);
    int stopped = Lapack.factorCholesky(a.block(from, to, from, to));
    // OpenBLAS does not take NaN for a failure, and overflow may have made some.
    for (int i = 0; i < stopped; i++) {
      double pivot = a.get(from + i, from + i);
      if (!(pivot > 0 && Double.isFinite(pivot))) {
        throw new NotPositiveDefiniteException(from + i, a.rows());
      }
    }
    if (stopped < to - from) {
      throw new NotPositiveDefiniteException(from + stopped, a.rows());
    }
  }

  /**
   * The number of equations.
   *
   * @return n
   */
  public int size() {
    return l.rows();
  }

  /**
   * An estimate of 1 / (‖A‖ ‖A⁻¹‖) in the infinity norm (LAPACK's dpocon; Higham, ACM TOMS 14,
   * 1988, DOI 10.1145/50063.214386).
   *
   * @return between 0 and 1; below the machine's epsilon A is singular to working precision
   */
  public double reciprocalCondition() {
    return reciprocalCondition;
  }

  /**
   * Solves A X = B in the memory of B, in parallel over tiles of its columns.
   *
   * @param pool the threads
   * @param b [n × m]; overwritten with X
   */
  public void solveInPlace(WorkerPool pool, Matrix b) {
    run(
        pool,
        b,
        part -> {
          TriangularSolver.solve(l, LOWER, part);
          TriangularSolver.solve(l, LOWER_TRANSPOSED, part);
        });
  }

  /**
   * Solves L X = B in the memory of B, in parallel over tiles of its columns. The squared norm of a
   * column of X is then bᵀ A⁻¹ b for that column b of B.
   *
   * @param pool the threads
   * @param b [n × m]; overwritten with X
   */
  public void solveLowerInPlace(WorkerPool pool, Matrix b) {
    run(pool, b, part -> TriangularSolver.solve(l, LOWER, part));
  }

  /**
   * Solves L X = B in the memory of B on the calling thread, for tasks that already run side by
   * side.
   *
   * @param b [n × m]; overwritten with X
   */
  public void solveLowerInPlace(Matrix b) {
    check(b);
    Matrices.whileHeld(() -> TriangularSolver.solve(l, LOWER, b), l, b);
  }

  /**
   * Solves Lᵀ X = B in the memory of B, in parallel over tiles of its columns. If the entries of B
   * are independent normal numbers, the columns of X have the covariance A⁻¹.
   *
   * @param pool the threads
   * @param b [n × m]; overwritten with X
   */
  public void solveLowerTransposedInPlace(WorkerPool pool, Matrix b) {
    run(pool, b, part -> TriangularSolver.solve(l, LOWER_TRANSPOSED, part));
  }

  private void run(WorkerPool pool, Matrix b, Consumer<Matrix> solver) {
    check(b);
    Tiles tiles = new Tiles(0, b.columns(), SOLVE_TILE);
    Matrices.whileHeld(
        () ->
            pool.run(
                tiles.count(),
                tile -> solver.accept(b.block(0, size(), tiles.start(tile), tiles.end(tile)))),
        l,
        b);
  }

  private void check(Matrix b) {
    if (b.rows() != size()) {
      throw new IllegalArgumentException(
          "right-hand sides of " + b.shape() + ", expected " + size() + " rows");
    }
    if (b.overlaps(l)) {
      throw new IllegalArgumentException("the right-hand sides share memory with the factor");
    }
  }
}
