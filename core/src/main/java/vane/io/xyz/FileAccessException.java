package vane.io.xyz;

import java.nio.file.Path;
import vane.InputException;

/** A file that cannot be opened at all: not there, a folder, or not permitted. */
public final class FileAccessException extends InputException {
  private static final long serialVersionUID = 1L;

  private final transient Path file;

  /**
   * An error with its file.
   *
   * @param file the file
   * @param problem what stands in the way
   */
  public FileAccessException(Path file, String problem) {
    super(file + ": " + problem);
    this.file = file;
  }

  /**
   * An error with its file.
   *
   * @param file the file
   * @param problem what stands in the way
   * @param cause the exception underneath
   */
  public FileAccessException(Path file, String problem, Throwable cause) {
    super(file + ": " + problem, cause);
    this.file = file;
  }

  /**
   * The file.
   *
   * @return its path as it was given
   */
  public Path file() {
    return file;
  }
}
