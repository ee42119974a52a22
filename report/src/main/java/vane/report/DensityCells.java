package vane.report;

import java.util.Locale;
import vane.report.plot.Histogram2D;

/** The cells in which densities count: how many there are, and what lies outside of them. */
final class DensityCells {
  private DensityCells() {}

  /** How many cells there are along an axis: fewer for few atoms, so that cells hold some. */
  static int along(int size) {
    return (int) Math.min(90, Math.max(21, Math.round(0.7 * Math.sqrt(size))));
  }

  /** A sentence about what the axes do not show; empty if they show all. */
  static String notShown(Histogram2D counts, String what) {
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
