package vane.io.npy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import vane.io.output.PendingFile;

/**
 * Writes a {@code .npy} array row by row: version 1.0, little endian, C order.
 *
 * <p>The number of rows is put into the header by {@link #commit()}, which also gives the file its
 * name; {@link #close()} without it leaves nothing behind. Not thread-safe.
 */
public final class NpyWriter implements AutoCloseable {
  /** Room for any shape, and a multiple of 64, as the format asks for. */
  private static final int HEADER_BYTES = 128;

  private static final int BUFFER_BYTES = 1 << 16;

  private final PendingFile pending;
  private final NpyType type;
  private final boolean vector;
  private final int columns;
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private long rows;

  private NpyWriter(Path file, NpyType type, boolean vector, int columns) {
    if (type.isInteger()) {
      throw new IllegalArgumentException("type " + type + ", expected FLOAT64 or FLOAT32");
    }
    if (columns < 1) {
      throw new IllegalArgumentException("columns " + columns + ", expected at least 1");
    }
    this.pending = PendingFile.create(file);
    this.type = type;
    this.vector = vector;
    this.columns = columns;
    pending.append(header());
  }

  /**
   * Begins a matrix [rows × columns].
   *
   * @param file where it shall be
   * @param type {@link NpyType#FLOAT64} or {@link NpyType#FLOAT32}
   * @param columns numbers in a row, at least 1
   * @return a writer
   * @throws vane.io.output.OutputFileException if the file cannot be written
   */
  public static NpyWriter matrix(Path file, NpyType type, int columns) {
    return new NpyWriter(file, type, false, columns);
  }

  /**
   * Begins a vector [rows].
   *
   * @param file where it shall be
   * @param type {@link NpyType#FLOAT64} or {@link NpyType#FLOAT32}
   * @return a writer whose rows are single numbers
   * @throws vane.io.output.OutputFileException if the file cannot be written
   */
  public static NpyWriter vector(Path file, NpyType type) {
    return new NpyWriter(file, type, true, 1);
  }

  /**
   * Appends rows.
   *
   * @param values row-major numbers, not modified
   * @param offset where the first row begins
   * @param count how many rows
   * @throws vane.io.output.DiskException if the disk fails or is full
   */
  public void writeRows(double[] values, int offset, int count) {
    long end = offset + (long) count * columns;
    if (offset < 0 || count < 0 || end > values.length) {
      throw new IllegalArgumentException(
          "%d rows of %d from %d, expected them inside an array of %d"
              .formatted(count, columns, offset, values.length));
    }
    for (int i = offset; i < end; i++) {
      if (buffer.remaining() < type.bytes()) {
        flush();
      }
      type.write(buffer, values[i]);
    }
    rows += count;
  }

  /**
   * Appends one row.
   *
   * @param row as many numbers as there are columns, not modified
   * @throws vane.io.output.DiskException if the disk fails or is full
   */
  public void writeRow(double... row) {
    if (row.length != columns) {
      throw new IllegalArgumentException(
          "a row of " + row.length + " numbers, expected " + columns);
    }
    writeRows(row, 0, 1);
  }

  /**
   * Completes the file and gives it its name.
   *
   * @throws vane.io.output.DiskException if the disk fails or is full
   */
  public void commit() {
    flush();
    pending.overwrite(header(), 0);
    pending.commit();
  }

  /** Drops what was written, unless it was committed. */
  @Override
  public void close() {
    pending.close();
  }

  private void flush() {
    buffer.flip();
    pending.append(buffer);
    buffer.clear();
  }

  private ByteBuffer header() {
    String shape = vector ? "(%d,)".formatted(rows) : "(%d, %d)".formatted(rows, columns);
    String text =
        "{'descr': '<%s', 'fortran_order': False, 'shape': %s, }".formatted(type.code(), shape);
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    header.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    header.putShort((short) (HEADER_BYTES - 10));
    header.put(text.getBytes(StandardCharsets.US_ASCII));
    while (header.remaining() > 1) {
      header.put((byte) ' ');
    }
    return header.put((byte) '\n').flip();
  }
}
