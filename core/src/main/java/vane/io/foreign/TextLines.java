package vane.io.foreign;

import java.io.IOException;
import java.util.Optional;

/** The lines of a text, one after the other. */
@FunctionalInterface
public interface TextLines {
  /**
   * The next line.
   *
   * @return its text without the line end; empty behind the last
   * @throws IOException if it cannot be read
   */
  Optional<String> next() throws IOException;
}
