package vane;

/**
 * Bad input: something a user gave (a file, a setting, a data set) is not what it must be.
 *
 * <p>The message is one line that names the place, what was found and what was expected. Subclasses
 * carry the same facts as fields. The command line prints the message and ends with exit status 2.
 */
public class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * An error with its message.
   *
   * @param message one line for the user
   */
  public InputException(String message) {
    super(message);
  }

  /**
   * An error with its message and what caused it.
   *
   * @param message one line for the user
   * @param cause the exception underneath
   */
  public InputException(String message, Throwable cause) {
    super(message, cause);
  }
}
