package vane.report.experiment;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import vane.evaluation.AngleSamples;
import vane.report.page.NumberFormats;
import vane.report.plot.Axis;
import vane.report.plot.Bins;
import vane.report.plot.CountColourScale;
import vane.report.plot.DensityCells;
import vane.report.plot.DensityPanel;
import vane.report.plot.Histogram2D;
import vane.report.plot.PanelTitle;
import vane.report.plot.PlotLayer;
import vane.report.plot.Quantiles;

/** The plot of angle against force norm: how many atoms there are at each place. */
final class ForceAngleDensity {
  private static final Axis ANGLE = new Axis("angle (°)", 0, 180, 45);

  /** The part of the atoms that the axis of the force norm holds at least. */
  private static final double SHOWN = 0.999;

  private ForceAngleDensity() {}

  /**
   * The horizontal axis for the norms of forces: it leaves out a few outliers, which would compress
   * everything else.
   *
   * @param samples the atoms
   * @return the axis, in eV/Å
   */
  static Axis forceAxis(AngleSamples samples) {
    double[] norms = IntStream.range(0, samples.size()).mapToDouble(samples::forceNorm).toArray();
    double end = norms.length == 0 ? 1 : Quantiles.nearestRank(norms, SHOWN);
    return Axis.closelyFromZero("force norm (eV/Å)", end);
  }

  /**
   * The counts of the atoms by force norm and angle.
   *
   * @param samples the atoms
   * @param force the horizontal axis
   * @return the counts
   */
  static Histogram2D counts(AngleSamples samples, Axis force) {
    return Histogram2D.of(
        samples.size(),
        samples::forceNorm,
        samples::angleDeg,
        new Bins(force.from(), force.to(), DensityCells.along(samples.size())),
        new Bins(0, 180, DensityCells.along(samples.size())));
  }

  /**
   * The panel of {@link #counts}.
   *
   * @param name the name of the group in the SVG
   * @param title letter and words over it
   * @param counts the counts
   * @param force the horizontal axis
   * @param colours the colours of the counts
   * @return the panel
   */
  static DensityPanel panel(
      String name, PanelTitle title, Histogram2D counts, Axis force, CountColourScale colours) {
    return new DensityPanel(
        name,
        title,
        title.text() + ": density of the atoms, force norm against angle",
        counts,
        force,
        ANGLE,
        colours,
        PlotLayer.NONE);
  }

  /**
   * What the axes do not show.
   *
   * @param counts the counts
   * @return a sentence, if they do not show all
   */
  static Optional<String> notShown(Histogram2D counts) {
    if (counts.outside() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%d of %d atoms have forces beyond %s eV/Å and are not shown.",
            counts.outside(),
            counts.total(),
            NumberFormats.shortest(counts.x().to())));
  }
}
