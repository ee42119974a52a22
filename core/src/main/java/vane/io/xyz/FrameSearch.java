package vane.io.xyz;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import vane.io.compression.BrokenStreamException;

/**
 * Looks for the beginning of a frame in the middle of a file.
 *
 * <p>A line of one whole number N ≥ 1 is taken for the beginning of a frame if a comment line, N
 * lines of at least four words, and then the end of the file or another whole number follow, past
 * blank lines. Comments may be whole numbers, too, so this is a guess, though a good one. Only
 * reading from the beginning of a file tells for sure.
 *
 * @param offset where the frame begins, in bytes of the decompressed content
 * @param linesAfter how many lines this is behind the line that holds the byte before the first one
 *     looked at
 */
public record FrameSearch(long offset, long linesAfter) {
  private static final int FEWEST_COLUMNS = 4;

  /** The decompressed content of a file, which can be read from any place. */
  @FunctionalInterface
  public interface Content {
    /**
     * Opens the content.
     *
     * @param offset where to begin, in bytes
     * @return the content from there on; the caller closes it
     * @throws IOException if it cannot be read
     */
    InputStream from(long offset) throws IOException;
  }

  /**
   * The first place that looks like the beginning of a frame.
   *
   * @param file the name of the file
   * @param content what it holds
   * @param from the first byte looked at, at least 1
   * @param to the byte behind the last one that the frame may begin with
   * @return the place, or nothing if there is none or the content cannot be read further
   * @throws IOException if the disk fails
   */
  public static Optional<FrameSearch> first(Path file, Content content, long from, long to)
      throws IOException {
    // From one byte before: what is left of its line is nothing but the line end, or no whole line.
    try (LineSource lines = LineSource.continuing(file, content.from(from - 1), from - 1, 0)) {
      lines.readLine();
      while (lines.nextOffset() < to && lines.readLine()) {
        if (count(lines) > 0 && isFollowedByFrame(file, content, lines.offset())) {
          return Optional.of(new FrameSearch(lines.offset(), lines.number()));
        }
      }
      return Optional.empty();
    } catch (LineSource.LineTooLongException | BrokenStreamException unreadable) {
      return Optional.empty();
    }
  }

  private static boolean isFollowedByFrame(Path file, Content content, long offset)
      throws IOException {
    try (LineSource lines = LineSource.continuing(file, content.from(offset), offset, 0)) {
      lines.readLine();
      int atoms = count(lines);
      if (!lines.readLine()) {
        return false;
      }
      for (int atom = 0; atom < atoms; atom++) {
        if (!lines.readLine()
            || AtomTable.words(lines.buffer(), lines.start(), lines.end()) < FEWEST_COLUMNS) {
          return false;
        }
      }
      while (lines.readLine()) {
        if (!lines.isBlank()) {
          return count(lines) >= 0;
        }
      }
      return true;
    }
  }

  /** The number of atoms that a line announces; -1 if it is something else. */
  private static int count(LineSource lines) {
    if (lines.end() - lines.start() > 100) {
      return -1;
    }
    String text = lines.text().strip();
    try {
      return text.matches("[+]?[0-9]+") ? Integer.parseInt(text) : -1;
    } catch (NumberFormatException tooLarge) {
      return -1;
    }
  }
}
