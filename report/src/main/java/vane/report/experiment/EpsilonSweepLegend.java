package vane.report.experiment;

import java.util.ArrayList;
import java.util.List;
import vane.experiment.ElementResult;
import vane.report.drawing.Canvas;
import vane.report.drawing.Colour;
import vane.report.drawing.Mark;
import vane.report.drawing.Point;
import vane.report.drawing.Stroke;
import vane.report.drawing.TextAnchor;
import vane.report.drawing.Typeface;
import vane.report.force.ElementStyle;

/** What the signs of panel A mean, in as many rows as the width needs. */
final class EpsilonSweepLegend {
  private static final Colour NEUTRAL = Colour.of("#444444");

  private final double typeSize;
  private final List<Entry> entries = new ArrayList<>();

  /** A sign, drawn about the origin, its half width, and the word behind it. */
  private record Entry(List<Mark> sign, double halfWidth, String word) {}

  EpsilonSweepLegend(List<ElementResult> elements, boolean hasRobust, double typeSize) {
    this.typeSize = typeSize;
    Point origin = new Point(0, 0);
    for (ElementResult result : elements) {
      ElementStyle style = ElementStyle.of(result.element());
      Canvas test = new Canvas();
      style.drawPoint(test, new Point(-0.4 * typeSize, 0), true, typeSize);
      style.drawPoint(test, new Point(0.4 * typeSize, 0), false, typeSize);
      entries.add(new Entry(test.marks(), 0.8 * typeSize, style.symbol() + " test, training"));
    }
    ElementStyle neutral = new ElementStyle("", NEUTRAL, false);
    if (hasRobust) {
      Canvas best = new Canvas();
      best.ring(origin, 0.55 * typeSize, Stroke.solid(Colour.INK, typeSize / 8));
      entries.add(new Entry(best.marks(), 0.6 * typeSize, "best"));
    }
    entries.add(line(neutral.regularLine(typeSize), "least squares, test"));
    Canvas paper = new Canvas();
    neutral.drawPaper(paper, origin, 0.85 * typeSize);
    entries.add(new Entry(paper.marks(), 0.6 * typeSize, "paper"));
    entries.add(line(neutral.paperLine(typeSize), "paper, least squares"));
  }

  private Entry line(Stroke stroke, String word) {
    Canvas canvas = new Canvas();
    canvas.line(-0.9 * typeSize, 0, 0.9 * typeSize, 0, stroke);
    return new Entry(canvas.marks(), 0.9 * typeSize, word);
  }

  /** Draws it below a height and says where it ends. */
  double draw(Canvas canvas, double left, double right, double top) {
    double size = 0.88 * typeSize;
    double x = left;
    double y = top + 0.6 * typeSize;
    for (Entry entry : entries) {
      double width =
          2 * entry.halfWidth() + 0.35 * typeSize + Typeface.REGULAR.width(entry.word(), size);
      if (x > left && x + width > right) {
        x = left;
        y += 1.4 * typeSize;
      }
      canvas.add(new Mark.Group("legend", "", new Point(x + entry.halfWidth(), y), entry.sign()));
      canvas.label(
          x + 2 * entry.halfWidth() + 0.35 * typeSize,
          y + 0.3 * typeSize,
          entry.word(),
          size,
          Colour.INK,
          TextAnchor.START);
      x += width + 0.9 * typeSize;
    }
    return y + 0.6 * typeSize;
  }
}
