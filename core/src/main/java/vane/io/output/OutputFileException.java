package vane.io.output;

import java.nio.file.Path;
import vane.InputException;

/** A file cannot be written where the user asked for it. */
public class OutputFileException extends InputException {
  private static final long serialVersionUID = 1L;

  private final transient Path file;

  /**
   * An error with its file.
   *
   * @param file the file that was to be written
   * @param reason what stands in the way
   */
  public OutputFileException(Path file, String reason) {
    super(file + ": cannot be written: " + reason);
    this.file = file;
  }

  /**
   * An error with its file and what caused it.
   *
   * @param file the file that was to be written
   * @param reason what stands in the way
   * @param cause the exception underneath
   */
  public OutputFileException(Path file, String reason, Throwable cause) {
    super(file + ": cannot be written: " + reason, cause);
    this.file = file;
  }

  /**
   * The file that was to be written.
   *
   * @return its path
   */
  public Path file() {
    return file;
  }
}
