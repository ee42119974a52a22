package vane.engines.ipi;

import vane.InputException;

/** A server that sends what it must not send. */
public final class IpiProtocolException extends InputException {
  private static final long serialVersionUID = 1L;

  /** What the server sent. */
  private final String found;

  /** What it may send. */
  private final String expected;

  /**
   * An error with its facts.
   *
   * @param server where the server listens
   * @param found what it sent
   * @param expected what it may send
   */
  IpiProtocolException(IpiAddress server, String found, String expected) {
    super("server " + server + ": found " + found + ", expected " + expected);
    this.found = found;
    this.expected = expected;
  }

  /**
   * What the server sent.
   *
   * @return a few words
   */
  public String found() {
    return found;
  }

  /**
   * What it may send.
   *
   * @return a few words
   */
  public String expected() {
    return expected;
  }
}
