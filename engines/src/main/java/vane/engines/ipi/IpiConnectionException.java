package vane.engines.ipi;

/** A server or a client that is not there, or that went away in the middle of a message. */
public final class IpiConnectionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient IpiAddress server;

  /**
   * An error.
   *
   * @param server where the server should be
   * @param message one line for the user
   * @param cause the exception underneath, or null
   */
  IpiConnectionException(IpiAddress server, String message, Throwable cause) {
    super(message, cause);
    this.server = server;
  }

  /**
   * Where the server should be.
   *
   * @return its address
   */
  public IpiAddress server() {
    return server;
  }
}
