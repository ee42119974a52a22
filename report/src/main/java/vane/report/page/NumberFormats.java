package vane.report.page;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** How tables and captions show numbers. */
public final class NumberFormats {
  /** What stands for a number that is not there. */
  public static final String MISSING = "\u2013";

  private NumberFormats() {}

  /**
   * With so many decimals and a true minus sign.
   *
   * @param value the number
   * @param decimals how many
   * @return the text
   */
  public static String decimals(double value, int decimals) {
    String text = String.format(Locale.ROOT, "%." + decimals + "f", Math.abs(value));
    boolean negative = value < 0 && text.chars().anyMatch(c -> c >= '1' && c <= '9');
    return negative ? "\u2212" + text : text;
  }

  /**
   * With so many decimals and a true minus sign.
   *
   * @param value the number, if there is one
   * @param decimals how many
   * @return the text, or {@link #MISSING}
   */
  public static String decimals(OptionalDouble value, int decimals) {
    return value.isPresent() ? decimals(value.getAsDouble(), decimals) : MISSING;
  }

  /**
   * The difference of two numbers, with a plus sign, too.
   *
   * @param value the number, if there is one
   * @param from what is taken off, if there is one
   * @param decimals how many
   * @return the text, or {@link #MISSING}
   */
  public static String difference(OptionalDouble value, OptionalDouble from, int decimals) {
    if (value.isEmpty() || from.isEmpty()) {
      return MISSING;
    }
    double difference = value.getAsDouble() - from.getAsDouble();
    String text = decimals(difference, decimals);
    return difference > 0 ? "+" + text : text;
  }

  /**
   * With a power of ten and two digits.
   *
   * @param value the number, if there is one
   * @return the text, or {@link #MISSING}
   */
  public static String scientific(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.1e", value.getAsDouble()) : MISSING;
  }

  /**
   * A whole number.
   *
   * @param number the number, if there is one
   * @return the text, or {@link #MISSING}
   */
  public static String whole(OptionalInt number) {
    return number.isPresent() ? String.valueOf(number.getAsInt()) : MISSING;
  }

  /**
   * A Huber parameter with one decimal, or with two where it has them.
   *
   * @param epsilon the parameter
   * @return the text
   */
  public static String epsilon(double epsilon) {
    return String.format(Locale.ROOT, "%.2f", epsilon).replaceAll("(\\.\\d)0$", "$1");
  }

  /**
   * The share of a part in per cent.
   *
   * @param part how many
   * @param whole of how many
   * @return the text, with the sign
   */
  public static String percent(long part, int whole) {
    return String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
  }

  /**
   * With no more decimals than the number has.
   *
   * @param value the number
   * @return the text
   */
  public static String shortest(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.valueOf((float) value);
  }

  /**
   * Seconds, and minutes or hours where they are many.
   *
   * @param seconds the time
   * @return the text, with the unit
   */
  public static String duration(double seconds) {
    if (seconds < 120) {
      return decimals(seconds, 1) + " s";
    }
    if (seconds < 7200) {
      return decimals(seconds / 60, 1) + " min";
    }
    return decimals(seconds / 3600, 2) + " h";
  }

  /**
   * With three digits.
   *
   * @param value a finite number
   * @return such as 0.0412, 12.3 and 1234, or 0
   */
  public static String threeDigits(double value) {
    int power = value == 0 ? 2 : (int) Math.floor(Math.log10(Math.abs(value)));
    return decimals(value, Math.max(0, 2 - power));
  }
}
