package vane.io.xyz;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import vane.InputException;

/**
 * A trajectory file that breaks the extended XYZ format.
 *
 * <p>The message is one line, such as {@code train.xyz:57: frame 3: atom 4, column forces: found
 * 'abc', expected a real number}.
 */
public final class XyzFormatException extends InputException {
  private static final long serialVersionUID = 1L;

  private final transient Path file;
  private final transient int frame;
  private final transient long line;
  private final transient int atom;
  private final transient String column;
  private final transient String key;
  private final transient String found;
  private final transient String expected;

  private XyzFormatException(
      Path file,
      int frame,
      long line,
      int atom,
      String column,
      String key,
      String found,
      String expected) {
    super(
        file
            + ":"
            + line
            + ": frame "
            + frame
            + ": "
            + (atom < 0 ? "" : "atom " + atom)
            + (atom < 0 || column.isEmpty() ? "" : ", ")
            + (column.isEmpty() ? "" : "column " + column)
            + (atom < 0 && column.isEmpty() ? "" : ": ")
            + (key.isEmpty() ? "" : "key " + key + ": ")
            + "found "
            + found
            + ", expected "
            + expected);
    this.file = file;
    this.frame = frame;
    this.line = line;
    this.atom = atom;
    this.column = column;
    this.key = key;
    this.found = found;
    this.expected = expected;
  }

  static XyzFormatException atLine(FrameLocation frame, long line, String found, String expected) {
    return new XyzFormatException(frame.file(), frame.frame(), line, -1, "", "", found, expected);
  }

  /** A value of the comment line, which follows the line with the number of atoms. */
  static XyzFormatException atKey(FrameLocation frame, String key, String found, String expected) {
    return new XyzFormatException(
        frame.file(), frame.frame(), frame.line() + 1, -1, "", key, found, expected);
  }

  static XyzFormatException atAtom(
      FrameLocation frame, long line, int atom, String column, String found, String expected) {
    return new XyzFormatException(
        frame.file(), frame.frame(), line, atom, column, "", found, expected);
  }

  static XyzFormatException atAtom(
      FrameLocation frame, long line, int atom, String found, String expected) {
    return new XyzFormatException(frame.file(), frame.frame(), line, atom, "", "", found, expected);
  }

  /**
   * A text of a file as messages show it: in quotes, on one line, not too long.
   *
   * @param text what the file holds
   * @return the text to show
   */
  static String quote(String text) {
    int longest = 60;
    StringBuilder shown = new StringBuilder("'");
    for (int i = 0; i < Math.min(text.length(), longest); i++) {
      char c = text.charAt(i);
      shown.append(Character.isISOControl(c) || c == '\uFFFD' ? '?' : c);
    }
    return shown.append(text.length() > longest ? "…'" : "'").toString();
  }

  /**
   * The file.
   *
   * @return its path as it was given
   */
  public Path file() {
    return file;
  }

  /**
   * The frame.
   *
   * @return its number in the file, from zero
   */
  public int frame() {
    return frame;
  }

  /**
   * The line.
   *
   * @return its number in the file, from one
   */
  public long line() {
    return line;
  }

  /**
   * The atom, where the problem is about one.
   *
   * @return its index in the frame, from zero
   */
  public OptionalInt atom() {
    return atom < 0 ? OptionalInt.empty() : OptionalInt.of(atom);
  }

  /**
   * The column, where the problem is about one.
   *
   * @return its name
   */
  public Optional<String> column() {
    return column.isEmpty() ? Optional.empty() : Optional.of(column);
  }

  /**
   * The key of the comment line, where the problem is about its value.
   *
   * @return its name
   */
  public Optional<String> key() {
    return key.isEmpty() ? Optional.empty() : Optional.of(key);
  }

  /**
   * What the file holds there.
   *
   * @return a phrase
   */
  public String found() {
    return found;
  }

  /**
   * What it should hold.
   *
   * @return a phrase
   */
  public String expected() {
    return expected;
  }
}
