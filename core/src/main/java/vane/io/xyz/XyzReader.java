package vane.io.xyz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import vane.PlainReason;
import vane.io.compression.BrokenStreamException;
import vane.io.foreign.ForeignFormat;
import vane.io.foreign.ForeignFormatException;
import vane.io.foreign.GradientFile;

/**
 * Reads extended XYZ one frame at a time, plain or compressed (by content, whatever the name).
 *
 * <p>The {@linkplain GradientFile gradients} of xTB, Turbomole and ORCA are read as well; other
 * formats are refused with what converts them. Memory is bounded by the largest frame, or by a file
 * of gradients. Not safe for use by several threads. After an exception the reader gives nothing
 * more, unless it got past the frame that it refused.
 */
public final class XyzReader implements AutoCloseable, Iterable<Frame> {
  private static final String COUNT = "the number of atoms of a frame";

  private final Path file;
  private final LineSource lines;
  private int frame;
  private boolean begun;
  private boolean atCount;
  private Optional<ForeignFormat> format = Optional.empty();
  private Optional<Iterator<Frame>> calculated = Optional.empty();
  private boolean ended;
  private boolean failed;
  private boolean pastRefusedFrame;

  private XyzReader(Path file, LineSource lines) {
    this.file = file;
    this.lines = lines;
  }

  /**
   * Opens a file.
   *
   * @param file a trajectory, plain or compressed
   * @return a reader at its first frame
   * @throws FileAccessException if the file cannot be opened
   */
  public static XyzReader open(Path file) {
    return open(file, Optional.empty());
  }

  /** As above; the digest takes all bytes that are read, as they are stored. */
  static XyzReader open(Path file, Optional<MessageDigest> digest) {
    return new XyzReader(file, LineSource.open(file, digest));
  }

  /**
   * Reads a file that is open already, from its beginning.
   *
   * @param file its name for messages
   * @param content its bytes, plain or compressed; closed with the reader
   * @return a reader at its first frame
   */
  public static XyzReader of(Path file, InputStream content) {
    return new XyzReader(file, LineSource.of(file, content));
  }

  /**
   * Reads on in a file from where a frame begins.
   *
   * @param first the frame there: file, number and line
   * @param content the decompressed text from there on; closed with the reader
   * @param offset where that is, in bytes of the decompressed content
   * @return a reader at that frame
   */
  public static XyzReader continuing(FrameLocation first, InputStream content, long offset) {
    XyzReader reader =
        new XyzReader(
            first.file(), LineSource.continuing(first.file(), content, offset, first.line()));
    reader.begun = true;
    reader.frame = first.frame();
    return reader;
  }

  /**
   * Goes past blank lines to the next frame, and says where it begins.
   *
   * @return the offset of its first line in bytes of the decompressed content, or nothing at the
   *     end of the file
   * @throws XyzFormatException if the file holds no frame at all, or gradients, which have no
   *     offsets
   * @throws ForeignFormatException if it is of another format
   * @throws UncheckedIOException if the file cannot be read further
   */
  public OptionalLong nextOffset() {
    return guarded(
        () -> {
          if (begin().isPresent()) {
            throw XyzFormatException.atLine(
                location(),
                1,
                format.orElseThrow().phrase(),
                "extended XYZ, as it is not read frame by frame");
          }
          if (atEnd()) {
            return OptionalLong.empty();
          }
          atCount = true;
          return OptionalLong.of(lines.offset());
        });
  }

  /**
   * Where the next frame begins or was refused.
   *
   * @return file, number of the frame and the line that was read last
   */
  public FrameLocation location() {
    return new FrameLocation(file, frame, lines.number());
  }

  /** Reads the bytes behind the frames that were asked for; no more frames come then. */
  void drain() {
    guarded(
        () -> {
          lines.drain();
          ended = true;
          return null;
        });
  }

