package vane.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import vane.evaluation.AngleSamples;
import vane.report.drawing.Anchor;
import vane.report.drawing.Colour;
import vane.report.drawing.Sketch;
import vane.report.drawing.Stroke;
import vane.report.plot.Axis;
import vane.report.plot.BarPanel;
import vane.report.plot.Bins;
import vane.report.plot.CountColours;
import vane.report.plot.DensityPanel;
import vane.report.plot.Histogram;
import vane.report.plot.Histogram2D;
import vane.report.plot.PanelTitle;
import vane.report.plot.PlotArea;

/** Panels of angles. */
final class AnglePanels {
  private static final Axis ANGLE = new Axis("angle (°)", 0, 180, 45);
  private static final Colour LIMIT = Colour.of("#d7191c");

  /** The part of the atoms that the axis of the force norm holds at least. */
  private static final double SHOWN = 0.999;

  /** The part of the atoms that the axis of the distribution of angles holds at least. */
  private static final double MOST_ANGLES = 0.99;

  private static final double[] ANGLE_ENDS = {4, 8, 20, 40, 80, 180};

  private AnglePanels() {}

  /** The horizontal axis for the norms of forces: a few outliers do not press all else together. */
  static Axis forceAxis(AngleSamples samples) {
    double[] norms = IntStream.range(0, samples.size()).mapToDouble(samples::forceNorm).toArray();
    Arrays.sort(norms);
    double end = norms.length == 0 ? 1 : norms[(int) Math.ceil(SHOWN * norms.length) - 1];
    return Axis.closelyFromZero("force norm (eV/Å)", end);
  }

  /** How many cells there are along an axis: fewer for few atoms, so that cells hold some. */
  static int cells(int size) {
    return (int) Math.min(90, Math.max(21, Math.round(0.7 * Math.sqrt(size))));
  }

  /** Angle against force norm. */
  static Histogram2D density(AngleSamples samples, Axis force) {
    return Histogram2D.of(
        samples.size(),
        samples::forceNorm,
        samples::angleDeg,
        new Bins(force.from(), force.to(), cells(samples.size())),
        new Bins(0, 180, cells(samples.size())));
  }

  /** The panel of {@link #density}. */
  static DensityPanel density(
      String name, PanelTitle title, Histogram2D counts, Axis force, CountColours colours) {
    return new DensityPanel(
        name,
        title,
        title.text() + ": density of the atoms, force norm against angle",
        counts,
        force,
        ANGLE,
        colours,
        DensityPanel.Overlay.NONE);
  }

  /** What the axes of a density do not show, if anything. */
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
            plain(counts.x().to())));
  }

  private static String plain(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.valueOf((float) value);
  }

  /** The regular model's angle θ against the change φ − θ to the robust model's. */
  static Histogram2D change(AngleSamples regular, AngleSamples robust) {
    if (regular.size() != robust.size()) {
      throw new IllegalArgumentException(
          "found "
              + robust.size()
              + " angles of the robust model, expected the "
              + regular.size()
              + " of the regular model");
    }
    return Histogram2D.of(
        regular.size(),
        regular::angleDeg,
        i -> robust.angleDeg(i) - regular.angleDeg(i),
        new Bins(0, 180, cells(regular.size())),
        new Bins(-180, 180, 4 * cells(regular.size()) / 3));
  }

  /** The panel of {@link #change}. */
  static DensityPanel change(
      String name, PanelTitle title, String epsilon, AngleSamples regular, AngleSamples robust) {
    Histogram2D counts = change(regular, robust);
    return new DensityPanel(
        name,
        title,
        title.text() + ": angle of the regular model against the change by the best robust model",
        counts,
        new Axis("θ, regular model (°)", 0, 180, 45),
        new Axis("φ \u2212 θ, robust, ε = " + epsilon + " (°)", -180, 180, 60),
        new CountColours(Math.max(1, counts.max())),
        (sketch, area) -> drawChange(sketch, area, regular, robust));
  }

  private static void drawChange(
      Sketch sketch, PlotArea area, AngleSamples regular, AngleSamples robust) {
    double type = area.typeSize();
    sketch.line(
        area.px(0), area.py(0), area.px(180), area.py(0), Stroke.solid(Colour.GREY, type / 14));
    sketch.line(area.px(0), area.py(0), area.px(180), area.py(-180), Stroke.solid(LIMIT, type / 6));
    int n = regular.size();
    if (n == 0) {
      return;
    }
    long better =
        IntStream.range(0, n).filter(i -> robust.angleDeg(i) < regular.angleDeg(i)).count();
    long worse =
        IntStream.range(0, n).filter(i -> robust.angleDeg(i) > regular.angleDeg(i)).count();
    double right = area.box().right() - 0.4 * type;
    double size = 0.9 * type;
    sketch.label(
        right,
        area.box().top() + 1.2 * type,
        "worse: " + percent(worse, n),
        size,
        Colour.INK,
        Anchor.END);
    double left = area.box().left() + 0.4 * type;
    double bottom = area.box().bottom();
    sketch.label(
        left, bottom - 2.7 * type, "better: " + percent(better, n), size, Colour.INK, Anchor.START);
    sketch.label(left, bottom - 1.55 * type, "largest", size, LIMIT, Anchor.START);
    sketch.label(left, bottom - 0.5 * type, "possible gain", size, LIMIT, Anchor.START);
  }

  private static String percent(long part, int whole) {
    return String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
  }

  /**
   * How the angles are distributed, on an axis as short as nearly all of them allow. Directions at
   * random have the density sin(angle) / 2.
   */
  static BarPanel angles(String name, AngleSamples samples) {
    double end = angleEnd(samples);
    long beyond = IntStream.range(0, samples.size()).filter(i -> samples.angleDeg(i) > end).count();
    String title =
        end == 180
            ? "Angle"
            : String.format(
                Locale.ROOT, "Angle (%s beyond %s°)", percent(beyond, samples.size()), plain(end));
    return new BarPanel(
        name,
        new PanelTitle("", title),
        "Distribution of the angle between predicted and true force",
        Histogram.of(samples.size(), samples::angleDeg, new Bins(0, end, 36)),
        new Axis("angle (°)", 0, end, end / 4),
        (from, to) -> (cosine(from) - cosine(to)) / 2);
  }

  /** The end of the axis of angles: the shortest of some that holds nearly all. */
  private static double angleEnd(AngleSamples samples) {
    double[] angles = IntStream.range(0, samples.size()).mapToDouble(samples::angleDeg).toArray();
    Arrays.sort(angles);
    double most = angles.length == 0 ? 180 : angles[(int) (MOST_ANGLES * (angles.length - 1))];
    return Arrays.stream(ANGLE_ENDS).filter(end -> most <= end).findFirst().orElse(180);
  }

  /** How the cosines are distributed. Those of directions at random are evenly spread. */
  static BarPanel cosines(String name, AngleSamples samples) {
    return new BarPanel(
        name,
        new PanelTitle("", "Cosine of the angle"),
        "Distribution of the cosine of the angle between predicted and true force",
        Histogram.of(samples.size(), i -> cosine(samples.angleDeg(i)), new Bins(-1, 1, 40)),
        new Axis("cosine", -1, 1, 0.5),
        (from, to) -> (to - from) / 2);
  }

  private static double cosine(double degrees) {
    return Math.cos(Math.toRadians(degrees));
  }
}
