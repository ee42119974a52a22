package vane.report.check;

import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import vane.audit.LogarithmicCounts;
import vane.report.plot.Axis;
import vane.report.plot.Bins;
import vane.report.plot.Histogram;
import vane.report.plot.HistogramPanel;
import vane.report.plot.PanelTitle;

/** Histograms of how large forces and frames are. */
final class SizeHistograms {
  private static final int BINS = 36;

  /** Smaller sizes are rounding, in eV/Å. */
  private static final double SMALLEST = 1e-4;

  /** The part of the values that the axis holds at least; smaller ones may be left out. */
  private static final double SHOWN = 0.999;

  private SizeHistograms() {}

  /** Sizes in eV/Å on a logarithmic axis; empty if all are as good as zero. */
  static Optional<HistogramPanel> logarithmic(
      String name, String title, String label, String counted, LogarithmicCounts sizes) {
    double largest = sizes.quantile(1);
    if (largest <= SMALLEST) {
      return Optional.empty();
    }
    double smallest = Math.max(SMALLEST, sizes.quantile(1 - SHOWN));
    Axis x = Axis.logarithmic(label, Math.min(smallest, largest / 10), largest);
    Bins bins = new Bins(x.from(), x.to(), BINS);
    Histogram counts =
        Histogram.of(
            bins,
            bin -> sizes.between(Math.pow(10, bins.edge(bin)), Math.pow(10, bins.edge(bin + 1))),
            sizes.total());
    double below = 100.0 * counts.outside() / counts.total();
    String words =
        below < 1
            ? title
            : String.format(Locale.ROOT, "%s (%.0f %% below %s)", title, below, x.text(x.from()));
    return Optional.of(
        new HistogramPanel(
            name, new PanelTitle("", words), "Distribution: " + title, counts, x, counted));
  }

  /** How many atoms frames have. */
  static HistogramPanel atoms(SortedMap<Integer, Long> sizes) {
    int most = Math.max(4, sizes.lastKey());
    // A bin for each whole number, or for several where there are many.
    int width = (most + BINS) / BINS;
    int bins = most / width + 1;
    long frames = sizes.values().stream().mapToLong(Long::longValue).sum();
    double end = (double) bins * width - 0.5;
    return new HistogramPanel(
        "frame-sizes",
        new PanelTitle("", "Atoms of a frame"),
        "Distribution of the number of atoms of a frame",
        Histogram.of(
            new Bins(-0.5, end, bins),
            bin ->
                sizes.subMap(bin * width, (bin + 1) * width).values().stream()
                    .mapToLong(Long::longValue)
                    .sum(),
            frames),
        new Axis("atoms", -0.5, end, Axis.fromZero("atoms", end).step()),
        "frames");
  }
}
