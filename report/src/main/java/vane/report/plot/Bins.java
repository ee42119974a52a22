package vane.report.plot;

/**
 * Cells of equal width between two values.
 *
 * @param from the lower edge of the first
 * @param to the upper edge of the last, which belongs to it
 * @param count how many there are
 */
public record Bins(double from, double to, int count) {
  /** Checks the numbers. */
  public Bins {
    if (!(from < to) || count < 1) {
      throw new IllegalArgumentException(
          "found " + count + " bins from " + from + " to " + to + ", expected at least one");
    }
  }

  /**
   * The bin that a value falls into.
   *
   * @param value any value
   * @return 0 to {@code count − 1}, or −1 if the value is outside or not a number
   */
  public int index(double value) {
    if (!(value >= from && value <= to)) {
      return -1;
    }
    return Math.min(count - 1, (int) ((value - from) / (to - from) * count));
  }

  /**
   * The lower edge of a bin.
   *
   * @param bin 0 to {@code count}, the last for the upper edge of all
   * @return the value there
   */
  public double edge(int bin) {
    return from + (to - from) * bin / count;
  }
}
