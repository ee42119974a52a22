package vane.io.safetensors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vane.io.output.PendingFile;

/**
 * Collects tensors and strings, then writes them as one safetensors file.
 *
 * <p>Tensors follow each other in the order of their adding; those with wide numbers should come
 * first if all are to be aligned. The header is padded with spaces so that the data begin at a
 * multiple of eight bytes, and its SHA-256 is stored under {@code vane_header_sha256}. The same
 * content gives the same bytes. Not thread-safe.
 */
public final class SafetensorsWriter {
  private static final int CHUNK_NUMBERS = 1 << 16;
  private static final int MAX_ROW_LENGTH = 1 << 27;

  private record Tensor(TensorInfo info, RowSource source) {}

  private final Map<String, String> metadata = new LinkedHashMap<>();
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private long dataBytes;

  /** An empty file. */
  public SafetensorsWriter() {
    metadata.put(HeaderChecksum.KEY, HeaderChecksum.BLANK);
  }

  /**
   * Adds a string.
   *
   * @param key its name, not used before
   * @param value the string
   * @return this
   * @throws IllegalArgumentException if the key was used before
   */
  public SafetensorsWriter metadata(String key, String value) {
    if (metadata.putIfAbsent(key, value) != null) {
      throw new IllegalArgumentException("metadata key '" + key + "' twice, expected it once");
    }
    return this;
  }

  /**
   * Adds a tensor whose rows are asked for when the file is written.
   *
   * @param name its name, not used before
   * @param type its numbers; those of {@link TensorType#I32} and {@link TensorType#U8} must be
   *     whole and in range
   * @param source gives the rows
   * @param shape one length a dimension, the first of which counts the rows; none for one number
   * @return this
   * @throws IllegalArgumentException if the name was used before or the shape is negative
   */
  public SafetensorsWriter add(String name, TensorType type, RowSource source, long... shape) {
    if (name.equals(SafetensorsHeader.METADATA) || tensors.containsKey(name)) {
      throw new IllegalArgumentException("tensor '" + name + "' twice, expected it once");
    }
    long size = 1;
    for (long length : shape) {
      if (length < 0) {
        throw new IllegalArgumentException(
            "shape " + Arrays.toString(shape) + ", expected lengths of at least 0");
      }
      size = Math.multiplyExact(size, length);
    }
    long end = Math.addExact(dataBytes, Math.multiplyExact(size, type.bytes()));
    List<Long> lengths = Arrays.stream(shape).boxed().toList();
    TensorInfo info = new TensorInfo(name, type, lengths, dataBytes, end);
    if (info.rowLength() > MAX_ROW_LENGTH) {
      throw new IllegalArgumentException(
          "rows of " + info.rowLength() + " numbers, expected at most " + MAX_ROW_LENGTH);
    }
    tensors.put(name, new Tensor(info, source));
    dataBytes = end;
    return this;
  }

  /**
   * Adds a tensor of type {@link TensorType#F64} from an array.
   *
   * @param name its name, not used before
   * @param values row-major numbers, read when the file is written
   * @param shape one length a dimension
   * @return this
   * @throws IllegalArgumentException if the name was used before or the shape does not fit
   */
  public SafetensorsWriter add(String name, double[] values, long... shape) {
    checkLength(values.length, shape);
    long rowLength = rowLength(shape);
    return add(
        name,
        TensorType.F64,
        (first, rows, destination) ->
            System.arraycopy(
                values, (int) (first * rowLength), destination, 0, (int) (rows * rowLength)),
        shape);
  }

  /**
   * Adds a tensor of type {@link TensorType#I32} from an array.
   *
   * @param name its name, not used before
   * @param values row-major numbers, read when the file is written
   * @param shape one length a dimension
   * @return this
   * @throws IllegalArgumentException if the name was used before or the shape does not fit
   */
  public SafetensorsWriter add(String name, int[] values, long... shape) {
    checkLength(values.length, shape);
    long rowLength = rowLength(shape);
    return add(
        name,
        TensorType.I32,
        (first, rows, destination) -> {
          int offset = (int) (first * rowLength);
          for (int i = 0; i < rows * rowLength; i++) {
            destination[i] = values[offset + i];
          }
        },
        shape);
  }

