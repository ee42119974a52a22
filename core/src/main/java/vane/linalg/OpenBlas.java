package vane.linalg;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * The calls into OpenBLAS, each on the calling thread alone.
 *
 * <p>OpenBLAS's own threads would cut the work by their number, and with it the rounding; Vane cuts
 * it itself, by sizes that do not depend on the number of threads. Matrices are row-major here;
 * LAPACK sees such memory as the transposed matrix, column-major.
 *
 * <p>The caller {@link Matrix#hold() holds} every matrix.
 */
final class OpenBlas {
  private static final int ROW_MAJOR = openblas_nolapack.CblasRowMajor;
  private static final int COLUMN_MAJOR = openblas_nolapack.CblasColMajor;

  static {
    // Otherwise JavaCPP caps native memory by the size of the Java heap.
    setUnlessSet("org.bytedeco.javacpp.maxbytes");
    setUnlessSet("org.bytedeco.javacpp.maxphysicalbytes");
    openblas_nolapack.blas_set_num_threads(1);
  }

  private OpenBlas() {}

  private static void setUnlessSet(String property) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, "0");
    }
  }

  /** Loads the library, once. */
  static void load() {
    // The static initialiser did.
  }

  /** C ← α op(A) op(B) + β C. */
  static void multiply(
      double alpha,
      Matrix a,
      boolean transposeA,
      Matrix b,
      boolean transposeB,
      double beta,
      Matrix c) {
    int inner = transposeA ? a.rows() : a.columns();
    openblas_nolapack.cblas_dgemm(
        ROW_MAJOR,
        transpose(transposeA),
        transpose(transposeB),
        c.rows(),
        c.columns(),
        inner,
        alpha,
        a.pointer(),
        a.stride(),
        b.pointer(),
        b.stride(),
        beta,
        c.pointer(),
        c.stride());
  }

  /** C ← A B or A Bᵀ in single precision; a single row or column goes through sgemv. */
  static void multiply(SingleMatrix a, SingleMatrix b, boolean transposeB, SingleMatrix c) {
    if (c.rows() == 1) {
      multiplyVector(b, !transposeB, a, c);
    } else if (c.columns() == 1) {
      multiplyVector(a, false, b, c);
    } else {
      openblas_nolapack.cblas_sgemm(
          ROW_MAJOR,
          transpose(false),
          transpose(transposeB),
          c.rows(),
          c.columns(),
          a.columns(),
          1f,
          a.pointer(),
          a.columns(),
          b.pointer(),
          b.columns(),
          0f,
          c.pointer(),
          c.columns());
    }
  }

  /** y ← op(A) x, vectors being rows or columns of their own memory. */
  private static void multiplyVector(
      SingleMatrix a, boolean transposeA, SingleMatrix x, SingleMatrix y) {
    openblas_nolapack.cblas_sgemv(
        ROW_MAJOR,
        transpose(transposeA),
        a.rows(),
        a.columns(),
        1f,
        a.pointer(),
        a.columns(),
        x.pointer(),
        1,
        0f,
        y.pointer(),
        1);
  }

  /**
   * A triangle of a square matrix: which one, transposed or not, with ones on the diagonal or not.
   */
  record Triangle(boolean lower, boolean transposed, boolean unitDiagonal) {}

  /** B ← op(T)⁻¹ B. */
  static void solveLeft(Matrix t, Triangle triangle, Matrix b) {
    solve(openblas_nolapack.CblasLeft, t, triangle, b);
  }

  /** B ← B op(T)⁻¹. */
  static void solveRight(Matrix b, Matrix t, Triangle triangle) {
    solve(openblas_nolapack.CblasRight, t, triangle, b);
  }

  private static void solve(int side, Matrix t, Triangle triangle, Matrix b) {
    openblas_nolapack.cblas_dtrsm(
        ROW_MAJOR,
        side,
        uplo(triangle),
        transpose(triangle.transposed),
        diagonal(triangle),
        b.rows(),
        b.columns(),
        1.0,
        t.pointer(),
        t.stride(),
        b.pointer(),
        b.stride());
  }

  /** B ← op(T) B. */
  static void multiplyTriangle(Matrix t, Triangle triangle, Matrix b) {
    multiplyTriangle(openblas_nolapack.CblasLeft, t, triangle, b);
  }

  /** B ← B op(T). */
  static void multiplyTriangleRight(Matrix b, Matrix t, Triangle triangle) {
    multiplyTriangle(openblas_nolapack.CblasRight, t, triangle, b);
  }

  private static void multiplyTriangle(int side, Matrix t, Triangle triangle, Matrix b) {
    openblas_nolapack.cblas_dtrmm(
        ROW_MAJOR,
        side,
        uplo(triangle),
        transpose(triangle.transposed),
        diagonal(triangle),
        b.rows(),
        b.columns(),
        1.0,
        t.pointer(),
        t.stride(),
        b.pointer(),
        b.stride());
  }

  /** B ← B + α A, row by row. */
  static void addScaled(double alpha, Matrix a, Matrix b) {
    for (int i = 0; i < a.rows(); i++) {
      openblas_nolapack.cblas_daxpy(a.columns(), alpha, a.pointer(i, 0), 1, b.pointer(i, 0), 1);
    }
  }

  static void swapRows(Matrix a, int i, int j) {
    openblas_nolapack.cblas_dswap(a.columns(), a.pointer(i, 0), 1, a.pointer(j, 0), 1);
  }

  /** Σ |a_ij| over row i. */
  static double rowSum(Matrix a, int i) {
    return openblas_nolapack.cblas_dasum(a.columns(), a.pointer(i, 0), 1);
  }

  /**
   * LU with partial pivoting of the transposed of a; pivots [rows of a] are LAPACK's, from 1.
   *
   * @return whether a pivot was exactly zero
   */
  static boolean factorTransposed(Matrix a, IntPointer pivots) {
    int info =
        openblas.LAPACKE_dgetrf_work(
            COLUMN_MAJOR, a.columns(), a.rows(), a.pointer(), a.stride(), pivots);
    return check("dgetrf", info) > 0;
  }

  /** Applies row interchanges of the transposed of a: swaps of columns of a. */
  static void swapColumns(Matrix a, int count, IntPointer pivots) {
    check(
        "dlaswp",
        openblas.LAPACKE_dlaswp_work(
            COLUMN_MAJOR, a.rows(), a.pointer(), a.stride(), 1, count, pivots, 1));
  }

  /** The reciprocal condition, infinity norm, of the matrix whose transposed was factored. */
  static double reciprocalConditionFactored(Matrix lu, double infinityNorm) {
    try (var result = new DoublePointer(1L)) {
      int n = lu.rows();
      check(
          "dgecon",
          openblas.LAPACKE_dgecon(
              COLUMN_MAJOR, (byte) '1', n, lu.pointer(), lu.stride(), infinityNorm, result));
      // The estimate of the inverse's norm is rounded, and so may go beyond.
      return Math.min(1.0, result.get());
    }
  }

  /** The reciprocal condition, infinity norm, of an upper triangle. */
  static double reciprocalConditionUpper(Matrix r) {
    try (var result = new DoublePointer(1L)) {
      check(
          "dtrcon",
          openblas.LAPACKE_dtrcon(
              COLUMN_MAJOR,
              (byte) '1',
              (byte) 'L',
              (byte) 'N',
              r.rows(),
              r.pointer(),
              r.stride(),
              result));
      // The estimate of the inverse's norm is rounded, and so may go beyond.
      return Math.min(1.0, result.get());
    }
  }

  /** Lower triangle of C ← C + α op(X) op(X)ᵀ. */
  static void addSquareLower(double alpha, Matrix x, boolean transposed, Matrix c) {
    openblas_nolapack.cblas_dsyrk(
        ROW_MAJOR,
        openblas_nolapack.CblasLower,
        transpose(transposed),
        c.rows(),
        transposed ? x.rows() : x.columns(),
        alpha,
        x.pointer(),
        x.stride(),
        1.0,
        c.pointer(),
        c.stride());
  }

  /** y ← A x for a symmetric A whose lower triangle is read; x and y are single rows. */
  static void multiplySymmetricLower(Matrix a, Matrix x, Matrix y) {
    openblas_nolapack.cblas_dsymv(
        ROW_MAJOR,
        openblas_nolapack.CblasLower,
        a.rows(),
        1.0,
        a.pointer(),
        a.stride(),
        x.pointer(),
        1,
        0.0,
        y.pointer(),
        1);
  }

  /**
   * Lower triangle of A ← L with A = L Lᵀ.
   *
   * @return how many rows were factored before a pivot that is not positive; all, if there is none
   */
  static int factorCholesky(Matrix a) {
    // Row-major L is column-major Lᵀ.
    int info =
        openblas.LAPACKE_dpotrf_work(COLUMN_MAJOR, (byte) 'U', a.rows(), a.pointer(), a.stride());
    return check("dpotrf", info) > 0 ? info - 1 : a.rows();
  }

  /** The infinity norm of a symmetric matrix whose lower triangle is read. */
  static double symmetricNorm(Matrix a) {
    try (Matrix work = Matrix.zeros(1, a.rows())) {
      return openblas.LAPACKE_dlansy_work(
          COLUMN_MAJOR, (byte) 'I', (byte) 'U', a.rows(), a.pointer(), a.stride(), work.pointer());
    }
  }

  /** The reciprocal condition, infinity norm, of the symmetric matrix with this lower factor. */
  static double reciprocalConditionCholesky(Matrix l, double infinityNorm) {
    try (var result = new DoublePointer(1L)) {
      check(
          "dpocon",
          openblas.LAPACKE_dpocon(
              COLUMN_MAJOR, (byte) 'U', l.rows(), l.pointer(), l.stride(), infinityNorm, result));
      // The estimate of the inverse's norm is rounded, and so may go beyond.
      return Math.min(1.0, result.get());
    }
  }

  /** Column-pivoted QR of the transposed of a. Pivots [rows of a] from 1, tau [1 × rows of a]. */
  static void factorPivotedTransposed(Matrix a, IntPointer pivots, Matrix tau) {
    check(
        "dgeqp3",
        openblas.LAPACKE_dgeqp3(
            COLUMN_MAJOR, a.columns(), a.rows(), a.pointer(), a.stride(), pivots, tau.pointer()));
  }

  /** B ← Qᵀ B, with Q as {@link #factorPivotedTransposed} left it. */
  static void applyTransposedQ(Matrix factored, Matrix tau, Matrix b) {
    check(
        "dormqr",
        openblas.LAPACKE_dormqr(
            COLUMN_MAJOR,
            (byte) 'R',
            (byte) 'N',
            b.columns(),
            b.rows(),
            factored.rows(),
            factored.pointer(),
            factored.stride(),
            tau.pointer(),
            b.pointer(),
            b.stride()));
  }

  /** A ← an orthonormal basis of the columns of A, [rows × columns] with rows ≥ columns. */
  static void orthonormalise(Matrix a) {
    try (Matrix tau = Matrix.zeros(1, a.columns())) {
      check(
          "dgeqrf",
          openblas.LAPACKE_dgeqrf(
              ROW_MAJOR, a.rows(), a.columns(), a.pointer(), a.stride(), tau.pointer()));
      check(
          "dorgqr",
          openblas.LAPACKE_dorgqr(
              ROW_MAJOR,
              a.rows(),
              a.columns(),
              a.columns(),
              a.pointer(),
              a.stride(),
              tau.pointer()));
    }
  }

  /**
   * QR of an upper triangle on top of a rectangle, all three stored transposed: rT [w × w], vT [w ×
   * m] (in: the rectangle, out: the Householder vectors), tT [w × w] the block reflector's factor.
   */
  static void factorStackedTransposed(Matrix rT, Matrix vT, Matrix tT) {
    check(
        "dtpqrt2",
        openblas.LAPACKE_dtpqrt2_work(
            COLUMN_MAJOR,
            vT.columns(),
            vT.rows(),
            0,
            rT.pointer(),
            rT.stride(),
            vT.pointer(),
            vT.stride(),
            tT.pointer(),
            tT.stride()));
  }

  /**
   * The eigenvalues, ascending, and eigenvectors of a symmetric matrix; row i of a becomes the
   * vector of value i. Values are [1 × rows of a].
   */
  static void symmetricEigen(Matrix a, Matrix values) {
    int info =
        openblas.LAPACKE_dsyevd(
            COLUMN_MAJOR,
            (byte) 'V',
            (byte) 'L',
            a.rows(),
            a.pointer(),
            a.stride(),
            values.pointer());
    if (check("dsyevd", info) > 0) {
      throw new IllegalStateException("the eigenvalues of a matrix were not found");
    }
  }

  private static int check(String routine, int info) {
    if (info < 0) {
      throw new IllegalStateException("LAPACK " + routine + " refused its argument " + -info);
    }
    return info;
  }

  private static int transpose(boolean transposed) {
    return transposed ? openblas_nolapack.CblasTrans : openblas_nolapack.CblasNoTrans;
  }

  private static int uplo(Triangle triangle) {
    return triangle.lower ? openblas_nolapack.CblasLower : openblas_nolapack.CblasUpper;
  }

  private static int diagonal(Triangle triangle) {
    return triangle.unitDiagonal ? openblas_nolapack.CblasUnit : openblas_nolapack.CblasNonUnit;
  }
}
