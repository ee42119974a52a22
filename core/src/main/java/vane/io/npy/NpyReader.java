package vane.io.npy;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vane.PlainReason;

/**
 * Reads a {@code .npy} array: format versions 1 to 3, either byte order, C order.
 *
 * <p>Floating-point numbers of 64 and 32 bits, signed integers of 64 and 32 bits, unsigned bytes.
 */
public final class NpyReader {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int MAX_HEADER_BYTES = 1 << 20;
  private static final int CHUNK_BYTES = 1 << 16;
  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([<>|=])(\\w+)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d,\\sL]*)\\)");

  private final Path file;

  private NpyReader(Path file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @param file the file
   * @return the array
   * @throws NpyFormatException if the file is missing, unreadable, cut, longer than its header
   *     says, or holds something else
   */
  public static NpyArray read(Path file) {
    NpyReader reader = new NpyReader(file);
    if (!Files.isRegularFile(file)) {
      throw reader.bad(Files.exists(file) ? "something else" : "no such file", "a .npy file");
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), CHUNK_BYTES)) {
      return reader.read(new DataInputStream(in), Files.size(file));
    } catch (NoSuchFileException gone) {
      throw reader.bad("no such file", "a .npy file");
    } catch (EOFException cut) {
      throw reader.bad("the end of the file inside its header", "a whole .npy file");
    } catch (IOException failed) {
      throw reader.bad(
          "a file that cannot be read (" + PlainReason.ofSystem(failed) + ")",
          "a readable .npy file");
    }
  }

  /**
   * Reads an array that is a part of a file.
   *
   * @param name what the array is called in messages, such as {@code data.npz, array X}
   * @param bytes the bytes of a whole {@code .npy} file; not modified
   * @return the array
   * @throws NpyFormatException if they are cut, longer than their header says, or something else
   */
  static NpyArray read(Path name, byte[] bytes) {
    NpyReader reader = new NpyReader(name);
    try {
      return reader.read(new DataInputStream(new ByteArrayInputStream(bytes)), bytes.length);
    } catch (EOFException cut) {
      throw reader.bad("the end of the array inside its header", "a whole array");
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private NpyArray read(DataInputStream in, long fileBytes) throws IOException {
    byte[] magic = new byte[MAGIC.length];
    in.readFully(magic);
    if (!Arrays.equals(magic, MAGIC)) {
      throw bad("another kind of file", "the first bytes \\x93NUMPY of a .npy file");
    }
    int version = in.readUnsignedByte();
    in.readUnsignedByte();
    if (version < 1 || version > 3) {
      throw bad("format version " + version, "1, 2 or 3");
    }
    int lengthBytes = version == 1 ? 2 : 4;
    long length = 0;
    for (int i = 0; i < lengthBytes; i++) {
      length |= (long) in.readUnsignedByte() << (8 * i);
    }
    if (length > MAX_HEADER_BYTES) {
      throw bad("a header of " + length + " bytes", "at most " + MAX_HEADER_BYTES);
    }
    byte[] header = new byte[(int) length];
    in.readFully(header);
    String text = new String(header, StandardCharsets.UTF_8);
    return content(in, text, fileBytes - MAGIC.length - 2 - lengthBytes - length);
  }

  private NpyArray content(DataInputStream in, String header, long dataBytes) throws IOException {
    Matcher typeMatch = find(TYPE, header, "'descr' of a single number type");
    NpyType type = type(typeMatch.group(2));
    if (find(ORDER, header, "'fortran_order'").group(1).equals("True")) {
      throw bad("an array in Fortran order", "C order (numpy.ascontiguousarray)");
    }
    int[] shape = shape(find(SHAPE, header, "'shape'").group(1));
    long size = 1;
    for (int length : shape) {
      size *= length;
      if (size > Integer.MAX_VALUE - 8) {
        throw bad("the shape " + Arrays.toString(shape), "fewer than 2^31 numbers");
      }
    }
    if (dataBytes != size * type.bytes()) {
      throw bad(
          dataBytes + " bytes of data",
          size * type.bytes() + " for the shape " + Arrays.toString(shape) + " of " + type);
    }
    ByteOrder order =
        typeMatch.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return numbers(in, type, order, shape, (int) size);
  }

  private NpyArray numbers(DataInputStream in, NpyType type, ByteOrder order, int[] shape, int size)
      throws IOException {
    double[] doubles = new double[type.isInteger() ? 0 : size];
    long[] longs = new long[type.isInteger() ? size : 0];
    byte[] bytes = new byte[CHUNK_BYTES];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order);
    int perChunk = CHUNK_BYTES / type.bytes();
    for (int begin = 0; begin < size; begin += perChunk) {
      int end = Math.min(size, begin + perChunk);
      in.readFully(bytes, 0, (end - begin) * type.bytes());
      buffer.rewind();
      for (int i = begin; i < end; i++) {
        if (type.isInteger()) {
          longs[i] = type.readLong(buffer);
        } else {
          doubles[i] = type.readDouble(buffer);
        }
      }
    }
    return new NpyArray(type, shape, doubles, longs);
  }

  private NpyType type(String code) {
    for (NpyType type : NpyType.values()) {
      if (type.code().equals(code)) {
        return type;
      }
    }
    throw bad("numbers of type '" + code + "'", "f8, f4, i8, i4 or u1");
  }

  private int[] shape(String text) {
    try {
      return Arrays.stream(text.split(","))
          .map(length -> length.replace("L", "").trim())
          .filter(length -> !length.isEmpty())
          .mapToInt(Integer::parseInt)
          .toArray();
    } catch (NumberFormatException tooLong) {
      throw bad("the shape (" + text + ")", "lengths below 2^31");
    }
  }

  private Matcher find(Pattern pattern, String header, String what) {
    Matcher matcher = pattern.matcher(header);
    if (!matcher.find()) {
      String shown = header.length() > 80 ? header.substring(0, 80) + "…" : header;
      throw bad("the header " + shown.replaceAll("\\p{Cntrl}+", " ").strip(), what);
    }
    return matcher;
  }

  private NpyFormatException bad(String found, String expected) {
    return new NpyFormatException(file, found, expected);
  }
}
