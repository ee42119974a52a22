package vane.engines.ipi;

import vane.InputException;

/** A server, or a client, that sends what it must not send. */
public final class IpiProtocolException extends InputException {
  private static final long serialVersionUID = 1L;

  /** What was sent. */
  private final String found;

  /** What may be sent. */
  private final String expected;

  /**
   * An error with its facts.
   *
   * @param sender who sent it, such as {@code server localhost:31415}
   * @param found what it sent
   * @param expected what it may send
   */
  IpiProtocolException(String sender, String found, String expected) {
    super(sender + ": found " + found + ", expected " + expected);
    this.found = found;
    this.expected = expected;
  }

  /**
   * What was sent.
   *
   * @return a few words
   */
  public String found() {
    return found;
  }

  /**
   * What may be sent.
   *
   * @return a few words
   */
  public String expected() {
    return expected;
  }
}
