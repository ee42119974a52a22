package vane.io.xyz;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import vane.PlainReason;

/**
 * How much of a file that {@link XyzAppender} writes is whole, when the program may have ended in
 * the middle of a frame.
 *
 * <p>A frame is whole when each of its lines has its line end.
 *
 * @param file the file
 * @param count the number of whole frames, a multiple of those that belong together
 * @param bytes where the last of them ends
 */
public record WholeFrames(Path file, long count, long bytes) {
  private static final int BUFFER_SIZE = 1 << 16;
  private static final int MOST_DIGITS = 10;

  /**
   * Looks through a file.
   *
   * @param file extended XYZ, not gzipped
   * @param together so many frames belong together: a group that is not whole does not count
   * @return what is whole; no frames for an empty file or one whose first group was cut
   * @throws FileAccessException if the file cannot be opened
   * @throws XyzFormatException if there is something other than frames
   */
  public static WholeFrames of(Path file, int together) {
    try (Scan scan = new Scan(file)) {
      long frames = 0;
      long bytes = 0;
      for (long frame = 0; scan.pass(frame); frame++) {
        if ((frame + 1) % together == 0) {
          frames = frame + 1;
          bytes = scan.position;
        }
      }
      return new WholeFrames(file, frames, bytes);
    } catch (IOException failed) {
      throw new UncheckedIOException(file + ": " + PlainReason.ofSystem(failed), failed);
    }
  }

  /**
   * Reads the last of the whole frames.
   *
   * @param wanted how many, at most {@link #count}
   * @return the frames in the order of the file
   * @throws XyzFormatException if one of them breaks the format
   */
  public List<Frame> last(int wanted) {
    List<Frame> frames = new ArrayList<>();
    try (XyzReader reader = XyzReader.open(file)) {
      for (long frame = 0; frame < count; frame++) {
        if (frame < count - wanted) {
          reader.skip();
        } else {
          frames.add(reader.next().orElseThrow());
        }
      }
    }
    return frames;
  }

  /** Goes through the lines of a file and knows where it is. */
  private static final class Scan implements AutoCloseable {
    private final Path file;
    private final InputStream in;
    private long position;
    private long line = 1;

    Scan(Path file) throws IOException {
      if (!Files.isRegularFile(file)) {
        throw new FileAccessException(file, "expected a file");
      }
      this.file = file;
      this.in = new BufferedInputStream(Files.newInputStream(file), BUFFER_SIZE);
    }

    /** Passes a frame; false if it is not whole or there is none. */
    boolean pass(long frame) throws IOException {
      long firstLine = line;
      StringBuilder digits = new StringBuilder();
      int next = in.read();
      for (; next >= 0 && next != '\n'; next = in.read()) {
        position++;
        if (next < '0' || next > '9' || digits.length() == MOST_DIGITS) {
          byte[] more = in.readNBytes(20);
          throw XyzFormatException.atLine(
              new FrameLocation(file, (int) frame, firstLine),
              firstLine,
              XyzFormatException.quote(
                  digits.toString()
                      + (char) next
                      + new String(more, StandardCharsets.ISO_8859_1).replaceAll("\\R.*", "")),
              "the number of atoms of a frame");
        }
        digits.append((char) next);
      }
      if (next < 0 || digits.isEmpty()) {
        return false;
      }
      position++;
      line++;
      for (long lines = Long.parseLong(digits.toString()) + 1; lines > 0; lines--) {
        if (!passLine()) {
          return false;
        }
      }
      return true;
    }

    private boolean passLine() throws IOException {
      for (int next = in.read(); next >= 0; next = in.read()) {
        position++;
        if (next == '\n') {
          line++;
          return true;
        }
      }
      return false;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
