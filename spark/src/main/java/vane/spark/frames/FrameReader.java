package vane.spark.frames;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import vane.PlainReason;
import vane.io.xyz.Frame;
import vane.io.xyz.FrameLocation;
import vane.spark.table.TableRows;

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
   * @throws vane.io.xyz.XyzFormatException if a frame is not as it must be, and such frames are not
   *     left out
   * @throws vane.io.xyz.FileAccessException if the file is not there
   * @throws UncheckedIOException if the disk fails
   */
  public void read(FrameRange range, Consumer<Frame> frames, Consumer<BadFrame> refused) {
    try {
      if (range.kind() == FrameRange.Kind.TABLE) {
        TableRows.read(
            new org.apache.hadoop.fs.Path(range.uri()),
            range.firstFrame(),
            range.end(),
            range.step(),
            hadoop,
            frames);
      } else {
        readText(range, frames, refused);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(range.file() + ": " + PlainReason.ofSystem(failed), failed);
    }
  }

  private void readText(FrameRange range, Consumer<Frame> frames, Consumer<BadFrame> refused)
      throws IOException {
    FileContent content =
        FileContent.of(
            range.file(), range.uri(), hadoop, range.kind() == FrameRange.Kind.COMPRESSED);
    FrameLocation known = new FrameLocation(content.name(), range.knownFrame(), range.knownLine());
    try (FrameWalk walk = FrameWalk.from(content, known, range.knownOffset(), skipBadFrames)) {
      for (int frame = range.knownFrame(); frame < range.end(); frame++) {
        if (walk.nextOffset().isEmpty()) {
          throw changed(range);
        }
        if (frame < range.firstFrame() || (frame - range.firstFrame()) % range.step() != 0) {
          walk.pass(bad -> {});
        } else {
          Optional<Frame> read = walk.read(refused);
          read.ifPresent(frames);
        }
      }
    }
  }

  private static IOException changed(FrameRange range) {
    return new IOException("it has fewer frames than before; it changed while it was read");
  }
}
