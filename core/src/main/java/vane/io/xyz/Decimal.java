package vane.io.xyz;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Decimal text to numbers and back, exactly.
 *
 * <p>Reading is correctly rounded. Most numbers in trajectories have at most 15 digits, for which
 * one multiplication or division by a power of ten that is a double itself is already exact
 * (Clinger 1990, DOI 10.1145/93542.93557); the others go the JDK's way.
 */
final class Decimal {
  private static final double[] POWERS_OF_TEN = new double[23];
  private static final long LARGEST_EXACT = 1L << 53;

  static {
    for (int i = 0; i < POWERS_OF_TEN.length; i++) {
      POWERS_OF_TEN[i] = Double.parseDouble("1e" + i);
    }
  }

  private Decimal() {}

  /** As {@link #parseReal(byte[], int, int)}. */
  static double parseReal(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return parseReal(bytes, 0, bytes.length);
  }

  /**
   * Reads a real number: digits with an optional sign, point and exponent (e, E, d or D).
   *
   * @param text the bytes that hold it
   * @param from first byte
   * @param to past the last byte
   * @return the nearest double, or NaN if the text is not a number or too large for a double
   */
  static double parseReal(byte[] text, int from, int to) {
    int i = from;
    boolean negative = i < to && text[i] == '-';
    if (i < to && (text[i] == '-' || text[i] == '+')) {
      i++;
    }
    long mantissa = 0;
    int digits = 0;
    int significant = 0;
    int scale = 0;
    boolean point = false;
    for (; i < to; i++) {
      int c = text[i];
      if (c >= '0' && c <= '9') {
        digits++;
        if (significant > 0 || c != '0') {
          significant++;
        }
        if (significant <= 18) {
          mantissa = 10 * mantissa + (c - '0');
          scale += point ? 1 : 0;
        }
      } else if (c == '.' && !point) {
        point = true;
      } else {
        break;
      }
    }
    if (digits == 0) {
      return Double.NaN;
    }
    int exponent = 0;
    if (i < to) {
      exponent = exponent(text, i, to);
      if (exponent == Integer.MIN_VALUE) {
        return Double.NaN;
      }
    }
    int power = exponent - scale;
    if (significant > 18 || mantissa > LARGEST_EXACT || power < -22 || power > 22) {
      return slowly(text, from, to);
    }
    double value = power < 0 ? mantissa / POWERS_OF_TEN[-power] : mantissa * POWERS_OF_TEN[power];
    return negative ? -value : value;
  }

  /**
   * Reads what stands where a number is not known or not finite.
   *
   * @param text such as nan or -inf, in any case
   * @return NaN or an infinity, or nothing if the text is neither
   */
  static OptionalDouble parseNotFinite(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    boolean signed = word.startsWith("-") || word.startsWith("+");
    return switch (signed ? word.substring(1) : word) {
      case "nan" -> OptionalDouble.of(Double.NaN);
      case "inf", "infinity" ->
          OptionalDouble.of(
              word.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
      default -> OptionalDouble.empty();
    };
  }

  /** The exponent from its letter on, or the smallest integer if it is not one. */
  private static int exponent(byte[] text, int from, int to) {
    int letter = text[from] | 0x20;
    int i = from + 1;
    boolean negative = i < to && text[i] == '-';
    if (i < to && (text[i] == '-' || text[i] == '+')) {
      i++;
    }
    if ((letter != 'e' && letter != 'd') || i == to) {
      return Integer.MIN_VALUE;
    }
    int value = 0;
    for (; i < to; i++) {
      if (text[i] < '0' || text[i] > '9') {
        return Integer.MIN_VALUE;
      }
      // Beyond 99999 every number is zero or too large; the slow way finds out which.
      value = Math.min(99999, 10 * value + (text[i] - '0'));
    }
    return negative ? -value : value;
  }

  private static double slowly(byte[] text, int from, int to) {
    String decimal =
        new String(text, from, to - from, StandardCharsets.ISO_8859_1)
            .replace('d', 'e')
            .replace('D', 'e');
    double value = Double.parseDouble(decimal);
    return Double.isFinite(value) ? value : Double.NaN;
  }

  /**
   * Appends the shortest decimal that reads back as the same double, in the notation of {@link
   * Double#toString(double)} and with at least two digits (4.9E-324, 1.0).
   *
   * <p>Before JDK 19 that method itself may give a digit too many (JDK-4511638), so Jackson's
   * Schubfach is asked (Giulietti 2021, "The Schubfach way to render doubles"). It gives the same
   * on every JDK.
   *
   * @param to where to
   * @param value a number; what is not finite becomes nan, inf or -inf, as Python reads and writes
   */
  static void append(StringBuilder to, double value) {
    if (Double.isFinite(value)) {
      to.append(NumberOutput.toString(value, true));
    } else {
      to.append(Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf");
    }
  }
}
