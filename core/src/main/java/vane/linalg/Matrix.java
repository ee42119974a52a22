package vane.linalg;

/**
 * A matrix of doubles outside the Java heap, row-major, as large as memory allows.
 *
 * <p>{@link #close()} gives the memory back at once; a matrix that is forgotten is freed by the
 * garbage collector some time later. A view ({@link #rows(int, int)}, {@link #block}) shares the
 * memory of the matrix it was taken from and keeps it reachable; closing a view does nothing, and
 * closing the matrix ends its views. Every use of a closed matrix is an {@link
 * IllegalStateException}.
 *
 * <p>Several threads may read, and may write to different elements. Products and factorisations
 * keep the memory until they have ended, even if another thread closes the matrix meanwhile; single
 * elements ({@link #get}, {@link #set}) must not race with {@link #close()}.
 */
public final class Matrix implements AutoCloseable {
  private final Storage storage;
  private final boolean owner;
  private final long offset;
  private final int rows;
  private final int columns;
  private final int stride;

  private Matrix(Storage storage, boolean owner, long offset, int rows, int columns, int stride) {
    this.storage = storage;
    this.owner = owner;
    this.offset = offset;
    this.rows = rows;
    this.columns = columns;
    this.stride = stride;
  }

  /**
   * A matrix of zeros.
   *
   * @param rows how many, at least 0
   * @param columns how many, at least 1
   * @return a new matrix
   * @throws OutOfMemoryError if the system has no memory for it
   */
  public static Matrix zeros(int rows, int columns) {
    Matrices.checkShape(rows, columns);
    return new Matrix(new Storage((long) rows * columns), true, 0, rows, columns, columns);
  }

