package vane.io.xyz;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import vane.PlainReason;
import vane.io.compression.Decompression;
import vane.io.pipe.PipeSource;

/**
 * The lines of a file, plain or compressed, as bytes in a buffer.
 *
 * <p>Memory is bounded by the longest line. A line is valid until the next one is read.
 */
final class LineSource implements AutoCloseable {
  private static final int BUFFER_SIZE = 1 << 16;
  private static final int LONGEST_LINE = 1 << 26;

  private final Path path;
  private final InputStream file;
  private InputStream content;
  private byte[] buffer = new byte[BUFFER_SIZE];
  private int start;
  private int end;
  private int next;
  private int limit;
  private long number;

  /** Where the buffer begins in the content. */
  private long bufferOffset;

  private LineSource(Path path, InputStream file) {
    this.path = path;
    this.file = file;
  }

  /**
   * Opens a file.
   *
   * @param path the file
   * @param digest takes all bytes that are read, as they are stored
   * @return its lines
   * @throws FileAccessException if it cannot be opened
   */
  static LineSource open(Path path, Optional<MessageDigest> digest) {
    if (Files.isDirectory(path)) {
      throw new FileAccessException(path, "found a folder, expected a file");
    }
    try {
      InputStream bytes = PipeSource.is(path) ? PipeSource.open(path) : Files.newInputStream(path);
      InputStream counted =
          digest.<InputStream>map(each -> new DigestInputStream(bytes, each)).orElse(bytes);
      return new LineSource(path, new BufferedInputStream(counted, BUFFER_SIZE));
    } catch (NoSuchFileException missing) {
      throw new FileAccessException(path, "no such file", missing);
    } catch (AccessDeniedException denied) {
      throw new FileAccessException(path, "not permitted to read the file", denied);
    } catch (IOException failed) {
      throw new FileAccessException(
          path, "cannot be opened (" + PlainReason.ofSystem(failed) + ")", failed);
    }
  }

  /**
   * The lines of content that is open already.
   *
   * @param path where it is, for messages
   * @param content plain text from the beginning of a line on; closed with this
   * @param offset where it begins in the whole content
   * @param line the number of its first line
   * @return its lines
   */
  static LineSource continuing(Path path, InputStream content, long offset, long line) {
    LineSource lines = new LineSource(path, content);
    lines.content = content;
    lines.bufferOffset = offset;
    lines.number = line - 1;
    return lines;
  }

  /**
   * The lines of a file that is open already, plain or compressed.
   *
   * @param path where it is, for messages
   * @param file the file at its beginning; closed with this
   * @return its lines
   */
  static LineSource of(Path path, InputStream file) {
    return new LineSource(path, new BufferedInputStream(file, BUFFER_SIZE));
  }

  /**
   * Goes to the next line.
   *
   * @return false at the end of the file
   * @throws IOException if reading fails; a {@link vane.io.compression.BrokenStreamException} if
   *     the compressed stream is damaged or cut
   */
  boolean readLine() throws IOException {
    int scanned = next;
    while (true) {
      for (; scanned < limit; scanned++) {
        if (buffer[scanned] == '\n') {
          return line(scanned, scanned + 1);
        }
      }
      int kept = limit - next;
      if (!fill()) {
        return limit > next && line(limit, limit);
      }
      scanned = next + kept;
    }
  }

  /** Reads on to the end of the file, past what is left of its lines. */
  void drain() throws IOException {
    file.transferTo(OutputStream.nullOutputStream());
  }

  private boolean line(int lineEnd, int following) {
    start = next;
    end = lineEnd > start && buffer[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
    next = following;
    number++;
    return true;
  }

  /** Moves what is left to the front of the buffer and reads more behind it. */
  private boolean fill() throws IOException {
    if (content == null) {
      content = Decompression.of(file, path);
      skipByteOrderMark();
      return limit > 0;
    }
    int kept = limit - next;
    System.arraycopy(buffer, next, buffer, 0, kept);
    bufferOffset += next;
    next = 0;
    limit = kept;
    if (limit == buffer.length) {
      if (buffer.length >= LONGEST_LINE) {
        throw new LineTooLongException();
      }
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int count = content.read(buffer, limit, buffer.length - limit);
    limit += Math.max(count, 0);
    return count > 0;
  }

  private void skipByteOrderMark() throws IOException {
    limit = content.readNBytes(buffer, 0, buffer.length);
    boolean marked =
        limit >= 3
            && buffer[0] == (byte) 0xEF
            && buffer[1] == (byte) 0xBB
            && buffer[2] == (byte) 0xBF;
    next = marked ? 3 : 0;
  }

  /** A line that no trajectory holds, such as a binary file without line ends. */
  static final class LineTooLongException extends IOException {
    private static final long serialVersionUID = 1L;

    LineTooLongException() {
      super("a line of more than " + LONGEST_LINE + " bytes");
    }
  }

  /**
   * What the file begins with, before any line was read.
   *
   * @return at most as many bytes as the buffer holds, decompressed
   * @throws IOException as {@link #readLine} does
   */
  byte[] beginning() throws IOException {
    if (content == null) {
      fill();
    }
    return Arrays.copyOfRange(buffer, next, limit);
  }

  /** Whether the file itself is compressed; known once its beginning was read. */
  boolean isCompressed() {
    return content != null && content != file;
  }

  byte[] buffer() {
    return buffer;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** Where the line begins, in bytes of the decompressed content. */
  long offset() {
    return bufferOffset + start;
  }

  /** Where the next line begins, in bytes of the decompressed content. */
  long nextOffset() {
    return bufferOffset + next;
  }

  /** The number of the line, from one; zero before the first. */
  long number() {
    return number;
  }

  boolean isBlank() {
    for (int i = start; i < end; i++) {
      if (buffer[i] > ' ' || buffer[i] < 0) {
        return false;
      }
    }
    return true;
  }

  /** The line as text: UTF-8, or Latin-1 where it is not valid UTF-8. */
  String text() {
    return text(buffer, start, end);
  }

  static String text(byte[] bytes, int from, int to) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, from, to - from))
          .toString();
    } catch (CharacterCodingException notUtf8) {
      return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
  }

  @Override
  public void close() throws IOException {
    if (content != null) {
      content.close();
    }
    file.close();
  }
}
