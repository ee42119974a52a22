package vane.report.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An axis, linear in the values that are given to it; these may be decimal logarithms.
 *
 * @param label what it measures, with the unit
 * @param from the value at its beginning
 * @param to the value at its end
 * @param step the distance of its ticks, which are multiples of it
 * @param ofLogarithms whether its values are decimal logarithms of what it measures; its ticks are
 *     then at round numbers, whatever the step
 */
public record Axis(String label, double from, double to, double step, boolean ofLogarithms) {
  private static final double[] ROUND = {1, 2, 2.5, 5, 10};
  private static final double TWO = Math.log10(2);
  private static final double FIVE = Math.log10(5);

  /** Of so many decades at least, a logarithmic axis names powers of ten alone. */
  private static final int MANY_DECADES = 2;

  /** Numbers below this power of ten have an exponent. */
  private static final int SMALLEST_WRITTEN_OUT = -4;

  /** Checks the numbers. */
  public Axis {
    if (!(from < to) || !(step > 0) || (to - from) / step > 1000) {
      throw new IllegalArgumentException(
          "found an axis from " + from + " to " + to + " with ticks every " + step);
    }
  }

  /**
   * An axis of the values themselves.
   *
   * @param label what it measures, with the unit
   * @param from the value at its beginning
   * @param to the value at its end
   * @param step the distance of its ticks, which are multiples of it
   */
  public Axis(String label, double from, double to, double step) {
    this(label, from, to, step, false);
  }

  /**
   * A logarithmic axis: its values are the decimal logarithms of what it measures. It begins and
   * ends at 1, 2 or 5 times a power of ten.
   *
   * @param label what it measures, with the unit
   * @param smallest the smallest number on it, above zero
   * @param largest the largest number on it
   * @return the axis, which reaches over a factor of two at least
   */
  public static Axis logarithmic(String label, double smallest, double largest) {
    if (!(smallest > 0) || !(largest >= smallest) || Double.isInfinite(largest)) {
      throw new IllegalArgumentException(
          "found a logarithmic axis from " + smallest + " to " + largest + ", expected above zero");
    }
    double from = -roundLogarithm(-Math.log10(smallest), new double[] {0, 1 - FIVE, 1 - TWO});
    double to = roundLogarithm(Math.log10(largest), new double[] {0, TWO, FIVE});
    return new Axis(label, from, to > from + 1e-9 ? to : from + 1, 1, true);
  }

  /** The first of a whole number plus one of some fractions that is not below a value. */
  private static double roundLogarithm(double value, double[] fractions) {
    double whole = Math.floor(value + 1e-9);
    for (double fraction : fractions) {
      if (whole + fraction >= value - 1e-9) {
        return whole + fraction;
      }
    }
    return whole + 1;
  }

  /**
   * An axis from zero to a round number not below a value.
   *
   * @param label what it measures, with the unit
   * @param value the largest value on it; below or at zero gives an axis to one
   * @return the axis, of three to six intervals between ticks
   */
  public static Axis fromZero(String label, double value) {
    double end = value > 0 && Double.isFinite(value) ? value : 1;
    double magnitude = Math.pow(10, Math.floor(Math.log10(end / 5)));
    for (double round : ROUND) {
      double step = round * magnitude;
      // Slightly less, so that 0.6 / 0.2 takes three steps and not four.
      double steps = Math.ceil(end / step - 1e-9);
      if (steps <= 5) {
        return new Axis(label, 0, steps * step, step);
      }
    }
    throw new IllegalStateException("no round step for an axis to " + end);
  }

  /**
   * An axis from zero that ends soon after a value, if need be between two ticks.
   *
   * @param label what it measures, with the unit
   * @param value the largest value on it; below or at zero gives an axis to one
   * @return the axis, of at most four whole intervals between ticks
   */
  public static Axis closelyFromZero(String label, double value) {
    double end = value > 0 && Double.isFinite(value) ? value : 1;
    double magnitude = Math.pow(10, Math.floor(Math.log10(end / 4)));
    for (double round : new double[] {1, 2, 5, 10}) {
      double step = round * magnitude;
      if (end / step <= 4 + 1e-9) {
        return new Axis(label, 0, Math.ceil(end / step * 5 - 1e-9) / 5 * step, step);
      }
    }
    throw new IllegalStateException("no round step for an axis to " + end);
  }

  /**
   * Where the ticks are.
   *
   * @return every multiple of the step from the beginning to the end; of logarithms those of powers
   *     of ten, and of twice and five times these where they are few
   */
  public List<Double> ticks() {
    if (ofLogarithms) {
      return logarithmicTicks(
          to - from >= MANY_DECADES ? new double[] {1} : new double[] {1, 2, 5});
    }
    List<Double> ticks = new ArrayList<>();
    long first = (long) Math.ceil(from / step - 1e-9);
    for (long i = first; i * step <= to + 1e-9 * step; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  /**
   * Where shorter ticks without a number are.
   *
   * @return of logarithms those of whole multiples of powers of ten; else none
   */
  public List<Double> minorTicks() {
    return ofLogarithms ? logarithmicTicks(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9}) : List.of();
  }

  private List<Double> logarithmicTicks(double[] multiples) {
    List<Double> ticks = new ArrayList<>();
    for (int decade = (int) Math.floor(from - 1e-9); decade <= to; decade++) {
      for (double multiple : multiples) {
        double tick = decade + Math.log10(multiple);
        if (tick >= from - 1e-9 && tick <= to + 1e-9) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }

  /**
   * What stands at a tick.
   *
   * @param tick a value
   * @return the number with as many decimals as the step needs, and a true minus sign; of a
   *     logarithm what it is the logarithm of
   */
  public String text(double tick) {
    if (ofLogarithms) {
      int exponent = (int) Math.floor(tick + 1e-9);
      if (exponent < SMALLEST_WRITTEN_OUT) {
        return Math.round(Math.pow(10, tick - exponent)) + "e\u2212" + -exponent;
      }
      int digits = Math.max(0, -exponent);
      return String.format(Locale.ROOT, "%." + digits + "f", Math.pow(10, tick));
    }
    int decimals = 0;
    double scaled = step;
    while (decimals < 9 && Math.abs(scaled - Math.rint(scaled)) > 1e-6 * scaled) {
      scaled *= 10;
      decimals++;
    }
    String text = String.format(Locale.ROOT, "%." + decimals + "f", Math.abs(tick));
    boolean negative = tick < 0 && text.chars().anyMatch(c -> c >= '1' && c <= '9');
    return negative ? "\u2212" + text : text;
  }

  /**
   * Where a value lies.
   *
   * @param value any value
   * @return 0 at the beginning, 1 at the end
   */
  public double fraction(double value) {
    return (value - from) / (to - from);
  }
}
