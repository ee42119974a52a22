package vane.spark.frames;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.hadoop.conf.Configuration;
import vane.InputException;
import vane.PlainReason;
import vane.io.xyz.FrameLocation;
import vane.io.xyz.FrameSearch;

/**
 * The frames of a part of a file: how many, how many lines, and the places of some.
 *
 * <p>Frames and lines are counted from the first frame of the part.
 */
final class SplitFrames implements Serializable {
  private static final long serialVersionUID = 1L;

  /** No frame begins behind this: the end of the file. */
  static final long END = Long.MAX_VALUE;

  /** Where the first frame begins; {@link FileSplit#UNKNOWN} if none seems to begin in the part. */
  private long entry = FileSplit.UNKNOWN;

  /** Where the first frame behind the part begins. */
  private long exit = FileSplit.UNKNOWN;

  private boolean compressed;
  private String failure = "";
  private long frames;
  private long lines;

  /** Three numbers a place: frame, offset, line. */
  private long[] places = new long[12];

  private int used;

  private SplitFrames() {}

  /** Rows of a table, of which no place needs to be known. */
  static SplitFrames rows(long rows) {
    SplitFrames result = new SplitFrames();
    result.entry = 0;
    result.exit = END;
    result.frames = rows;
    return result;
  }

  /**
   * Looks through a part.
   *
   * @param split the part
   * @param placeBytes the first frame of each so many bytes of the file has its place kept
   * @param pastBadFrames whether to go on behind what is no frame
   * @param hadoop how files are opened
   * @return what was found; also a failure, as the place to begin at may have been guessed wrong
   */
  static SplitFrames of(
      FileSplit split, long placeBytes, boolean pastBadFrames, Configuration hadoop) {
    SplitFrames result = new SplitFrames();
    try {
      result.scan(split, placeBytes, pastBadFrames, hadoop);
    } catch (InputException error) {
      result.failure = error.getMessage();
    } catch (IOException failed) {
      throw new UncheckedIOException(split.name() + ": " + PlainReason.ofSystem(failed), failed);
    }
    result.places = Arrays.copyOf(result.places, result.used);
    return result;
  }

  private void scan(FileSplit split, long placeBytes, boolean pastBadFrames, Configuration hadoop)
      throws IOException {
    FileContent content = FileContent.of(split.name(), split.uri(), hadoop);
    compressed = content.isCompressed();
    if (compressed && split.from() > 0) {
      return;
    }
    long start = split.from() == 0 ? 0 : split.entry();
    if (start == FileSplit.UNKNOWN) {
      Optional<FrameSearch> guess =
          FrameSearch.first(content.name(), content, split.from(), split.to());
      if (guess.isEmpty()) {
        return;
      }
      start = guess.get().offset();
    }
    long end = compressed ? END : split.to();
    FrameLocation first = new FrameLocation(content.name(), 0, 1);
    try (FrameWalk walk = FrameWalk.from(content, first, start, pastBadFrames)) {
      long block = -1;
      OptionalLong next = walk.nextOffset();
      entry = next.orElse(END);
      while (next.isPresent() && next.getAsLong() < end) {
        long offset = next.getAsLong();
        if (offset / placeBytes != block) {
          block = offset / placeBytes;
          keep(walk.location(), offset);
        }
        frames++;
        walk.pass(bad -> {});
        next = walk.nextOffset();
      }
      exit = next.orElse(END);
      lines = next.isPresent() ? walk.location().line() - 1 : 0;
    }
  }

  private void keep(FrameLocation location, long offset) {
    if (used == places.length) {
      places = Arrays.copyOf(places, 2 * used);
    }
    places[used++] = location.frame();
    places[used++] = offset;
    places[used++] = location.line() - 1;
  }

  long entry() {
    return entry;
  }

  long exit() {
    return exit;
  }

  boolean isCompressed() {
    return compressed;
  }

  /** What is no frame, counted from the beginning of the part; empty if there is nothing. */
  String failure() {
    return failure;
  }

  /** The number of frames; with a failure the last of them is what failed. */
  long frames() {
    return frames;
  }

  long lines() {
    return lines;
  }

  int places() {
    return used / 3;
  }

  long placeFrame(int place) {
    return places[3 * place];
  }

  long placeOffset(int place) {
    return places[3 * place + 1];
  }

  long placeLine(int place) {
    return places[3 * place + 2];
  }
}
