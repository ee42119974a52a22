package vane.linalg;

import org.bytedeco.javacpp.IntPointer;
import vane.linalg.OpenBlas.Triangle;
import vane.parallel.WorkerPool;

/**
 * The LU factorisation with partial pivoting of a square matrix, and the solution of A X = B.
 *
 * <p>Row-major memory is the transposed matrix column-major, so what is factored is Aᵀ = P L U;
 * then A = Uᵀ Lᵀ Pᵀ. The algorithm is the blocked right-looking one (Golub and Van Loan, Matrix
 * Computations, 4th edition, 3.4) with one panel of look-ahead: while the workers update the rest,
 * one of them updates and factors the next panel. Panels and tiles have fixed sizes, so the result
 * does not depend on the number of threads.
 */
public final class LuFactorization {
  static final int PANEL = 256;
  private static final int UPDATE_TILE = 512;
  private static final int SOLVE_TILE = 512;
  private static final Triangle LOWER = new Triangle(true, false, false);
  private static final Triangle UNIT_UPPER = new Triangle(false, false, true);

  private final Matrix lu;
  private final int[] interchanges;
  private final boolean singular;
  private final double reciprocalCondition;

  private LuFactorization(
      Matrix lu, int[] interchanges, boolean singular, double reciprocalCondition) {
    this.lu = lu;
    this.interchanges = interchanges;
    this.singular = singular;
    this.reciprocalCondition = reciprocalCondition;
  }

  /**
   * Factors a matrix in its own memory.
   *
   * @param pool the threads
   * @param a [n × n]; overwritten with its factors, to be left alone until the last solution
   * @return the factorisation, which lives as long as a does
   * @throws IllegalArgumentException if a is not square or not finite
   */
  public static LuFactorization factorInPlace(WorkerPool pool, Matrix a) {
    if (a.rows() != a.columns()) {
      throw new IllegalArgumentException("a matrix of " + a.shape() + ", expected a square one");
    }
    LuFactorization[] result = new LuFactorization[1];
    Matrices.whileHeld(() -> result[0] = factor(pool, a), a);
    return result[0];
  }

  private static LuFactorization factor(WorkerPool pool, Matrix a) {
    int n = a.rows();
    if (n == 0) {
      throw new IllegalArgumentException("a matrix without rows, expected at least 1");
    }
    double norm = infinityNorm(pool, a);
    if (!Double.isFinite(norm)) {
      a.requireFinite("the matrix's elements");
      throw new IllegalArgumentException("the elements of the matrix overflow when summed");
    }
    try (IntPointer pivots = new IntPointer((long) n)) {
      boolean singular = factorPanels(pool, a, pivots);
      applyLaterInterchanges(pool, a, pivots);
      int[] interchanges = new int[n];
      for (int i = 0; i < n; i++) {
        interchanges[i] = i / PANEL * PANEL + pivots.get(i) - 1;
      }
      double condition = singular ? 0.0 : Lapack.reciprocalConditionFactored(a, norm);
      return new LuFactorization(a, interchanges, singular, condition);
    }
  }

  private static double infinityNorm(WorkerPool pool, Matrix a) {
    double[] sums = new double[a.rows()];
    Tiles tiles = new Tiles(0, a.rows(), PANEL);
    pool.run(
        tiles.count(),
        tile -> {
          for (int i = tiles.start(tile); i < tiles.end(tile); i++) {
            sums[i] = OpenBlas.rowSum(a, i);
          }
        });
    double norm = 0;
    for (double sum : sums) {
      norm = Math.max(norm, sum);
    }
    return norm;
  }

  /** Rows of a are columns of Aᵀ: a panel is a few rows, and so is a tile of what is updated. */
  private static boolean factorPanels(WorkerPool pool, Matrix a, IntPointer pivots) {
    int n = a.rows();
    boolean[] zeroPivot = new boolean[(n + PANEL - 1) / PANEL];
    zeroPivot[0] = factorPanel(a, 0, pivots);
    for (int from = 0; from + PANEL < n; from += PANEL) {
      int panel = from;
      int next = from + PANEL;
      Tiles tiles = new Tiles(Math.min(n, next + PANEL), n, UPDATE_TILE);
      pool.run(
          1 + tiles.count(),
          task -> {
            if (task == 0) {
              update(a, panel, next, Math.min(n, next + PANEL), pivots);
              zeroPivot[next / PANEL] = factorPanel(a, next, pivots);
            } else {
              update(a, panel, tiles.start(task - 1), tiles.end(task - 1), pivots);
            }
          });
    }
    boolean singular = false;
    for (boolean zero : zeroPivot) {
      singular |= zero;
    }
    return singular;
  }

