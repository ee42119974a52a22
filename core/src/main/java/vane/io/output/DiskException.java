package vane.io.output;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import vane.PlainReason;

/** The disk failed or is full while a file was written: no fault of the input. */
public final class DiskException extends UncheckedIOException {
  private static final long serialVersionUID = 1L;

  /**
   * An error with its facts.
   *
   * @param file the file that was to be written
   * @param cause what the system says
   */
  public DiskException(Path file, IOException cause) {
    super(file + ": cannot be written to the end: " + PlainReason.ofSystem(cause), cause);
  }
}
