package vane.io.xyz;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import vane.io.pipe.Descriptor;
import vane.io.pipe.PipeSource;

/**
 * A file with a choice of its frames, as the command line names them: {@code run.xyz}, {@code
 * run.xyz.gz@-1}, {@code run.xyz@0:1000:10}. The file {@code -} is standard input.
 *
 * <p>A pipe in the place of a file is read once, so its frames cannot be counted from its end.
 *
 * @param path the file
 * @param slice the frames
 */
public record TrajectoryPath(Path path, FrameSlice slice) {
  private static final String STANDARD_INPUT = "-";

  /**
   * Checks that the frames can be found.
   *
   * @param path the file
   * @param slice the frames
   * @throws FrameSliceException if they are counted from the end of a pipe
   */
  public TrajectoryPath {
    if (slice.countsFromEnd() && PipeSource.is(path)) {
      throw FrameSliceException.ofPipe(path, slice);
    }
  }

  /**
   * Reads a path with a slice behind an {@code @}, if there is one.
   *
   * <p>A file that exists under the whole name, {@code @} included, is taken as it is.
   *
   * @param text such as {@code run.xyz@::2}
   * @return the file and the frames
   * @throws FrameSliceException if what stands behind the {@code @} of an existing file is not a
   *     choice of frames, or counts from the end of a pipe
   */
  public static TrajectoryPath parse(String text) {
    Path whole = file(text);
    int at = text.lastIndexOf('@');
    boolean inLastName =
        at > 0 && text.indexOf('/', at) < 0 && text.indexOf(File.separatorChar, at) < 0;
    if (!inLastName || Files.exists(whole)) {
      return new TrajectoryPath(whole, FrameSlice.ALL);
    }
    Path path = file(text.substring(0, at));
    String slice = text.substring(at + 1);
    if (FrameSlice.looksLikeOne(slice) || Files.exists(path)) {
      return new TrajectoryPath(path, FrameSlice.parse(path, slice));
    }
    return new TrajectoryPath(whole, FrameSlice.ALL);
  }

  private static Path file(String text) {
    return text.equals(STANDARD_INPUT) ? Descriptor.STANDARD_INPUT : Path.of(text);
  }

  /**
   * The chosen frames, read as they are asked for, in the order of the file.
   *
   * <p>Frames that are not chosen are passed over without reading their numbers, and nothing is
   * read behind the last chosen one. An index that counts from the end takes one pass more over the
   * file, which counts its frames.
   *
   * @return a sequential stream; closing it closes the file, and so does reaching its end
   * @throws FileAccessException if the file cannot be opened
   * @throws FrameSliceException at the end, if no frame was chosen
   * @throws XyzFormatException if the file breaks the format
   */
  public Stream<Frame> frames() {
    return frames(
        Optional.empty(),
        refused -> {
          throw refused;
        });
  }

  /**
   * As {@link #frames()}, but for frames that are not as they must be; and a digest takes all bytes
   * of the file, also those behind the last chosen frame once the stream has come to its end.
   *
   * @param digest updated as the file is read; nothing is read further without one
   * @param refused hears of each frame that is not as it must be; to stop there it throws the
   *     exception. What the reader cannot get past, such as a file that ends in a frame, is thrown
   *     and not heard of
   * @return a sequential stream; closing it closes the file, and so does reaching its end
   */
  public Stream<Frame> frames(
      Optional<MessageDigest> digest, Consumer<XyzFormatException> refused) {
    int counted = slice.countsFromEnd() ? XyzReader.countFrames(path) : -1;
    ChosenFrames chosen =
        new ChosenFrames(XyzReader.open(path, digest), counted, digest.isPresent(), refused);
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(chosen, Spliterator.ORDERED | Spliterator.NONNULL),
            false)
        .onClose(chosen.reader::close);
  }

  private final class ChosenFrames implements Iterator<Frame> {
    private final XyzReader reader;
    private final Consumer<XyzFormatException> refused;
    private final int counted;
    private final int end;
    private final boolean toTheEnd;
    private int wanted;
    private int at;
    private boolean any;
    private boolean finished;
    private Optional<Frame> ahead = Optional.empty();

    ChosenFrames(
        XyzReader reader, int frames, boolean toTheEnd, Consumer<XyzFormatException> refused) {
      this.reader = reader;
      this.counted = frames;
      this.toTheEnd = toTheEnd;
      this.refused = refused;
      this.wanted = slice.first(frames);
      this.end = slice.end(frames);
    }

    @Override
    public boolean hasNext() {
      if (ahead.isEmpty() && !finished) {
        ahead = advance();
        any |= ahead.isPresent();
        if (ahead.isEmpty()) {
          finish();
        }
      }
      return ahead.isPresent();
    }

    private Optional<Frame> advance() {
      while (wanted >= 0 && wanted < end) {
        while (at < wanted) {
          if (!reader.skip()) {
            return Optional.empty();
          }
          at++;
        }
        at++;
        // In long arithmetic, as a large step must not come round to a negative index.
        wanted = (int) Math.min(Integer.MAX_VALUE, (long) wanted + slice.step());
        try {
          Optional<Frame> frame = reader.next();
          at -= frame.isPresent() ? 0 : 1;
          return frame;
        } catch (XyzFormatException error) {
          if (!reader.isPastRefusedFrame()) {
            throw error;
          }
          any = true;
          refused.accept(error);
        }
      }
      return Optional.empty();
    }

    private void finish() {
      finished = true;
      int frames = any || counted >= 0 ? counted : countOnward();
      if (toTheEnd) {
        reader.drain();
      }
      reader.close();
      if (!any) {
        throw FrameSliceException.outside(path, slice, frames);
      }
    }

    /** The number of frames in the file; it may be a pipe, which cannot be read again. */
    private int countOnward() {
      while (reader.skip()) {
        at++;
      }
      return at;
    }

    @Override
    public Frame next() {
      if (!hasNext()) {
        throw new NoSuchElementException("no frame left in " + TrajectoryPath.this);
      }
      Frame result = ahead.get();
      ahead = Optional.empty();
      return result;
    }
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    return slice.equals(FrameSlice.ALL) ? path.toString() : path + "@" + slice;
  }
}
