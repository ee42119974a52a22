package vane.report.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import vane.evaluation.AngleSamples;
import vane.report.drawing.Canvas;
import vane.report.drawing.Colour;
import vane.report.drawing.Point;
import vane.report.drawing.Stroke;
import vane.report.page.CaptionedPanel;
import vane.report.plot.Axis;
import vane.report.plot.Bins;
import vane.report.plot.CountColourScale;
import vane.report.plot.DensityCells;
import vane.report.plot.DensityPanel;
import vane.report.plot.FittedAxis;
import vane.report.plot.Histogram2D;
import vane.report.plot.PanelTitle;
import vane.report.plot.PlotArea;

/** The plot of angle against force norm, both logarithmic: how many atoms there are where. */
final class AngleNormPlot {
  private static final Colour GUIDE = Colour.of("#d7191c");

  private AngleNormPlot() {}

  /**
   * The plot.
   *
   * @param rmse the root mean square error of a force component in eV/Å, if it is known
   */
  static CaptionedPanel of(
      String name, String of, AngleSamples samples, OptionalDouble rmse, String caption) {
    Axis x =
        FittedAxis.logarithmic(
            "force norm (eV/Å)",
            IntStream.range(0, samples.size()).mapToDouble(samples::forceNorm));
    Axis y =
        FittedAxis.logarithmic(
            "angle (°)", IntStream.range(0, samples.size()).mapToDouble(samples::angleDeg));
    Histogram2D counts = counts(samples, x, y);
    return new CaptionedPanel(
        new DensityPanel(
            name,
            new PanelTitle("", of + ": angle and force norm"),
            "Density of the atoms of " + of + ", angle against force norm",
            counts,
            x,
            y,
            new CountColourScale(Math.max(1, counts.max())),
            (canvas, area) -> rmse.ifPresent(error -> drawTypical(canvas, area, error))),
        (caption + DensityCells.notShown(counts, "atoms")).strip());
  }

  /** The counts of the atoms by the logarithms of norm and angle. */
  static Histogram2D counts(AngleSamples samples, Axis x, Axis y) {
    int cells = DensityCells.along(samples.size());
    return Histogram2D.of(
        samples.size(),
        i -> Math.log10(samples.forceNorm(i)),
        i -> Math.log10(samples.angleDeg(i)),
        new Bins(x.from(), x.to(), cells),
        new Bins(y.from(), y.to(), cells));
  }

  /**
   * The angle in degrees by which an error turns a force whose two components across the force are
   * of this size.
   */
  static double typicalAngle(double rmse, double norm) {
    return Math.toDegrees(Math.atan2(Math.sqrt(2) * rmse, norm));
  }

  private static void drawTypical(Canvas canvas, PlotArea area, double rmse) {
    List<Point> line = new ArrayList<>();
    int steps = 60;
    for (int step = 0; step <= steps; step++) {
      double x = area.x().from() + (area.x().to() - area.x().from()) * step / steps;
      double y = Math.log10(typicalAngle(rmse, Math.pow(10, x)));
      if (y >= area.y().from() && y <= area.y().to()) {
        line.add(area.at(x, y));
      }
    }
    if (line.size() > 1) {
      double type = area.typeSize();
      canvas.line(line, Stroke.dashed(GUIDE, type / 10, type / 3, type / 4));
    }
  }
}
