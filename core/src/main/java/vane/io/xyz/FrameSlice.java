package vane.io.xyz;

import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * A choice of frames of a file, as ASE and Python write it: one index, or {@code start:stop:step}.
 *
 * <p>Indices count from zero; negative ones count from the end. A range may reach beyond the file;
 * a single index may not.
 *
 * @param start first frame, or nothing for the first of the file
 * @param stop frame behind the last, or nothing for the end of the file
 * @param step distance of the frames chosen, at least 1
 * @param single whether only the frame at {@code start} is meant
 */
public record FrameSlice(OptionalInt start, OptionalInt stop, int step, boolean single) {
  /** Every frame. */
  public static final FrameSlice ALL =
      new FrameSlice(OptionalInt.empty(), OptionalInt.empty(), 1, false);

  /**
   * Checks that the numbers belong together.
   *
   * @param start first frame, or nothing
   * @param stop frame behind the last, or nothing
   * @param step distance of the frames chosen
   * @param single whether only the frame at {@code start} is meant
   * @throws IllegalArgumentException if the step is below 1 or a single frame has no start
   */
  public FrameSlice {
    if (step < 1) {
      throw new IllegalArgumentException("step " + step + ", expected at least 1");
    }
    if (single && (start.isEmpty() || stop.isPresent())) {
      throw new IllegalArgumentException("a single frame takes a start and nothing else");
    }
  }

  /**
   * Whether a text could be meant as a choice of frames.
   *
   * @param text what stands behind an {@code @}
   * @return true if there are only digits, signs and colons
   */
  public static boolean looksLikeOne(String text) {
    return text.matches("[-+0-9:\\s]+");
  }

  /**
   * Reads a choice.
   *
   * @param file the file, for messages
   * @param text such as {@code 5}, {@code -1}, {@code 0:1000:10} or {@code ::2}
   * @return the choice
   * @throws FrameSliceException if the text is something else or the step is not positive
   */
  public static FrameSlice parse(Path file, String text) {
    String[] parts = text.split(":", -1);
    if (parts.length > 3 || (parts.length == 1 && parts[0].isBlank())) {
      throw FrameSliceException.unreadable(
          file, text, "expected a frame such as @-1 or frames such as @0:1000:10");
    }
    OptionalInt start = integer(file, text, parts[0]);
    if (parts.length == 1) {
      return new FrameSlice(start, OptionalInt.empty(), 1, true);
    }
    OptionalInt stop = integer(file, text, parts[1]);
    int step = parts.length == 3 ? integer(file, text, parts[2]).orElse(1) : 1;
    if (step < 1) {
      throw FrameSliceException.unreadable(
          file,
          text,
          "step " + step + ", expected at least 1 (frames come in the order of the file)");
    }
    return new FrameSlice(start, stop, step, false);
  }

  private static OptionalInt integer(Path file, String text, String part) {
    if (part.isBlank()) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(Integer.parseInt(part.strip()));
    } catch (NumberFormatException notWhole) {
      throw FrameSliceException.unreadable(
          file, text, "found " + XyzFormatException.quote(part) + ", expected a whole number");
    }
  }

  /** Whether the number of frames in the file must be known first. */
  boolean countsFromEnd() {
    return start.orElse(0) < 0 || stop.orElse(0) < 0;
  }

  /**
   * The first frame chosen.
   *
   * @param frames the number of frames in the file, needed if an index counts from the end
   * @return its number; below zero or beyond the file if there is no such frame
   */
  public int first(int frames) {
    int from = start.orElse(0);
    if (from >= 0) {
      return from;
    }
    // A single index before the file must not become the first frame.
    return single ? frames + from : Math.max(0, frames + from);
  }

  /**
   * The end of the frames chosen.
   *
   * @param frames the number of frames in the file, needed if an index counts from the end
   * @return the number behind the last frame that may be chosen; it may be beyond the file
   */
  public int end(int frames) {
    if (single) {
      return first(frames) + 1;
    }
    int to = stop.orElse(Integer.MAX_VALUE);
    return to >= 0 ? to : frames + to;
  }

  @Override
  public String toString() {
    if (single) {
      return Integer.toString(start.getAsInt());
    }
    String range = text(start) + ":" + text(stop);
    return step == 1 ? range : range + ":" + step;
  }

  private static String text(OptionalInt index) {
    return index.isPresent() ? Integer.toString(index.getAsInt()) : "";
  }
}
