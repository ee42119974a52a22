package vane.io.safetensors;

import java.nio.file.Path;
import vane.InputException;

/** A file is not the safetensors file that it should be: cut, changed, or something else. */
public class SafetensorsFormatException extends InputException {
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
  public SafetensorsFormatException(Path file, String found, String expected) {
    super(file + ": found " + oneLine(found) + ", expected " + oneLine(expected));
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

  private static String oneLine(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
    return line.length() > 200 ? line.substring(0, 200) + "…" : line;
  }
}
