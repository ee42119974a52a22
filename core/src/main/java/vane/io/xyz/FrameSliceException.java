package vane.io.xyz;

import java.nio.file.Path;
import java.util.OptionalInt;
import vane.InputException;

/** A choice of frames that cannot be read, or that chooses none of the frames that there are. */
public final class FrameSliceException extends InputException {
  private static final long serialVersionUID = 1L;

  private final transient Path file;
  private final transient String slice;
  private final transient int frames;

  private FrameSliceException(Path file, String slice, int frames, String problem) {
    super(file + "@" + slice + ": " + problem);
    this.file = file;
    this.slice = slice;
    this.frames = frames;
  }

  static FrameSliceException unreadable(Path file, String slice, String problem) {
    return new FrameSliceException(file, slice, -1, problem);
  }

  static FrameSliceException ofPipe(Path pipe, FrameSlice slice) {
    return new FrameSliceException(
        pipe,
        slice.toString(),
        -1,
        "found frames counted from the end of a pipe, which is read only once, expected a file, or"
            + " frames counted from the beginning such as @::10");
  }

  /**
   * A choice that meets none of the frames.
   *
   * @param file the file
   * @param slice the choice
   * @param frames the number of frames in the file
   * @return the exception
   */
  public static FrameSliceException outside(Path file, FrameSlice slice, int frames) {
    return new FrameSliceException(
        file,
        slice.toString(),
        frames,
        (slice.single() ? "no such frame" : "chooses no frame")
            + ", the file holds "
            + frames
            + (frames == 1 ? " frame (0)" : " frames (0 to " + (frames - 1) + ")"));
  }

  /**
   * The file.
   *
   * @return its path
   */
  public Path file() {
    return file;
  }

  /**
   * The choice.
   *
   * @return what stood behind the {@code @}
   */
  public String slice() {
    return slice;
  }

  /**
   * The number of frames in the file, where it was asked.
   *
   * @return at least one
   */
  public OptionalInt frames() {
    return frames < 0 ? OptionalInt.empty() : OptionalInt.of(frames);
  }
}
