package vane.io.xyz;

import java.util.List;
import java.util.function.Supplier;
import vane.InputException;
import vane.structure.StructureException;

/**
 * Where some structures were read, so that an error in one of them can name its file and frame.
 *
 * @param locations one per structure, in their order
 */
public record FrameLocations(List<FrameLocation> locations) {

  /** Copies the list. */
  public FrameLocations {
    locations = List.copyOf(locations);
  }

  /**
   * The locations of frames.
   *
   * @param frames the frames
   * @return their locations
   */
  public static FrameLocations of(List<Frame> frames) {
    return new FrameLocations(frames.stream().map(Frame::location).toList());
  }

  /**
   * Does something with all structures.
   *
   * @param work what to do
   * @param <T> what it gives
   * @return what the work gives
   * @throws InputException what the work throws; of a {@link StructureException} the cause, with
   *     the file and frame before the message
   */
  public <T> T naming(Supplier<T> work) {
    try {
      return work.get();
    } catch (StructureException error) {
      throw new InputException(
          locations.get(error.structure()) + ": " + error.getCause().getMessage(), error);
    }
  }
}