  /**
   * Counts the frames of a file without reading their numbers.
   *
   * @param file a trajectory, plain or compressed
   * @return at least one
   * @throws FileAccessException if the file cannot be opened
   * @throws XyzFormatException if a frame is cut short or the file holds none
   */
  public static int countFrames(Path file) {
    try (XyzReader reader = open(file)) {
      int count = 0;
      while (reader.skip()) {
        count++;
      }
      return count;
    }
  }

  /**
   * Reads the next frame.
   *
   * @return the frame, or nothing at the end of the file
   * @throws XyzFormatException if the file breaks the format
   * @throws ForeignFormatException if it is of another format
   * @throws UncheckedIOException if the file cannot be read further
   */
  public Optional<Frame> next() {
    return guarded(() -> begin().isPresent() ? nextCalculated() : read());
  }

  /**
   * Whether the last exception was about what stands in a frame, and the reader is at the end of
   * that frame: it can go on then.
   *
   * @return false after what cannot be passed, such as a number of atoms that is none
   */
  public boolean isPastRefusedFrame() {
    return pastRefusedFrame;
  }

  /**
   * Passes over the next frame. Only its number of lines is checked.
   *
   * @return false at the end of the file
   * @throws XyzFormatException if the frame is cut short
   * @throws UncheckedIOException if the file cannot be read further
   */
  public boolean skip() {
    return guarded(() -> begin().isPresent() ? nextCalculated().isPresent() : pass());
  }

