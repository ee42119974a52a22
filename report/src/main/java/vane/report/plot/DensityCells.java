package vane.report.plot;

import java.util.Locale;

/** The cells in which densities count: how many there are, and what lies outside of them. */
public final class DensityCells {
  private DensityCells() {}

  /**
   * How many cells there are along an axis: fewer for few values, so that cells hold some.
   *
   * @param size how many values are counted
   * @return from 21 to 90
   */
  public static int along(int size) {
    return (int) Math.min(90, Math.max(21, Math.round(0.7 * Math.sqrt(size))));
  }

  /**
   * What the axes do not show.
   *
   * @param counts the counts
   * @param what is counted, in the plural
   * @return a sentence after a space; empty if they show all
   */
  public static String notShown(Histogram2D counts, String what) {
    return counts.outside() == 0
        ? ""
        : String.format(
            Locale.ROOT,
            " %d of %d %s are beyond the axes.",
            counts.outside(),
            counts.total(),
            what);
  }
}
