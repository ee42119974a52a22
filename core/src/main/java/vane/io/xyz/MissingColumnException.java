package vane.io.xyz;

import java.util.List;
import vane.InputException;

/** A frame that lacks a column that is needed. The message lists the columns that there are. */
public final class MissingColumnException extends InputException {
  private static final long serialVersionUID = 1L;

  private final transient FrameLocation location;
  private final transient String wanted;
  private final transient List<String> available;

  /** Not transient: it is what the user is to type, wherever the frame was read. */
  private final String[] likely;

  /**
   * A missing column.
   *
   * @param location the frame
   * @param wanted the name that was looked for
   * @param available the columns that there are, written as in {@code Properties}
   * @param likely the names of columns that were perhaps meant
   * @param hint more for the message, or nothing
   */
  MissingColumnException(
      FrameLocation location,
      String wanted,
      List<String> available,
      List<String> likely,
      String hint) {
    super(
        location
            + ": no column '"
            + wanted
            + "' of three reals, found "
            + String.join(", ", available)
            + (likely.isEmpty()
                ? ""
                : " (perhaps under another name: " + String.join(", ", likely) + ")")
            + hint);
    this.location = location;
    this.wanted = wanted;
    this.available = List.copyOf(available);
    this.likely = likely.toArray(String[]::new);
  }

  /**
   * The frame.
   *
   * @return its file and number
   */
  public FrameLocation location() {
    return location;
  }

  /**
   * The name that was looked for.
   *
   * @return the name of a column
   */
  public String wanted() {
    return wanted;
  }

  /**
   * The columns that there are.
   *
   * @return each as {@code name:type:width}
   */
  public List<String> available() {
    return available;
  }

  /**
   * Columns that were perhaps meant.
   *
   * @return their names, the best first; empty if none looks like it
   */
  public List<String> likely() {
    return List.of(likely);
  }
}
