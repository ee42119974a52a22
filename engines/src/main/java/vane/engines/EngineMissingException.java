package vane.engines;

import vane.InputException;

/** A program or library that calculates forces is not installed here. */
public final class EngineMissingException extends InputException {
  private static final long serialVersionUID = 1L;

  /** What was looked for. */
  private final String library;

  /**
   * An error with its facts.
   *
   * @param library what was looked for
   * @param advice how to install it
   * @param cause the exception underneath
   */
  public EngineMissingException(String library, String advice, Throwable cause) {
    super("found no library " + library + ", expected it to be installed: " + advice, cause);
    this.library = library;
  }

  /**
   * What was looked for.
   *
   * @return the name of a library, or its file
   */
  public String library() {
    return library;
  }
}
