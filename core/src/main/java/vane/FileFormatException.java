package vane;

import java.nio.file.Path;

/** A file that is not of the format that it should be: cut, changed, or something else. */
public class FileFormatException extends InputException {
  private static final long serialVersionUID = 1L;

  private static final int LONGEST_QUOTE = 200;

  private final transient Path file;

  /** What is there. */
  private final String found;

  /** What should be there. */
  private final String expected;

  /**
   * An error with its facts.
   *
   * @param file the file
   * @param found what is there; made one line in the message, and cut if it is long
   * @param expected what should be there; likewise
   */
  public FileFormatException(Path file, String found, String expected) {
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
    return line.length() > LONGEST_QUOTE ? line.substring(0, LONGEST_QUOTE) + "…" : line;
  }
}
