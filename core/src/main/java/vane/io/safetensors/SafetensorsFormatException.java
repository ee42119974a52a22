package vane.io.safetensors;

import java.nio.file.Path;
import vane.FileFormatException;

/** A file is not the safetensors file that it should be: cut, changed, or something else. */
public class SafetensorsFormatException extends FileFormatException {
  private static final long serialVersionUID = 1L;

  /**
   * An error with its facts.
   *
   * @param file the file
   * @param found what was found
   * @param expected what was expected
   */
  public SafetensorsFormatException(Path file, String found, String expected) {
    super(file, found, expected);
  }
}
