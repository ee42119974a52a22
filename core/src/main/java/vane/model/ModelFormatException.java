package vane.model;

import java.nio.file.Path;
import vane.InputException;

/** A file that is no model of this program, or one of a later version. */
public final class ModelFormatException extends InputException {
  private static final long serialVersionUID = 1L;

  private final transient Path file;
  private final String found;
  private final String expected;

  /**
   * An error with its facts.
   *
   * @param file the file
   * @param found what was found
   * @param expected what was expected
   */
  public ModelFormatException(Path file, String found, String expected) {
    super(file + ": found " + found + ", expected " + expected);
    this.file = file;
    this.found = found;
    this.expected = expected;
  }

  /**
   * The file.
   *
   * @return its path
   */
  public Path file() {
    return file;
  }

  /**
   * What was found.
   *
   * @return a few words
   */
  public String found() {
    return found;
  }

  /**
   * What was expected.
   *
   * @return a few words
   */
  public String expected() {
    return expected;
  }
}