  /**
   * A matrix from an array.
   *
   * @param rowMajor [rows × columns] row-major; copied
   * @param rows how many
   * @param columns how many
   * @return a new matrix
   */
  public static Matrix ofRows(double[] rowMajor, int rows, int columns) {
    if (rowMajor.length != (long) rows * columns) {
      throw new IllegalArgumentException(
          "an array of " + rowMajor.length + ", expected " + rows + " × " + columns);
    }
    Matrix matrix = zeros(rows, columns);
    matrix.storage.write(0, rowMajor, 0, rowMajor.length);
    return matrix;
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
   * One element.
   *
   * @param row from 0
   * @param column from 0
   * @return its value
   */
  public double get(int row, int column) {
    checkElement(row, column);
    return storage.get(index(row, column));
  }

  /**
   * Sets one element.
   *
   * @param row from 0
   * @param column from 0
   * @param value the new value
   */
  public void set(int row, int column, double value) {
    checkElement(row, column);
    storage.set(index(row, column), value);
  }

  /**
   * Copies a row out.
   *
   * @param row from 0
   * @param destination where to; [columns] from the offset on is overwritten
   * @param destinationOffset where in it
   */
  public void getRow(int row, double[] destination, int destinationOffset) {
    getRowPart(row, 0, columns, destination, destinationOffset);
  }

  /**
   * Overwrites a row.
   *
   * @param row from 0
   * @param source holds [columns] values from the offset on; not modified
   * @param sourceOffset where in it
   */
  public void setRow(int row, double[] source, int sourceOffset) {
    setRowPart(row, 0, columns, source, sourceOffset);
  }

  /**
   * Copies part of a row out.
   *
   * @param row from 0
   * @param fromColumn the first column
   * @param count how many columns
   * @param destination where to; [count] from the offset on is overwritten
   * @param destinationOffset where in it
   */
  public void getRowPart(
      int row, int fromColumn, int count, double[] destination, int destinationOffset) {
    checkRange("rows", row, 1, rows);
    checkRange("columns", fromColumn, count, columns);
    checkRange("the destination", destinationOffset, count, destination.length);
    storage.read(index(row, fromColumn), destination, destinationOffset, count);
  }

  /**
   * Overwrites part of a row.
   *
   * @param row from 0
   * @param fromColumn the first column
   * @param count how many columns
   * @param source holds [count] values from the offset on; not modified
   * @param sourceOffset where in it
   */
  public void setRowPart(int row, int fromColumn, int count, double[] source, int sourceOffset) {
    checkRange("rows", row, 1, rows);
    checkRange("columns", fromColumn, count, columns);
    checkRange("the source", sourceOffset, count, source.length);
    storage.write(index(row, fromColumn), source, sourceOffset, count);
  }

  /**
   * Copies rows out.
   *
   * @param fromRow the first row
   * @param count how many rows
   * @param destination [count × columns] row-major from the offset on is overwritten
   * @param destinationOffset where in it
   */
  public void getRows(int fromRow, int count, double[] destination, int destinationOffset) {
    checkRange("rows", fromRow, count, rows);
    checkRange("the destination", destinationOffset, (long) count * columns, destination.length);
    for (int i = 0; i < count; i++) {
      storage.read(index(fromRow + i, 0), destination, destinationOffset + i * columns, columns);
    }
  }

  /**
   * Overwrites rows.
   *
   * @param fromRow the first row
   * @param count how many rows
   * @param source holds [count × columns] row-major from the offset on; not modified
   * @param sourceOffset where in it
   */
  public void setRows(int fromRow, int count, double[] source, int sourceOffset) {
    checkRange("rows", fromRow, count, rows);
    checkRange("the source", sourceOffset, (long) count * columns, source.length);
    for (int i = 0; i < count; i++) {
      storage.write(index(fromRow + i, 0), source, sourceOffset + i * columns, columns);
    }
  }

  /**
   * A view of some rows; it shares this matrix's memory.
   *
   * @param from the first row
   * @param to the row after the last
   * @return the view [to − from × columns]
   */
  public Matrix rows(int from, int to) {
    return block(from, to, 0, columns);
  }

  /**
   * A view of some rows and columns; it shares this matrix's memory.
   *
   * @param fromRow the first row
   * @param toRow the row after the last
   * @param fromColumn the first column
   * @param toColumn the column after the last
   * @return the view [toRow − fromRow × toColumn − fromColumn], at least one column wide
   */
  public Matrix block(int fromRow, int toRow, int fromColumn, int toColumn) {
    checkRange("rows", fromRow, toRow - fromRow, rows);
    checkRange("columns", fromColumn, toColumn - fromColumn, columns);
    if (toColumn == fromColumn) {
      throw new IllegalArgumentException("a view without columns, expected at least 1");
    }
    storage.requireOpen();
    return new Matrix(
        storage, false, index(fromRow, fromColumn), toRow - fromRow, toColumn - fromColumn, stride);
  }

  /**
   * A copy with its own memory.
   *
   * @return a new matrix
   */
  public Matrix copy() {
    storage.requireOpen();
    Matrix copy = zeros(rows, columns);
    copy.copyFrom(this);
    return copy;
  }

  /**
   * Overwrites this matrix with another of the same shape.
   *
   * @param source [rows × columns]; not modified
   */
  public void copyFrom(Matrix source) {
    if (source.rows != rows || source.columns != columns) {
      throw new IllegalArgumentException("found " + source.shape() + ", expected " + shape());
    }
    double[] row = new double[columns];
    for (int i = 0; i < rows; i++) {
      source.getRow(i, row, 0);
      setRow(i, row, 0);
    }
  }

  /**
   * All elements as an array.
   *
   * @return [rows × columns] row-major
   * @throws IllegalArgumentException if they are more than an array can hold
   */
  public double[] toArray() {
    storage.requireOpen();
    if ((long) rows * columns > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException("a matrix of " + shape() + " does not fit into an array");
    }
    double[] all = new double[rows * columns];
    getRows(0, rows, all, 0);
    return all;
  }

  /**
   * Checks that every element is finite.
   *
   * @param name what to call this matrix in the message
   * @throws IllegalArgumentException that names the first element that is not
   */
  public void requireFinite(String name) {
    storage.requireOpen();
    double[] row = new double[columns];
    for (int i = 0; i < rows; i++) {
      getRow(i, row, 0);
      for (int j = 0; j < columns; j++) {
        if (!Double.isFinite(row[j])) {
          throw new IllegalArgumentException(
              name + " [" + shape() + "] hold " + row[j] + " at row " + i + ", column " + j);
        }
      }
    }
  }

  /**
   * Whether the matrix, or the one this is a view of, has been closed.
   *
   * @return true if it can no longer be used
   */
  public boolean isClosed() {
    return storage.isClosed();
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
    return "Matrix[" + shape() + "]";
  }

  String shape() {
    return rows + " × " + columns;
  }

  int stride() {
    return stride;
  }

  /**
   * Where native code finds the first element; valid while the {@link #storage() storage} is held.
   */
  NativeDoubles pointer() {
    return storage.pointer(offset);
  }

  NativeDoubles pointer(int row, int column) {
    return storage.pointer(index(row, column));
  }

  /** The memory, which views share. */
  Storage storage() {
    return storage;
  }

  /** Whether the two share any element; views of one matrix have one stride. */
  boolean overlaps(Matrix other) {
    if (storage != other.storage || rows == 0 || other.rows == 0) {
      return false;
    }
    long row = offset / stride;
    long column = offset % stride;
    long otherRow = other.offset / stride;
    long otherColumn = other.offset % stride;
    return row < otherRow + other.rows
        && otherRow < row + rows
        && column < otherColumn + other.columns
        && otherColumn < column + columns;
  }

  private long index(int row, int column) {
    return offset + (long) row * stride + column;
  }

  private void checkElement(int row, int column) {
    if (row < 0 || row >= rows || column < 0 || column >= columns) {
      throw new IndexOutOfBoundsException(
          "element (" + row + ", " + column + ") of a matrix of " + shape());
    }
  }

  private void checkRange(String what, int from, long count, int size) {
    if (from < 0 || count < 0 || from + count > size) {
      throw new IndexOutOfBoundsException(
          what
              + " from "
              + from
              + " to "
              + (from + count)
              + " (exclusive), expected within 0 to "
              + size
              + ", for a matrix of "
              + shape());
    }
  }
}
