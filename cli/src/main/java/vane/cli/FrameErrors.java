package vane.cli;

import java.util.function.Supplier;
import vane.InputException;
import vane.io.xyz.Frame;

/** Says which file and frame an error is of, where the code that found it does not know. */
final class FrameErrors {
  private FrameErrors() {}

  /**
   * Does something with a frame.
   *
   * @param frame the frame
   * @param work what to do
   * @param <T> what it gives
   * @return what the work gives
   * @throws InputException what the work throws, with the file and frame before the message
   */
  static <T> T naming(Frame frame, Supplier<T> work) {
    try {
      return work.get();
    } catch (InputException error) {
      throw new InputException(frame.location() + ": " + error.getMessage(), error);
    }
  }
}