  /**
   * The remaining frames, read as they are asked for. Closing the stream closes this reader.
   *
   * @return a sequential stream
   */
  public Stream<Frame> stream() {
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(
                iterator(), Spliterator.ORDERED | Spliterator.NONNULL),
            false)
        .onClose(this::close);
  }

  /**
   * The remaining frames, read as they are asked for. There is one position in the file, whatever
   * the number of iterators.
   *
   * @return an iterator that throws as {@link #next()} does
   */
  @Override
  public Iterator<Frame> iterator() {
    return new Iterator<>() {
      private Optional<Frame> ahead = Optional.empty();

      @Override
      public boolean hasNext() {
        if (ahead.isEmpty()) {
          ahead = XyzReader.this.next();
        }
        return ahead.isPresent();
      }

      @Override
      public Frame next() {
        if (!hasNext()) {
          throw new NoSuchElementException("no frame left in " + file);
        }
        Frame result = ahead.get();
        ahead = Optional.empty();
        return result;
      }
    };
  }

  /** Closes the file. */
  @Override
  public void close() {
    try {
      lines.close();
    } catch (IOException cannotClose) {
      throw new UncheckedIOException(cannotClose);
    }
  }

  private interface Step<T> {
    T run() throws IOException;
  }

  private <T> T guarded(Step<T> step) {
    if (failed) {
      throw new IllegalStateException("reading " + file + " has failed before");
    }
    failed = true;
    pastRefusedFrame = false;
    T result;
    try {
      result = step.run();
    } catch (XyzFormatException refused) {
      failed = !pastRefusedFrame;
      throw refused;
    } catch (BrokenStreamException | LineSource.LineTooLongException broken) {
      throw broken(broken.getMessage(), broken);
    } catch (IOException cannotRead) {
      throw new UncheckedIOException(file + ": " + PlainReason.ofSystem(cannotRead), cannotRead);
    }
    failed = false;
    return result;
  }

  private XyzFormatException broken(String found, IOException cause) {
    XyzFormatException error =
        XyzFormatException.atLine(
            new FrameLocation(file, frame, 0), lines.number() + 1, found, "a whole file");
    error.initCause(cause);
    return error;
  }

  /** The frames of a file of gradients; empty for extended XYZ. */
  private Optional<Iterator<Frame>> begin() throws IOException {
    if (!begun) {
      begun = true;
      format = ForeignFormat.of(lines.beginning(), file);
      if (format.isPresent() && !format.get().isReadDirectly()) {
        throw new ForeignFormatException(file, format.get(), lines.isCompressed());
      }
      if (format.isPresent()) {
        calculated = Optional.of(CalculatedFrames.read(format.get(), file, lines).iterator());
      }
    }
    return calculated;
  }

  private Optional<Frame> nextCalculated() {
    Iterator<Frame> frames = calculated.orElseThrow();
    return frames.hasNext() ? Optional.of(frames.next()) : Optional.empty();
  }

  private Optional<Frame> read() throws IOException {
    if (atEnd()) {
      return Optional.empty();
    }
    FrameLocation location = new FrameLocation(file, frame, lines.number());
    int atoms = count(location);
    if (!lines.readLine()) {
      throw cutShort(location, "right behind the number of atoms", atoms);
    }
    try {
      return Optional.of(frame(location, atoms));
    } catch (XyzFormatException refused) {
      passOver(location, atoms);
      throw refused;
    }
  }

  /** Goes to the end of a frame that is refused, if its lines are there. */
  private void passOver(FrameLocation location, int atoms) throws IOException {
    long last = location.line() + 1 + atoms;
    while (lines.number() < last) {
      if (!lines.readLine()) {
        return;
      }
    }
    frame++;
    pastRefusedFrame = true;
  }

  private Frame frame(FrameLocation location, int atoms) throws IOException {
    FrameHeader header = new FrameHeader(lines.text(), location);
    Optional<AtomTable> table =
        header.properties().map(properties -> new AtomTable(properties, atoms, location));
    for (int atom = 0; atom < atoms; atom++) {
      if (!lines.readLine()) {
        throw cutShort(location, "after " + atom + " atoms", atoms);
      }
      if (table.isEmpty()) {
        int words = AtomTable.words(lines.buffer(), lines.start(), lines.end());
        table = Optional.of(plainTable(words, atoms, location));
      }
      table.get().add(lines.buffer(), lines.start(), lines.end(), atom);
    }
    Frame result = table.orElseGet(() -> plainTable(0, atoms, location)).frame(header);
    frame++;
    return result;
  }

  private static AtomTable plainTable(int words, int atoms, FrameLocation location) {
    List<FrameHeader.Property> properties = AtomTable.withoutProperties(words);
    return new AtomTable(properties, atoms, location);
  }

  private boolean pass() throws IOException {
    if (atEnd()) {
      return false;
    }
    FrameLocation location = new FrameLocation(file, frame, lines.number());
    int atoms = count(location);
    for (long line = 0; line < atoms + 1L; line++) {
      if (!lines.readLine()) {
        throw cutShort(location, "after " + Math.max(0, line - 1) + " atoms", atoms);
      }
    }
    frame++;
    return true;
  }

  /** Goes past blank lines to the line with the number of atoms, or to the end of the file. */
  private boolean atEnd() throws IOException {
    if (atCount) {
      atCount = false;
      return false;
    }
    if (ended) {
      return true;
    }
    while (lines.readLine()) {
      if (!lines.isBlank()) {
        return false;
      }
    }
    if (frame == 0) {
      long first = 1;
      FrameLocation location = new FrameLocation(file, frame, first);
      throw XyzFormatException.atLine(location, first, "an empty file", "at least one frame");
    }
    ended = true;
    return true;
  }

  private int count(FrameLocation location) {
    String text = lines.text().strip();
    if (!text.matches("[+-]?[0-9]+")) {
      throw XyzFormatException.atLine(
          location, location.line(), XyzFormatException.quote(text), COUNT);
    }
    try {
      int count = Integer.parseInt(text);
      if (count >= 0) {
        return count;
      }
      throw XyzFormatException.atLine(
          location, location.line(), text + " atoms", "zero atoms or more");
    } catch (NumberFormatException tooLarge) {
      throw XyzFormatException.atLine(
          location,
          location.line(),
          XyzFormatException.quote(text),
          COUNT + ", at most " + Integer.MAX_VALUE);
    }
  }

  private XyzFormatException cutShort(FrameLocation location, String after, int atoms) {
    return XyzFormatException.atLine(
        location, lines.number() + 1, "the end of the file " + after, atoms + " atoms");
  }
}
