package vane.io.csv;

import java.nio.file.Path;
import vane.FileFormatException;

/** A file is not the table of numbers that it should be. */
public final class CsvFormatException extends FileFormatException {
  private static final long serialVersionUID = 1L;

  /**
   * An error with its facts.
   *
   * @param file the file
   * @param found what was found, with its line
   * @param expected what was expected
   */
  public CsvFormatException(Path file, String found, String expected) {
    super(file, found, expected);
  }
}
