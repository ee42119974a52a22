package vane.report.evaluation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import vane.evaluation.AngleSamples;
import vane.report.page.NumberFormats;
import vane.report.plot.Axis;
import vane.report.plot.Bins;
import vane.report.plot.Histogram;
import vane.report.plot.HistogramPanel;
import vane.report.plot.PanelTitle;

/** Histograms of the angles between predicted and true force, and of their cosines. */
final class AngleHistograms {
  /** The part of the atoms that the axis of the angles holds at least. */
  private static final double SHOWN = 0.99;

  /** Where the axis of the angles may end, in degrees. */
  private static final double[] ENDS = {4, 8, 20, 40, 80, 180};

  private AngleHistograms() {}

  /**
   * How the angles are distributed, on an axis as short as nearly all of them allow. Directions at
   * random have the density sin(angle) / 2.
   */
  static HistogramPanel angles(String name, AngleSamples samples) {
    double end = angleEnd(samples);
    long beyond = IntStream.range(0, samples.size()).filter(i -> samples.angleDeg(i) > end).count();
    String title =
        end == 180
            ? "Angle"
            : String.format(
                Locale.ROOT,
                "Angle (%s beyond %s°)",
                NumberFormats.percent(beyond, samples.size()),
                NumberFormats.shortest(end));
    return new HistogramPanel(
        name,
        new PanelTitle("", title),
        "Distribution of the angle between predicted and true force",
        Histogram.of(samples.size(), samples::angleDeg, new Bins(0, end, 36)),
        new Axis("angle (°)", 0, end, end / 4),
        "atoms",
        Optional.of((from, to) -> (cosine(from) - cosine(to)) / 2));
  }

  /** The end of the axis of angles: the shortest of some that holds nearly all. */
  private static double angleEnd(AngleSamples samples) {
    double[] angles = IntStream.range(0, samples.size()).mapToDouble(samples::angleDeg).toArray();
    Arrays.sort(angles);
    double most = angles.length == 0 ? 180 : angles[(int) (SHOWN * (angles.length - 1))];
    return Arrays.stream(ENDS).filter(end -> most <= end).findFirst().orElse(180);
  }

  /** How the cosines are distributed. Those of directions at random are evenly spread. */
  static HistogramPanel cosines(String name, AngleSamples samples) {
    return new HistogramPanel(
        name,
        new PanelTitle("", "Cosine of the angle"),
        "Distribution of the cosine of the angle between predicted and true force",
        Histogram.of(samples.size(), i -> cosine(samples.angleDeg(i)), new Bins(-1, 1, 40)),
        new Axis("cosine", -1, 1, 0.5),
        "atoms",
        Optional.of((from, to) -> (to - from) / 2));
  }

  private static double cosine(double degrees) {
    return Math.cos(Math.toRadians(degrees));
  }
}
