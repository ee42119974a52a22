package vane.linalg;

import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * The calls into OpenBLAS for products and triangles, each on the calling thread alone; {@link
 * Lapack} has those for factorisations.
 *
 * <p>OpenBLAS's own threads would cut the work by their number, and with it the rounding; Vane cuts
 * it itself, by sizes that do not depend on the number of threads. Matrices are row-major here.
 *
 * <p>The caller {@link Matrices#whileHeld holds} every matrix.
 */
final class OpenBlas {
  private static final int ROW_MAJOR = openblas_nolapack.CblasRowMajor;
  private static final int COLUMN_MAJOR = openblas_nolapack.CblasColMajor;

  /** Why the library could not be loaded, or null: a class gets only one try. */
  private static final LinkageError FAILURE = failureOfLoading();

  private OpenBlas() {}

  private static LinkageError failureOfLoading() {
    // Otherwise JavaCPP caps native memory by the size of the Java heap.
    setUnlessSet("org.bytedeco.javacpp.maxbytes");
    setUnlessSet("org.bytedeco.javacpp.maxphysicalbytes");
    try {
      openblas_nolapack.blas_set_num_threads(1);
      return null;
    } catch (LinkageError failure) {
      return failure;
    }
  }

  private static void setUnlessSet(String property) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, "0");
    }
  }

  /**
   * Loads the library, once; every {@link Matrix} does.
   *
   * @throws NativeLibraryException if it is missing or cannot be loaded
   */
  static void load() {
    if (FAILURE != null) {
      throw NativeLibraryException.of(FAILURE);
    }
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
