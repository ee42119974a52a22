package vane.spark.frames;

import java.io.Serializable;

/**
 * Some frames of one file, readable on any worker by {@link FrameReader}.
 *
 * @param source the number of the trajectory among those that were named
 * @param number the number of the first frame among those chosen of the trajectory, from zero
 * @param file the file as it was named, for messages; of a folder the file in it
 * @param uri the file with its file system
 * @param kind what the file holds
 * @param firstFrame the number of the first frame in the file, from zero
 * @param frames how many frames, at least one; frames that turn out to be bad count, too
 * @param step how far from one frame to the next, at least 1
 * @param knownFrame a frame whose place is known, at or before the first
 * @param knownOffset where that frame begins, in bytes of the decompressed content
 * @param knownLine the number of its first line, from one
 * @serial exclude
 */
public record FrameRange(
    int source,
    long number,
    String file,
    String uri,
    Kind kind,
    int firstFrame,
    int frames,
    int step,
    int knownFrame,
    long knownOffset,
    long knownLine)
    implements Serializable {

  /** What a file holds. */
  public enum Kind {
    /** Extended XYZ that can be read from any byte on. */
    PLAIN,
    /** Extended XYZ that must be decompressed from its beginning. */
    COMPRESSED,
    /** Rows of a table. */
    TABLE
  }

  /** Checks the numbers. */
  public FrameRange {
    if (firstFrame < 0 || frames < 1 || step < 1 || knownFrame > firstFrame) {
      throw new IllegalArgumentException(
          "frames " + frames + " from " + firstFrame + " by " + step + ", known " + knownFrame);
    }
  }

  /** The number behind the last frame. */
  int end() {
    return (int) Math.min(Integer.MAX_VALUE, firstFrame + (frames - 1L) * step + 1);
  }

  /** Whether another range goes on in the same file where this one ends. */
  boolean isFollowedBy(FrameRange next) {
    return source == next.source
        && uri.equals(next.uri)
        && step == next.step
        && firstFrame + (long) frames * step == next.firstFrame;
  }

  /** The same frames as part of a trajectory. */
  FrameRange in(int trajectory, long firstNumber) {
    return new FrameRange(
        trajectory,
        firstNumber,
        file,
        uri,
        kind,
        firstFrame,
        frames,
        step,
        knownFrame,
        knownOffset,
        knownLine);
  }

  /** This range and some frames more behind it. */
  FrameRange with(int more) {
    return new FrameRange(
        source,
        number,
        file,
        uri,
        kind,
        firstFrame,
        Math.addExact(frames, more),
        step,
        knownFrame,
        knownOffset,
        knownLine);
  }

  /** The file and its frames as messages name them. */
  @Override
  public String toString() {
    return file + "@" + firstFrame + ":" + end() + (step == 1 ? "" : ":" + step);
  }
}
