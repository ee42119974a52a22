package vane.io.pipe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Who read an output has gone, such as {@code head} when it has its lines: no failure of Vane. */
public final class ClosedPipeException extends UncheckedIOException {
  private static final long serialVersionUID = 1L;

  /**
   * An error with its facts.
   *
   * @param target what was written to
   * @param cause what the system says
   */
  public ClosedPipeException(Path target, IOException cause) {
    super(target + ": nobody reads it any more", cause);
  }
}
