package vane.linalg;

import java.util.Optional;
import vane.parallel.WorkerPool;

/**
 * A matrix W that may be kept as the product of two smaller ones, W = V B. Multiplying with V and
 * then with B takes far less time than multiplying with W where V has few columns, and so does
 * keeping them.
 *
 * <p>Several matrices may share V, so {@link #close} frees B alone; V is freed with the last matrix
 * that uses it, when that is garbage.
 */
public final class FactoredMatrix implements AutoCloseable {
  private final Optional<Matrix> left;
  private final Matrix right;

  private FactoredMatrix(Optional<Matrix> left, Matrix right) {
    this.left = left;
    this.right = right;
  }

  /**
   * A matrix that is no product.
   *
   * @param matrix W; taken over
   * @return the matrix
   */
  public static FactoredMatrix whole(Matrix matrix) {
    return new FactoredMatrix(Optional.empty(), matrix);
  }

  /**
   * A product.
   *
   * @param left V [rows × rank]; may be shared, and must not be closed while this is in use
   * @param right B [rank × columns]; taken over
   * @return the matrix V B
   * @throws IllegalArgumentException if the shapes do not fit
   */
  public static FactoredMatrix product(Matrix left, Matrix right) {
    if (left.columns() != right.rows()) {
      throw new IllegalArgumentException(
          "found factors of " + left.columns() + " columns and " + right.rows() + " rows");
    }
    return new FactoredMatrix(Optional.of(left), right);
  }

  /**
   * The number of rows of W.
   *
   * @return at least zero
   */
  public int rows() {
    return left.orElse(right).rows();
  }

  /**
   * The number of columns of W.
   *
   * @return at least one
   */
  public int columns() {
    return right.columns();
  }

  /**
   * The left factor. Not to be modified or closed.
   *
   * @return V [rows × rank]; nothing if W is no product
   */
  public Optional<Matrix> left() {
    return left;
  }

  /**
   * The right factor. Not to be modified or closed.
   *
   * @return B [rank × columns], or W itself if it is no product
   */
  public Matrix right() {
    return right;
  }

  /**
   * An element of W.
   *
   * @param row from 0
   * @param column from 0
   * @return its value
   */
  public double get(int row, int column) {
    if (left.isEmpty()) {
      return right.get(row, column);
    }
    Matrix v = left.get();
    double sum = 0;
    for (int i = 0; i < v.columns(); i++) {
      sum += v.get(row, i) * right.get(i, column);
    }
    return sum;
  }

  /**
   * W multiplied out.
   *
   * @param pool the threads; the result does not depend on how many there are
   * @return [rows × columns] of its own memory, to be closed by the caller
   */
  public Matrix toMatrix(WorkerPool pool) {
    if (left.isEmpty()) {
      return right.copy();
    }
    Matrix product = Matrix.zeros(rows(), columns());
    Multiply.multiply(pool, left.get(), right, product);
    return product;
  }

  /** Frees B. */
  @Override
  public void close() {
    right.close();
  }

  @Override
  public String toString() {
    return "FactoredMatrix["
        + rows()
        + " × "
        + left.map(v -> v.columns() + " × ").orElse("")
        + columns()
        + "]";
  }
}
