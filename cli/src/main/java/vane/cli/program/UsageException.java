package vane.cli.program;

import vane.InputException;

/** An option or argument that is not what it must be, found after the command line was parsed. */
public final class UsageException extends InputException {
  private static final long serialVersionUID = 1L;

  /**
   * An error with its message.
   *
   * @param message one line for the user
   */
  public UsageException(String message) {
    super(message);
  }
}
