package vane.cli.program;

import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Reads the numbers of options: finite ones only, and with words that do not speak of Java. */
final class NumberConverters {
  private NumberConverters() {}

  /**
   * Makes a command line and all its subcommands read numbers in this way.
   *
   * @param vane the command line; modified
   */
  static void register(CommandLine vane) {
    vane.registerConverter(double.class, NumberConverters::real)
        .registerConverter(Double.class, NumberConverters::real)
        .registerConverter(int.class, NumberConverters::smallWhole)
        .registerConverter(Integer.class, NumberConverters::smallWhole)
        .registerConverter(long.class, NumberConverters::whole)
        .registerConverter(Long.class, NumberConverters::whole);
  }

  private static double real(String text) {
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException notOne) {
      throw refused(text, "a number");
    }
    throw refused(text, "a finite number");
  }

  private static int smallWhole(String text) {
    long value = whole(text);
    if (value != (int) value) {
      throw refused(text, "a whole number of at most " + Integer.MAX_VALUE);
    }
    return (int) value;
  }

  private static long whole(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException notOne) {
      throw refused(text, "a whole number");
    }
  }

  private static TypeConversionException refused(String found, String expected) {
    return new TypeConversionException("found '" + found + "', expected " + expected);
  }
}
