package vane.report;

import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers as tables show them. */
final class Words {
  static final String NONE = "\u2013";

  private Words() {}

  static String decimals(double value, int decimals) {
    String text = String.format(Locale.ROOT, "%." + decimals + "f", Math.abs(value));
    boolean negative = value < 0 && text.chars().anyMatch(c -> c >= '1' && c <= '9');
    return negative ? "\u2212" + text : text;
  }

  static String decimals(OptionalDouble value, int decimals) {
    return value.isPresent() ? decimals(value.getAsDouble(), decimals) : NONE;
  }

  /** With a plus sign, too. */
  static String difference(OptionalDouble value, OptionalDouble from, int decimals) {
    if (value.isEmpty() || from.isEmpty()) {
      return NONE;
    }
    double difference = value.getAsDouble() - from.getAsDouble();
    String text = decimals(difference, decimals);
    return difference > 0 ? "+" + text : text;
  }

  /** Seconds, and minutes or hours where they are many. */
  static String duration(double seconds) {
    if (seconds < 120) {
      return decimals(seconds, 1) + " s";
    }
    if (seconds < 7200) {
      return decimals(seconds / 60, 1) + " min";
    }
    return decimals(seconds / 3600, 2) + " h";
  }
}
