package vane.spark.frames;

import java.io.Serializable;

/**
 * A frame that is not as it must be and was left out.
 *
 * @param file the file, as it was named
 * @param frame the number of the frame in the file; what stands between whole frames and is none
 *     counts as one
 * @param offset where it begins, in bytes of the decompressed content; for a frame of a table its
 *     row
 * @param message what is wrong, on one line
 * @serial exclude
 */
public record BadFrame(String file, int frame, long offset, String message)
    implements Serializable {

  /** The message with the place in the file. */
  @Override
  public String toString() {
    return message + " (at byte " + offset + ")";
  }
}
