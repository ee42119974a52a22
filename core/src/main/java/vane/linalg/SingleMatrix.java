package vane.linalg;

/**
 * A matrix of floats outside the Java heap, row-major: for work that is limited by the speed of
 * products or of memory, where seven digits are enough.
 *
 * <p>Memory and threads as for {@link Matrix}.
 */
public final class SingleMatrix implements AutoCloseable {
  private final Storage storage;
  private final boolean owner;
  private final long offset;
  private final int rows;
  private final int columns;

  private SingleMatrix(Storage storage, boolean owner, long offset, int rows, int columns) {
    this.storage = storage;
    this.owner = owner;
    this.offset = offset;
    this.rows = rows;
    this.columns = columns;
  }

  /**
   * A matrix of zeros.
   *
   * @param rows how many, at least 0
   * @param columns how many, at least 1
   * @return a new matrix
   * @throws OutOfMemoryError if the system has no memory for it
   */
  public static SingleMatrix zeros(int rows, int columns) {
    Matrices.checkShape(rows, columns);
    long floats = (long) rows * columns;
    return new SingleMatrix(new Storage((floats + 1) / 2), true, 0, rows, columns);
  }

  /**
   * The number of rows.
   *
   * @return at least 0
   */
  public int rows() {
    return rows;
  }

  /**
   * The number of columns.
   *
   * @return at least 1
   */
  public int columns() {
    return columns;
  }

  /**
   * Copies a row out.
   *
   * @param row from 0
   * @param destination where to; its first [columns] are overwritten
   */
  public void getRow(int row, float[] destination) {
    check(row, destination);
    storage.readSingles(index(row), destination, 0, columns);
  }

  /**
   * Overwrites a row.
   *
   * @param row from 0
   * @param source its first [columns] are taken; not modified
   */
  public void setRow(int row, float[] source) {
    check(row, source);
    storage.writeSingles(index(row), source, 0, columns);
  }

  /**
   * A view of some rows; it shares this matrix's memory.
   *
   * @param from the first row
   * @param to the row after the last
   * @return the view [to − from × columns]
   */
  public SingleMatrix rows(int from, int to) {
    if (from < 0 || to < from || to > rows) {
      throw new IndexOutOfBoundsException(
          "rows from " + from + " to " + to + " (exclusive) of a matrix of " + shape());
    }
    storage.requireOpen();
    return new SingleMatrix(storage, false, index(from), to - from, columns);
  }

  /** Frees the memory, if this is not a view. Closing twice does nothing more. */
  @Override
  public void close() {
    if (owner) {
      storage.close();
    }
  }

  /** The shape, and nothing of the contents. */
  @Override
  public String toString() {
    return "SingleMatrix[" + shape() + "]";
  }

  String shape() {
    return rows + " × " + columns;
  }

  /**
   * Where native code finds the first element; valid while the {@link #storage() storage} is held.
   */
  NativeSingles pointer() {
    return storage.singlesPointer(offset);
  }

  /** The memory, which views share. */
  Storage storage() {
    return storage;
  }

  private long index(int row) {
    return offset + (long) row * columns;
  }

  private void check(int row, float[] array) {
    if (row < 0 || row >= rows || array.length < columns) {
      throw new IndexOutOfBoundsException(
          "row " + row + " and an array of " + array.length + " for a matrix of " + shape());
    }
  }
}
