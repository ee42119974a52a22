package vane.io.npy;

import java.nio.file.Path;
import vane.InputException;

/** A file is not the {@code .npy} array that it should be. */
public class NpyFormatException extends InputException {
  private static final long serialVersionUID = 1L;

  private final transient Path file;

  /** What is there. */
  private final String found;

  /** What should be there. */
  private final String expected;

  /**
   * An error with its facts.
   *
   * @param file the file
   * @param found what is there
   * @param expected what should be
   */
  public NpyFormatException(Path file, String found, String expected) {
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
   * What is there.
   *
   * @return a few words
   */
  public String found() {
    return found;
  }

  /**
   * What should be there.
   *
   * @return a few words
   */
  public String expected() {
    return expected;
  }
}
