package vane.spark.frames;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import vane.io.xyz.Frame;

/**
 * Reads ranges of frames, one frame in memory at a time.
 *
 * <p>A frame has the location that the ordinary reader gives it: file, number and line. Frames of a
 * table have the location that they had where they came from.
 */
public final class FrameReader {
  private final Configuration hadoop;
  private final boolean skipBadFrames;

  /**
   * A reader.
   *
   * @param hadoop how files are opened
   * @param skipBadFrames whether to leave out frames that are not as they must be; it must be as it
   *     was when the index was made
   */
  public FrameReader(Configuration hadoop, boolean skipBadFrames) {
    this.hadoop = hadoop;
    this.skipBadFrames = skipBadFrames;
  }

  /**
   * Reads the frames of a range in their order.
   *
   * @param range the range
   * @param frames takes the frames
   * @param refused hears of the frames that are left out
   * @throws vane.InputException as {@link #open} and its frames do
   * @throws UncheckedIOException if the disk fails
   */
  public void read(FrameRange range, Consumer<Frame> frames, Consumer<BadFrame> refused) {
    try (RangeFrames read = open(range, refused)) {
      read.forEachRemaining(frames);
    }
  }

  /**
   * Opens a range, to read its frames as they are asked for.
   *
   * @param range the range
   * @param refused hears of the frames that are left out
   * @return the frames in their order. They throw a {@link vane.io.xyz.XyzFormatException} if a
   *     frame is not as it must be and such frames are not left out, and an {@link
   *     UncheckedIOException} if the disk fails
   * @throws vane.io.xyz.FileAccessException if the file is not there
   * @throws UncheckedIOException if the disk fails
   */
  public RangeFrames open(FrameRange range, Consumer<BadFrame> refused) {
    try {
      return range.kind() == FrameRange.Kind.TABLE
          ? new RangeFrames.OfTable(range, hadoop)
          : new RangeFrames.OfText(range, hadoop, skipBadFrames, refused);
    } catch (IOException failed) {
      throw RangeFrames.failure(range, failed);
    }
  }
}
