package vane.descriptor;

import vane.InputException;

/** An average over atoms was asked for, and there are none. */
public final class NoAtomsException extends InputException {
  private static final long serialVersionUID = 1L;

  /** An error whose message says it all. */
  public NoAtomsException() {
    super("an averaged SOAP of 0 atoms, expected at least one atom");
  }
}
