package vane.model.file;

import java.nio.file.Path;
import vane.FileFormatException;

/** A file that is no model of this program, or one of a later version. */
public final class ModelFormatException extends FileFormatException {
  private static final long serialVersionUID = 1L;

  /**
   * An error with its facts.
   *
   * @param file the file
   * @param found what was found
   * @param expected what was expected
   */
  public ModelFormatException(Path file, String found, String expected) {
    super(file, found, expected);
  }
}
