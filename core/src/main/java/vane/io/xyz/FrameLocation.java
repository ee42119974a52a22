package vane.io.xyz;

import java.nio.file.Path;

/**
 * Where a frame was read.
 *
 * @param file the file
 * @param frame the number of the frame in the file, from zero as ASE counts
 * @param line the line with the number of atoms, from one; zero for a frame that was never in a
 *     file
 */
public record FrameLocation(Path file, int frame, long line) {
  private static final Path MEMORY = Path.of("(memory)");

  /**
   * The place of a frame that was not read from a file.
   *
   * @param frame a number to tell it by
   * @return a location in no file
   */
  public static FrameLocation inMemory(int frame) {
    return new FrameLocation(MEMORY, frame, 0);
  }

  /** The file and the frame, as messages name them: {@code train.xyz: frame 3}. */
  @Override
  public String toString() {
    return file + ": frame " + frame;
  }
}
