package vane.spark.frames;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import vane.PlainReason;
import vane.io.xyz.Frame;
import vane.io.xyz.FrameLocation;
import vane.spark.table.TableRows;

/** The frames of a range, read one at a time. To be closed. Not safe for several threads. */
public abstract sealed class RangeFrames implements Iterator<Frame>, AutoCloseable {
  private final FrameRange range;
  private Optional<Frame> ahead = Optional.empty();
  private boolean ended;

  private RangeFrames(FrameRange range) {
    this.range = range;
  }

  /** The next frame, or nothing behind the last. */
  abstract Optional<Frame> read() throws IOException;

  abstract void closeFile() throws IOException;

  @Override
  public boolean hasNext() {
    if (ahead.isEmpty() && !ended) {
      try {
        ahead = read();
      } catch (IOException failed) {
        throw failure(range, failed);
      }
      ended = ahead.isEmpty();
    }
    return ahead.isPresent();
  }

  @Override
  public Frame next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no frame left in " + range);
    }
    Frame frame = ahead.get();
    ahead = Optional.empty();
    return frame;
  }

  @Override
  public void close() {
    try {
      closeFile();
    } catch (IOException failed) {
      throw failure(range, failed);
    }
  }

  static UncheckedIOException failure(FrameRange range, IOException failed) {
    return new UncheckedIOException(range.file() + ": " + PlainReason.ofSystem(failed), failed);
  }

  /** Frames of extended XYZ. */
  static final class OfText extends RangeFrames {
    private final FrameRange range;
    private final Consumer<BadFrame> refused;
    private final FrameWalk walk;
    private int frame;

    OfText(
        FrameRange range, Configuration hadoop, boolean skipBadFrames, Consumer<BadFrame> refused)
        throws IOException {
      super(range);
      this.range = range;
      this.refused = refused;
      this.frame = range.knownFrame();
      FileContent content =
          FileContent.of(
              range.file(), range.uri(), hadoop, range.kind() == FrameRange.Kind.COMPRESSED);
      FrameLocation known = new FrameLocation(content.name(), frame, range.knownLine());
      this.walk = FrameWalk.from(content, known, range.knownOffset(), skipBadFrames);
    }

    @Override
    Optional<Frame> read() throws IOException {
      while (frame < range.end()) {
        if (walk.nextOffset().isEmpty()) {
          throw new IOException("it has fewer frames than before: it changed while it was read");
        }
        boolean wanted =
            frame >= range.firstFrame() && (frame - range.firstFrame()) % range.step() == 0;
        frame++;
        if (!wanted) {
          walk.pass(bad -> {});
          continue;
        }
        Optional<Frame> read = walk.read(refused);
        if (read.isPresent()) {
          return read;
        }
      }
      return Optional.empty();
    }

    @Override
    void closeFile() {
      walk.close();
    }
  }

  /** Frames of a table. */
  static final class OfTable extends RangeFrames {
    private final TableRows rows;

    OfTable(FrameRange range, Configuration hadoop) throws IOException {
      super(range);
      this.rows =
          TableRows.open(
              new Path(range.uri()), range.firstFrame(), range.end(), range.step(), hadoop);
    }

    @Override
    Optional<Frame> read() throws IOException {
      return rows.next();
    }

    @Override
    void closeFile() throws IOException {
      rows.close();
    }
  }
}
