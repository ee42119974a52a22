package vane.report.experiment;

import java.util.stream.IntStream;
import vane.evaluation.AngleSamples;
import vane.report.drawing.Canvas;
import vane.report.drawing.Colour;
import vane.report.drawing.Stroke;
import vane.report.drawing.TextAnchor;
import vane.report.page.NumberFormats;
import vane.report.plot.Axis;
import vane.report.plot.Bins;
import vane.report.plot.CountColourScale;
import vane.report.plot.DensityCells;
import vane.report.plot.DensityPanel;
import vane.report.plot.Histogram2D;
import vane.report.plot.PanelTitle;
import vane.report.plot.PlotArea;

/** The plot of what a robust model does to the angles of the regular one, atom by atom. */
final class AngleChangePlot {
  private static final Colour LIMIT = Colour.of("#d7191c");

  private AngleChangePlot() {}

  /** The regular model's angle θ against the change φ − θ to the robust model's. */
  static Histogram2D counts(AngleSamples regular, AngleSamples robust) {
    if (regular.size() != robust.size()) {
      throw new IllegalArgumentException(
          "found "
              + robust.size()
              + " angles of the Huber model, expected the "
              + regular.size()
              + " of least squares");
    }
    return Histogram2D.of(
        regular.size(),
        regular::angleDeg,
        i -> robust.angleDeg(i) - regular.angleDeg(i),
        new Bins(0, 180, DensityCells.along(regular.size())),
        new Bins(-180, 180, 4 * DensityCells.along(regular.size()) / 3));
  }

  /** The panel of {@link #counts}. */
  static DensityPanel panel(
      String name, PanelTitle title, String epsilon, AngleSamples regular, AngleSamples robust) {
    Histogram2D counts = counts(regular, robust);
    return new DensityPanel(
        name,
        title,
        title.text() + ": angle of least squares against the change by the best Huber model",
        counts,
        new Axis("θ, least squares (°)", 0, 180, 45),
        new Axis("φ \u2212 θ, Huber, ε = " + epsilon + " (°)", -180, 180, 60),
        new CountColourScale(Math.max(1, counts.max())),
        (canvas, area) -> drawChange(canvas, area, regular, robust));
  }

  private static void drawChange(
      Canvas canvas, PlotArea area, AngleSamples regular, AngleSamples robust) {
    double type = area.typeSize();
    canvas.line(
        area.px(0), area.py(0), area.px(180), area.py(0), Stroke.solid(Colour.GREY, type / 14));
    canvas.line(area.px(0), area.py(0), area.px(180), area.py(-180), Stroke.solid(LIMIT, type / 6));
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
    canvas.label(
        right,
        area.box().top() + 1.2 * type,
        "worse: " + NumberFormats.percent(worse, n),
        size,
        Colour.INK,
        TextAnchor.END);
    double left = area.box().left() + 0.4 * type;
    double bottom = area.box().bottom();
    canvas.label(
        left,
        bottom - 2.7 * type,
        "better: " + NumberFormats.percent(better, n),
        size,
        Colour.INK,
        TextAnchor.START);
    canvas.label(left, bottom - 1.55 * type, "largest", size, LIMIT, TextAnchor.START);
    canvas.label(left, bottom - 0.5 * type, "possible gain", size, LIMIT, TextAnchor.START);
  }
}
