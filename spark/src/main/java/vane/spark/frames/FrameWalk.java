package vane.spark.frames;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import vane.PlainReason;
import vane.io.xyz.FrameLocation;
import vane.io.xyz.FrameSearch;
import vane.io.xyz.XyzFormatException;
import vane.io.xyz.XyzReader;

/**
 * Goes through a file frame by frame, from its beginning or from a frame whose place is known, and
 * past what is no frame if that is wanted.
 *
 * <p>What is no frame counts as one bad frame and ends where the next frame seems to begin. That
 * depends on nothing but the file.
 */
final class FrameWalk implements AutoCloseable {
  private final FileContent content;
  private final boolean pastBadFrames;
  private XyzReader reader;
  private boolean ended;

  private FrameWalk(FileContent content, boolean pastBadFrames, XyzReader reader) {
    this.content = content;
    this.pastBadFrames = pastBadFrames;
    this.reader = reader;
  }

  /** From the beginning of the file. */
  static FrameWalk fromBeginning(FileContent content, boolean pastBadFrames) throws IOException {
    return new FrameWalk(content, pastBadFrames, XyzReader.of(content.name(), content.open()));
  }

  /** From a frame on. */
  static FrameWalk from(
      FileContent content, FrameLocation first, long offset, boolean pastBadFrames)
      throws IOException {
    // Only the beginning of a file can tell that it is no trajectory at all.
    if (offset == 0) {
      return fromBeginning(content, pastBadFrames);
    }
    return new FrameWalk(
        content, pastBadFrames, XyzReader.continuing(first, content.from(offset), offset));
  }

  /** Where the next frame begins; nothing at the end of the file. */
  OptionalLong nextOffset() {
    return ended ? OptionalLong.empty() : reader.nextOffset();
  }

  /** The frame that {@link #nextOffset()} went to. */
  FrameLocation location() {
    return reader.location();
  }

  /** Passes over the frame that {@link #nextOffset()} went to. Only its lines are counted. */
  void pass(Consumer<BadFrame> refused) {
    long offset = reader.nextOffset().orElseThrow();
    FrameLocation location = reader.location();
    try {
      reader.skip();
    } catch (XyzFormatException error) {
      goOn(error, location, offset, refused);
    }
  }

  /** Reads the frame that {@link #nextOffset()} went to; nothing if it was refused. */
  Optional<vane.io.xyz.Frame> read(Consumer<BadFrame> refused) {
    long offset = reader.nextOffset().orElseThrow();
    FrameLocation location = reader.location();
    try {
      return reader.next();
    } catch (XyzFormatException error) {
      goOn(error, location, offset, refused);
      return Optional.empty();
    }
  }

  private void goOn(
      XyzFormatException error, FrameLocation bad, long offset, Consumer<BadFrame> refused) {
    // What is behind a broken stream cannot be read at all.
    if (!pastBadFrames || error.getCause() != null) {
      throw error;
    }
    refused.accept(new BadFrame(bad.file().toString(), bad.frame(), offset, error.getMessage()));
    if (reader.isPastRefusedFrame()) {
      return;
    }
    reader.close();
    try {
      Optional<FrameSearch> next =
          FrameSearch.first(content.name(), content, offset + 1, Long.MAX_VALUE);
      if (next.isEmpty()) {
        ended = true;
        return;
      }
      FrameLocation location =
          new FrameLocation(bad.file(), bad.frame() + 1, bad.line() + next.get().linesAfter());
      reader =
          XyzReader.continuing(location, content.from(next.get().offset()), next.get().offset());
    } catch (IOException failed) {
      throw new UncheckedIOException(content.name() + ": " + PlainReason.ofSystem(failed), failed);
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
