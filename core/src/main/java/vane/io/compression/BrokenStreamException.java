package vane.io.compression;

import java.io.IOException;

/** A compressed stream that is damaged or cut. The message says what was found. */
public final class BrokenStreamException extends IOException {
  private static final long serialVersionUID = 1L;

  BrokenStreamException(String compression, IOException cause) {
    super("a broken " + compression + " stream (" + cause.getMessage() + ")", cause);
  }
}
