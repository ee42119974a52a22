package vane.linalg;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.openblas.global.openblas;

/**
 * The calls into OpenBLAS's LAPACK, each on the calling thread alone.
 *
 * <p>Matrices are row-major in Vane; LAPACK sees such memory as the transposed matrix,
 * column-major. Whoever has a {@link Matrix} has loaded the library. The caller {@link
 * Matrices#whileHeld holds} every matrix.
 */
final class Lapack {
  private static final int ROW_MAJOR = openblas.LAPACK_ROW_MAJOR;
  private static final int COLUMN_MAJOR = openblas.LAPACK_COL_MAJOR;

  private Lapack() {}

  /** Loads the library, if it is not loaded yet. */
  static void load() {
    openblas.blas_set_num_threads(1);
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
}