  private static boolean factorPanel(Matrix a, int from, IntPointer pivots) {
    int n = a.rows();
    return Lapack.factorTransposed(
        a.block(from, Math.min(n, from + PANEL), from, n), pivots.getPointer(from));
  }

  /** Interchanges, solves with and subtracts a factored panel, in rows tileFrom to tileTo of a. */
  private static void update(Matrix a, int panel, int tileFrom, int tileTo, IntPointer pivots) {
    int n = a.rows();
    int next = panel + PANEL;
    Lapack.swapColumns(a.block(tileFrom, tileTo, panel, n), PANEL, pivots.getPointer(panel));
    Matrix left = a.block(tileFrom, tileTo, panel, next);
    OpenBlas.solveRight(left, a.block(panel, next, panel, next), UNIT_UPPER);
    Matrix rest = a.block(tileFrom, tileTo, next, n);
    OpenBlas.multiply(-1.0, left, false, a.block(panel, next, next, n), false, 1.0, rest);
  }

  /** A panel that was factored early still lacks the interchanges of the later ones. */
  private static void applyLaterInterchanges(WorkerPool pool, Matrix a, IntPointer pivots) {
    int n = a.rows();
    Tiles panels = new Tiles(0, n, PANEL);
    pool.run(
        panels.count(),
        panel -> {
          for (int later = panel + 1; later < panels.count(); later++) {
            int from = panels.start(later);
            Lapack.swapColumns(
                a.block(panels.start(panel), panels.end(panel), from, n),
                panels.end(later) - from,
                pivots.getPointer(from));
          }
        });
  }

  /**
   * The number of equations.
   *
   * @return n
   */
  public int size() {
    return lu.rows();
  }

  /**
   * An estimate of 1 / (‖A‖ ‖A⁻¹‖) in the infinity norm (LAPACK's dgecon; Higham, ACM TOMS 14,
   * 1988, DOI 10.1145/50063.214386).
   *
   * @return between 0 (singular) and 1
   */
  public double reciprocalCondition() {
    return reciprocalCondition;
  }

  /**
   * Whether a pivot is exactly zero, so that nothing can be solved. A matrix may be singular to
   * working precision without: look at {@link #reciprocalCondition()}.
   *
   * @return true if it is
   */
  public boolean isSingular() {
    return singular;
  }

  /**
   * Solves A X = B in the memory of B, in parallel over tiles of its columns.
   *
   * @param pool the threads
   * @param b [n × m]; overwritten with X
   * @throws IllegalStateException if the matrix is singular
   */
  public void solveInPlace(WorkerPool pool, Matrix b) {
    if (b.rows() != size()) {
      throw new IllegalArgumentException(
          "right-hand sides of " + b.shape() + ", expected " + size() + " rows");
    }
    if (b.overlaps(lu)) {
      throw new IllegalArgumentException("the right-hand sides share memory with the factors");
    }
    if (singular) {
      throw new IllegalStateException("the matrix is singular: a pivot is zero");
    }
    Tiles tiles = new Tiles(0, b.columns(), SOLVE_TILE);
    Matrices.whileHeld(
        () ->
            pool.run(
                tiles.count(),
                tile -> {
                  Matrix part = b.block(0, size(), tiles.start(tile), tiles.end(tile));
                  TriangularSolver.solve(lu, LOWER, part);
                  TriangularSolver.solve(lu, UNIT_UPPER, part);
                  for (int i = size() - 1; i >= 0; i--) {
                    if (interchanges[i] != i) {
                      OpenBlas.swapRows(part, i, interchanges[i]);
                    }
                  }
                }),
        lu,
        b);
  }
}
