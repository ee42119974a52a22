package vane.io.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import vane.PlainReason;

/**
 * A safetensors file, mapped into memory.
 *
 * <p>Opening checks the whole header against itself and against the length of the file; no number
 * is read before it is asked for. Immutable and thread-safe, as long as nobody cuts the file
 * meanwhile (replacing it, as {@link SafetensorsWriter} does, is safe).
 */
public final class SafetensorsFile {
  /** The reference implementation's limit, against lengths that are garbage. */
  private static final long MAX_HEADER_BYTES = 100_000_000;

  private static final int CHUNK_BYTES = 1 << 30;

  private final Path file;
  private final SafetensorsHeader header;
  private final MappedData data;

  private SafetensorsFile(Path file, SafetensorsHeader header, MappedData data) {
    this.file = file;
    this.header = header;
    this.data = data;
  }

  /**
   * Opens a file, from Vane or from elsewhere. A checksum of the header is verified if there is
   * one; {@link #hasHeaderChecksum} says whether there is.
   *
   * @param file the file
   * @return the file
   * @throws SafetensorsFormatException if it is missing, unreadable, cut, changed, or something
   *     else
   */
  public static SafetensorsFile open(Path file) {
    return open(file, CHUNK_BYTES);
  }

  /**
   * Opens a file that must carry a checksum of its header, as those that Vane writes do, so that no
   * changed byte of the header goes unnoticed.
   *
   * @param file the file
   * @return the file
   * @throws SafetensorsFormatException if it is missing, unreadable, cut, changed, or something
   *     else, or has no checksum
   */
  public static SafetensorsFile openVerified(Path file) {
    SafetensorsFile opened = open(file);
    if (!opened.hasHeaderChecksum()) {
      throw new SafetensorsFormatException(
          file, "no header checksum", HeaderChecksum.KEY + " as in every file that Vane writes");
    }
    return opened;
  }

  /** Opens with chunks of a given size, so that tests can have many. */
  static SafetensorsFile open(Path file, int chunkBytes) {
    if (!Files.isRegularFile(file)) {
      String found = Files.exists(file) ? "something that is not a file" : "no such file";
      throw new SafetensorsFormatException(file, found, "a safetensors file");
    }
    try (FileChannel channel = FileChannel.open(file)) {
      long fileBytes = channel.size();
      byte[] bytes = header(file, channel, fileBytes);
      long begin = Long.BYTES + (long) bytes.length;
      SafetensorsHeader header = SafetensorsHeader.parse(file, bytes, fileBytes - begin);
      return new SafetensorsFile(
          file, header, new MappedData(channel, begin, fileBytes - begin, chunkBytes));
    } catch (IOException failed) {
      throw new SafetensorsFormatException(
          file,
          "a file that cannot be read (" + PlainReason.ofSystem(failed) + ")",
          "a readable safetensors file");
    }
  }

  private static byte[] header(Path file, FileChannel channel, long fileBytes) throws IOException {
    if (fileBytes < Long.BYTES) {
      throw new SafetensorsFormatException(
          file, fileBytes + " bytes", "a safetensors file, which has at least 10");
    }
    long length = read(channel, Long.BYTES, 0).getLong();
    if (length < 2 || length > MAX_HEADER_BYTES || length > fileBytes - Long.BYTES) {
      throw new SafetensorsFormatException(
          file,
          "a header of %s bytes in a file of %d"
              .formatted(Long.toUnsignedString(length), fileBytes),
          "a whole safetensors file");
    }
    return read(channel, (int) length, Long.BYTES).array();
  }

