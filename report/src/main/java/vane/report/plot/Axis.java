package vane.report.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A linear axis.
 *
 * @param label what it measures, with the unit
 * @param from the value at its beginning
 * @param to the value at its end
 * @param step the distance of its ticks, which are multiples of it
 */
public record Axis(String label, double from, double to, double step) {
  private static final double[] ROUND = {1, 2, 2.5, 5, 10};

  /** Checks the numbers. */
  public Axis {
    if (!(from < to) || !(step > 0) || (to - from) / step > 1000) {
      throw new IllegalArgumentException(
          "found an axis from " + from + " to " + to + " with ticks every " + step);
    }
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
      // A hair's breadth less, so that 0.6 / 0.2 takes three steps and not four.
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
   * @return every multiple of the step from the beginning to the end
   */
  public List<Double> ticks() {
    List<Double> ticks = new ArrayList<>();
    long first = (long) Math.ceil(from / step - 1e-9);
    for (long i = first; i * step <= to + 1e-9 * step; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  /**
   * What stands at a tick.
   *
   * @param tick a value
   * @return the number with as many decimals as the step needs, and a true minus sign
   */
  public String text(double tick) {
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
