package vane.cli;

import java.util.List;
import java.util.function.Supplier;
import vane.InputException;
import vane.io.xyz.Frame;
import vane.io.xyz.FrameLocation;
import vane.structure.StructureException;

/** Says which file and frame an error is of, where the code that found it does not know. */
final class FrameErrors {
  private FrameErrors() {}

  /**
   * Does something with several structures that come from frames.
   *
   * @param locations where the structures come from, in their order
   * @param work what to do
   * @param <T> what it gives
   * @return what the work gives
   * @throws InputException what the work throws; of a {@link StructureException} the cause, with
   *     the file and frame before the message
   */
  static <T> T naming(List<FrameLocation> locations, Supplier<T> work) {
    try {
      return work.get();
    } catch (StructureException error) {
      throw new InputException(
          locations.get(error.structure()) + ": " + error.getCause().getMessage(), error);
    }
  }

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