  private static ByteBuffer read(FileChannel channel, int length, long position)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, position + bytes.position()) < 0) {
        throw new IOException("it became shorter while it was read");
      }
    }
    return bytes.flip();
  }

  /**
   * Where the file is.
   *
   * @return the path it was opened with
   */
  public Path path() {
    return file;
  }

  /**
   * Whether the header carries a checksum, which then has been verified.
   *
   * @return false for files that others wrote
   */
  public boolean hasHeaderChecksum() {
    return header.metadata().containsKey(HeaderChecksum.KEY);
  }

  /**
   * The strings, the checksum included.
   *
   * @return unmodifiable, in the order of the file
   */
  public Map<String, String> metadata() {
    return header.metadata();
  }

  /**
   * The tensors by name.
   *
   * @return unmodifiable, in the order of the header
   */
  public Map<String, TensorInfo> tensors() {
    return header.tensors();
  }

  /**
   * A tensor that must be there, with the type and shape that it must have.
   *
   * @param name its name
   * @param type its type
   * @param shape one length a dimension; −1 where any will do
   * @return what the header says about it
   * @throws SafetensorsFormatException if it is not there or is different
   */
  public TensorInfo require(String name, TensorType type, long... shape) {
    TensorInfo info = find(name);
    List<Long> found = info.shape();
    boolean fits = info.type() == type && found.size() == shape.length;
    for (int i = 0; fits && i < shape.length; i++) {
      fits = shape[i] == -1 || shape[i] == found.get(i);
    }
    if (!fits) {
      throw new SafetensorsFormatException(
          file,
          "tensor '%s' as %s %s".formatted(name, info.type(), found),
          type + " " + Arrays.toString(shape).replace("-1", "any"));
    }
    return info;
  }

  /**
   * Reads rows of a tensor of any type, converted to doubles.
   *
   * @param name its name
   * @param firstRow the first row
   * @param rows how many
   * @param destination gets rows × rowLength numbers from its position on, which moves behind them
   * @throws SafetensorsFormatException if there is no such tensor
   * @throws IllegalArgumentException if the rows are not in the tensor or do not fit
   */
  public void readRows(String name, long firstRow, int rows, DoubleBuffer destination) {
    TensorInfo info = find(name);
    int count = count(info, firstRow, rows, destination.remaining());
    long position = info.begin() + firstRow * info.rowLength() * info.type().bytes();
    data.read(info.type(), position, count, destination);
  }

  /**
   * Reads rows of a tensor of any type, converted to doubles.
   *
   * @param name its name
   * @param firstRow the first row
   * @param rows how many
   * @param destination gets rows × rowLength numbers
   * @param offset where in it they begin
   * @throws SafetensorsFormatException if there is no such tensor
   * @throws IllegalArgumentException if the rows are not in the tensor or do not fit
   */
  public void readRows(String name, long firstRow, int rows, double[] destination, int offset) {
    Objects.checkIndex(offset, destination.length + 1);
    readRows(
        name, firstRow, rows, DoubleBuffer.wrap(destination, offset, destination.length - offset));
  }

  /**
   * Reads a whole tensor of any type, converted to doubles.
   *
   * @param name its name
   * @return row-major numbers
   * @throws SafetensorsFormatException if there is no such tensor, or if it is too large for one
   *     array
   */
  public double[] readDoubles(String name) {
    TensorInfo info = find(name);
    if (info.size() > Integer.MAX_VALUE - 8) {
      throw new SafetensorsFormatException(
          file, "tensor '" + name + "' with " + info.size() + " numbers", "fewer than 2^31");
    }
    double[] values = new double[(int) info.size()];
    if (values.length > 0) {
      data.read(info.type(), info.begin(), values.length, DoubleBuffer.wrap(values));
    }
    return values;
  }

  /**
   * Reads a whole tensor of integers.
   *
   * @param name its name
   * @return row-major numbers
   * @throws SafetensorsFormatException if there is no such tensor, if it does not hold integers, or
   *     if it is too large for one array
   */
  public int[] readInts(String name) {
    TensorInfo info = find(name);
    if (!info.type().isInteger()) {
      throw new SafetensorsFormatException(
          file, "tensor '" + name + "' of type " + info.type(), "I32 or U8");
    }
    // A double holds every 32-bit integer exactly.
    double[] values = readDoubles(name);
    int[] whole = new int[values.length];
    for (int i = 0; i < whole.length; i++) {
      whole[i] = (int) values[i];
    }
    return whole;
  }

  private TensorInfo find(String name) {
    TensorInfo info = header.tensors().get(name);
    if (info == null) {
      throw new SafetensorsFormatException(
          file, "no tensor '" + name + "'", "it beside " + header.tensors().keySet());
    }
    return info;
  }

  private static int count(TensorInfo info, long firstRow, int rows, int room) {
    if (firstRow < 0 || rows < 0 || firstRow > info.rows() - rows) {
      throw new IllegalArgumentException(
          "%d rows from %d of tensor '%s', expected them within its %d"
              .formatted(rows, firstRow, info.name(), info.rows()));
    }
    long count = rows * info.rowLength();
    if (count > room) {
      throw new IllegalArgumentException("room for " + room + " numbers, expected " + count);
    }
    return (int) count;
  }
}
