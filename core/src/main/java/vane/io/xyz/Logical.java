package vane.io.xyz;

import java.util.Optional;

/** The spellings of true and false that the specification lists. */
final class Logical {
  private Logical() {}

  static Optional<Boolean> parse(String text) {
    return switch (text) {
      case "T", "true", "True", "TRUE" -> Optional.of(true);
      case "F", "false", "False", "FALSE" -> Optional.of(false);
      default -> Optional.empty();
    };
  }
}