  /**
   * Writes everything to a file, over one of that name if there is one. If anything fails, nothing
   * is left behind and a file of that name stays as it was.
   *
   * @param file where to
   * @throws vane.io.output.OutputFileException if the file cannot be written
   * @throws IllegalArgumentException if a number does not fit its integer type
   */
  public void write(Path file) {
    try (PendingFile pending = pending(file)) {
      pending.commit();
    }
  }

  /**
   * Writes everything under a temporary name, for files that shall be there only once other work is
   * done.
   *
   * @param file where it shall be
   * @return the whole file, to be committed or closed by the caller
   * @throws vane.io.output.OutputFileException if the file cannot be written
   * @throws IllegalArgumentException if a number does not fit its integer type
   */
  public PendingFile pending(Path file) {
    PendingFile pending = PendingFile.create(file);
    try {
      byte[] header = header();
      ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      pending.append(length.putLong(header.length).flip());
      pending.append(ByteBuffer.wrap(header));
      for (Tensor tensor : tensors.values()) {
        append(pending, tensor);
      }
      return pending;
    } catch (RuntimeException | Error failed) {
      pending.close();
      throw failed;
    }
  }

  private byte[] header() {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put(SafetensorsHeader.METADATA, metadata);
    for (Tensor tensor : tensors.values()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("dtype", tensor.info.type().name());
      entry.put("shape", tensor.info.shape());
      entry.put("data_offsets", List.of(tensor.info.begin(), tensor.info.end()));
      content.put(tensor.info.name(), entry);
    }
    try {
      byte[] text = new ObjectMapper().writeValueAsString(content).getBytes(StandardCharsets.UTF_8);
      byte[] header = Arrays.copyOf(text, Math.addExact(text.length, 7) / 8 * 8);
      Arrays.fill(header, text.length, header.length, (byte) ' ');
      HeaderChecksum.seal(header);
      return header;
    } catch (JsonProcessingException unexpected) {
      throw new IllegalStateException("strings and numbers are always JSON", unexpected);
    }
  }

  private static void append(PendingFile pending, Tensor tensor) {
    TensorInfo info = tensor.info;
    long rowLength = info.rowLength();
    if (info.size() == 0) {
      return;
    }
    int rowsAtOnce = (int) Math.min(info.rows(), Math.max(1, CHUNK_NUMBERS / rowLength));
    double[] numbers = new double[(int) (rowsAtOnce * rowLength)];
    ByteBuffer bytes =
        ByteBuffer.allocate(numbers.length * info.type().bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (long first = 0; first < info.rows(); first += rowsAtOnce) {
      int rows = (int) Math.min(rowsAtOnce, info.rows() - first);
      tensor.source.read(first, rows, numbers);
      bytes.clear();
      for (int i = 0; i < rows * rowLength; i++) {
        put(bytes, info, numbers[i]);
      }
      pending.append(bytes.flip());
    }
  }

  private static void put(ByteBuffer bytes, TensorInfo info, double number) {
    switch (info.type()) {
      case F64 -> bytes.putDouble(number);
      case F32 -> bytes.putFloat((float) number);
      case I32 -> bytes.putInt(whole(info, number, Integer.MIN_VALUE, Integer.MAX_VALUE));
      case U8 -> bytes.put((byte) whole(info, number, 0, 255));
    }
  }

  private static int whole(TensorInfo info, double number, int least, int most) {
    int whole = (int) number;
    if (whole != number || whole < least || whole > most) {
      throw new IllegalArgumentException(
          "%s in tensor '%s' of %s, expected a whole number from %d to %d"
              .formatted(number, info.name(), info.type(), least, most));
    }
    return whole;
  }

  private static void checkLength(int length, long... shape) {
    long size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
    if (size != length) {
      throw new IllegalArgumentException(
          "%d numbers for the shape %s, expected %d"
              .formatted(length, Arrays.toString(shape), size));
    }
  }

  private static long rowLength(long... shape) {
    return Arrays.stream(shape).skip(1).reduce(1, Math::multiplyExact);
  }
}
