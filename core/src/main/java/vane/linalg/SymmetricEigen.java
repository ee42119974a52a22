package vane.linalg;

/**
 * The eigenvalues and eigenvectors of a symmetric matrix, A = Vᵀ Λ V with the vectors in the rows
 * of V (LAPACK's dsyevd, on one thread).
 */
public final class SymmetricEigen {
  private final Matrix vectors;
  private final double[] values;

  private SymmetricEigen(Matrix vectors, double[] values) {
    this.vectors = vectors;
    this.values = values;
  }

  /**
   * Decomposes a matrix in its own memory.
   *
   * @param a [n × n], of which one triangle is read; overwritten with the eigenvectors, to be left
   *     alone afterwards
   * @return the decomposition, which lives as long as a does
   * @throws IllegalArgumentException if a is not square, or not finite
   */
  public static SymmetricEigen decomposeInPlace(Matrix a) {
    if (a.rows() != a.columns()) {
      throw new IllegalArgumentException("a matrix of " + a.shape() + ", expected a square one");
    }
    a.requireFinite("the matrix's elements");
    try (Matrix values = Matrix.zeros(1, a.rows())) {
      Matrices.whileHeld(() -> Lapack.symmetricEigen(a, values), a, values);
      return new SymmetricEigen(a, values.toArray());
    }
  }

  /**
   * The eigenvectors, of length one and orthogonal.
   *
   * @return [n × n], one in each row
   */
  public Matrix vectors() {
    return vectors;
  }

  /**
   * The eigenvalues.
   *
   * @return [n], ascending, a copy
   */
  public double[] values() {
    return values.clone();
  }
}
