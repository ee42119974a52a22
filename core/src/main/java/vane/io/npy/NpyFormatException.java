package vane.io.npy;

import java.nio.file.Path;
import vane.FileFormatException;

/** A file is not the {@code .npy} array that it should be. */
public class NpyFormatException extends FileFormatException {
  private static final long serialVersionUID = 1L;

  /**
   * An error with its facts.
   *
   * @param file the file
   * @param found what was found
   * @param expected what was expected
   */
  public NpyFormatException(Path file, String found, String expected) {
    super(file, found, expected);
  }
}
