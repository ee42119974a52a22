package vane.spark.frames;

/**
 * How frames are looked for.
 *
 * @param splitBytes the size of the parts of a file that tasks look through; the result does not
 *     depend on it
 * @param placeBytes the first frame of each so many bytes has its place kept, in 24 bytes of memory
 * @param skipBadFrames whether to go on behind what is no frame; else it is an error
 */
public record FrameIndexSettings(long splitBytes, long placeBytes, boolean skipBadFrames) {

  /** Checks the sizes. */
  public FrameIndexSettings {
    if (splitBytes < 1 || placeBytes < 1) {
      throw new IllegalArgumentException(
          "parts of "
              + splitBytes
              + " and places of "
              + placeBytes
              + " bytes, expected at least 1");
    }
  }

  /**
   * Parts of 32 MiB, and places 64 KiB apart.
   *
   * @param skipBadFrames whether to go on behind what is no frame
   * @return the settings
   */
  public static FrameIndexSettings usual(boolean skipBadFrames) {
    return new FrameIndexSettings(32L << 20, 64L << 10, skipBadFrames);
  }
}
