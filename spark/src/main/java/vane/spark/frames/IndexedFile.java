package vane.spark.frames;

import java.util.Arrays;
import java.util.List;
import vane.InputException;

/** The number of frames of a file, and the places of some of them. */
final class IndexedFile {
  private final FileSplit file;
  private final boolean compressed;
  private final int frames;

  /** Frame, offset and line of each known place, in order. */
  private final long[] places;

  private IndexedFile(FileSplit file, boolean compressed, int frames, long[] places) {
    this.file = file;
    this.compressed = compressed;
    this.frames = frames;
    this.places = places;
  }

  /**
   * Puts the parts of a file together.
   *
   * @param splits the parts in order
   * @param found what each holds; each begins where the one before ends
   * @param placeBytes one place is kept in each so many bytes
   * @return the file
   */
  static IndexedFile of(List<FileSplit> splits, List<SplitFrames> found, long placeBytes) {
    long frame = 0;
    long line = 1;
    long block = -1;
    long[] places = new long[3];
    int used = 0;
    for (SplitFrames part : found) {
      for (int i = 0; i < part.places(); i++) {
        // Two parts may meet within the same block: the first frame of it is the one to keep.
        if (part.placeOffset(i) / placeBytes == block) {
          continue;
        }
        block = part.placeOffset(i) / placeBytes;
        if (used == places.length) {
          places = Arrays.copyOf(places, 2 * used);
        }
        places[used++] = frame + part.placeFrame(i);
        places[used++] = part.placeOffset(i);
        places[used++] = line + part.placeLine(i);
      }
      frame += part.frames();
      line += part.lines();
    }
    FileSplit file = splits.get(0);
    if (frame > Integer.MAX_VALUE) {
      throw new InputException(
          file.name()
              + ": found "
              + frame
              + " frames, expected at most "
              + Integer.MAX_VALUE
              + " in a file");
    }
    return new IndexedFile(
        file, found.get(0).isCompressed(), (int) frame, Arrays.copyOf(places, used));
  }

  int frames() {
    return frames;
  }

  /**
   * Some of the frames.
   *
   * @param first the number of the first
   * @param count how many, at least one
   * @param step how far from one to the next
   * @return the range, of a trajectory that is only this file
   */
  FrameRange range(int first, int count, int step) {
    if (file.table()) {
      return new FrameRange(
          0, 0, file.name(), file.uri(), FrameRange.Kind.TABLE, first, count, step, first, 0, 1);
    }
    int place = placeAtOrBefore(first);
    return new FrameRange(
        0,
        0,
        file.name(),
        file.uri(),
        compressed ? FrameRange.Kind.COMPRESSED : FrameRange.Kind.PLAIN,
        first,
        count,
        step,
        (int) places[3 * place],
        places[3 * place + 1],
        places[3 * place + 2]);
  }

  /** The last frames, from the known place before the last one on; all if no place is known. */
  FrameRange upToLast() {
    if (places.length == 0) {
      return new FrameRange(
          0, 0, file.name(), file.uri(), FrameRange.Kind.COMPRESSED, 0, 1, 1, 0, 0, 1);
    }
    int known = (int) places[Math.max(0, places.length - 6)];
    return range(known, Math.max(1, frames - known), 1);
  }

  private int placeAtOrBefore(int frame) {
    int low = 0;
    int high = places.length / 3 - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (places[3 * middle] <= frame) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}
