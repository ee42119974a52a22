package vane.linalg;

import org.bytedeco.javacpp.IntPointer;
import vane.linalg.OpenBlas.Triangle;
import vane.parallel.WorkerPool;

/**
 * The solution of least norm of a square least-squares problem without full rank.
 *
 * <p>QR with column pivoting, R Π = Q₂ [R₁₁ R₁₂; 0 ~0] (LAPACK's dgeqp3; Golub and Van Loan, Matrix
 * Computations, 4th edition, 5.4 and 5.5). The rank is the number of diagonal elements with |r_ii|
 * &gt; tolerance · |r_00|. Of all solutions the one of least norm is what is left of the basic one
 * after its part in the null space, spanned by [−R₁₁⁻¹ R₁₂; I], is taken away.
 */
public final class MinimumNorm {
  private static final int TILE = 512;
  private static final Triangle R_FROM_TRANSPOSED = new Triangle(true, true, false);

  private final Matrix solution;
  private final int rank;

  private MinimumNorm(Matrix solution, int rank) {
    this.solution = solution;
    this.rank = rank;
  }

  /**
   * Minimises ‖R X − C‖ over X, and ‖X‖ among the minima, for each column on its own.
   *
   * @param pool the threads
   * @param r [n × n], of any rank, finite; not modified
   * @param c [n × m], finite; not modified
   * @param tolerance smallest |r_ii| / |r_00| that counts towards the rank, at least 0
   * @return the solution and the rank
   */
  public static MinimumNorm solve(WorkerPool pool, Matrix r, Matrix c, double tolerance) {
    int n = r.rows();
    if (r.columns() != n || c.rows() != n || !(tolerance >= 0)) {
      throw new IllegalArgumentException(
          "R is "
              + r.shape()
              + ", C is "
              + c.shape()
              + " and the tolerance "
              + tolerance
              + ", expected n × n, n × m and at least 0");
    }
    Matrix x = c.copy();
    try (Matrix factored = transposed(r);
        Matrix tau = Matrix.zeros(1, n);
        IntPointer pivots = new IntPointer((long) n)) {
      for (int i = 0; i < n; i++) {
        pivots.put(i, 0);
      }
      Lapack.factorPivotedTransposed(factored, pivots, tau);
      int rank = rank(factored, tolerance);
      Tiles tiles = new Tiles(0, x.columns(), TILE);
      pool.run(tiles.count(), tile -> solveBasic(factored, tau, rank, columns(x, tiles, tile)));
      if (rank > 0 && rank < n) {
        removeNullSpace(pool, factored, rank, x);
      }
      int[] order = new int[n];
      for (int i = 0; i < n; i++) {
        order[i] = pivots.get(i) - 1;
      }
      pool.run(tiles.count(), tile -> scatterRows(columns(x, tiles, tile), order));
      return new MinimumNorm(x, rank);
    }
  }

  private static Matrix columns(Matrix x, Tiles tiles, int tile) {
    return x.block(0, x.rows(), tiles.start(tile), tiles.end(tile));
  }

  private static Matrix transposed(Matrix a) {
    Matrix result = Matrix.zeros(a.columns(), a.rows());
    double[] row = new double[a.columns()];
    for (int i = 0; i < a.rows(); i++) {
      a.getRow(i, row, 0);
      for (int j = 0; j < row.length; j++) {
        result.set(j, i, row[j]);
      }
    }
    return result;
  }

  private static int rank(Matrix factored, double tolerance) {
    double largest = Math.abs(factored.get(0, 0));
    int rank = 0;
    while (rank < factored.rows() && Math.abs(factored.get(rank, rank)) > tolerance * largest) {
      rank++;
    }
    return rank;
  }

  /** X ← [R₁₁⁻¹ (Q₂ᵀ C)₁; 0], in the order of the pivots. */
  private static void solveBasic(Matrix factored, Matrix tau, int rank, Matrix x) {
    Lapack.applyTransposedQ(factored, tau, x);
    if (rank > 0) {
      OpenBlas.solveLeft(factored.block(0, rank, 0, rank), R_FROM_TRANSPOSED, x.rows(0, rank));
    }
    double[] zeros = new double[x.columns()];
    for (int i = rank; i < x.rows(); i++) {
      x.setRow(i, zeros, 0);
    }
  }

  /** X ← X − N Nᵀ X with an orthonormal basis N of the null space, in the order of the pivots. */
  private static void removeNullSpace(WorkerPool pool, Matrix factored, int rank, Matrix x) {
    int n = factored.rows();
    try (Matrix basis = Matrix.zeros(n, n - rank);
        Matrix part = Matrix.zeros(n - rank, x.columns())) {
      double[] row = new double[rank];
      for (int j = 0; j < n - rank; j++) {
        factored.getRowPart(rank + j, 0, rank, row, 0);
        for (int i = 0; i < rank; i++) {
          basis.set(i, j, -row[i]);
        }
        basis.set(rank + j, j, 1.0);
      }
      OpenBlas.solveLeft(factored.block(0, rank, 0, rank), R_FROM_TRANSPOSED, basis.rows(0, rank));
      Lapack.orthonormalise(basis);
      Multiply.multiply(pool, 1.0, basis, true, x, false, 0.0, part);
      Multiply.multiply(pool, -1.0, basis, false, part, false, 1.0, x);
    }
  }

  /** Row i moves to row order[i]. */
  private static void scatterRows(Matrix x, int[] order) {
    double[] all = x.toArray();
    for (int i = 0; i < order.length; i++) {
      x.setRow(order[i], all, i * x.columns());
    }
  }

  /**
   * The solution.
   *
   * @return [n × m], a new matrix that the caller closes
   */
  public Matrix solution() {
    return solution;
  }

  /**
   * The rank that was found.
   *
   * @return between 0 and n
   */
  public int rank() {
    return rank;
  }
}
