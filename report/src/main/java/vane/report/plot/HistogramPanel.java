package vane.report.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import vane.report.drawing.Box;
import vane.report.drawing.Canvas;
import vane.report.drawing.Colour;
import vane.report.drawing.Mark;
import vane.report.drawing.Point;
import vane.report.drawing.Stroke;
import vane.report.drawing.TextAnchor;
import vane.report.drawing.Typeface;

/**
 * A histogram: shares of values as bars, perhaps with the shares that chance would give as a dashed
 * line.
 *
 * @param name name of the group in the SVG, by which programs find it
 * @param title letter and words over it
 * @param description what it shows, for readers who cannot see it
 * @param counts the counts; its bins are the ends of the axis
 * @param x the horizontal axis
 * @param counted what is counted, such as {@code atoms}
 * @param chance the share that chance puts between two values, 0 to 1; empty for no line
 */
public record HistogramPanel(
    String name,
    PanelTitle title,
    String description,
    Histogram counts,
    Axis x,
    String counted,
    Optional<DoubleBinaryOperator> chance)
    implements Panel {
  /** Room above the bars for the words about chance. */
  private static final double HEADROOM = 1.18;

  private static final Colour BAR = Colour.of("#5b8fc9");

  @Override
  public List<Mark> marks(double width, double height, double typeSize) {
    Canvas canvas = new Canvas();
    title.draw(canvas, typeSize);
    Bins bins = counts.bins();
    double highest = 0;
    for (int bin = 0; bin < bins.count(); bin++) {
      highest = Math.max(highest, Math.max(counts.share(bin), byChance(bin)));
    }
    Axis y =
        Axis.fromZero(
            "share of " + counted + " (%)",
            chance.isPresent() ? 100 * HEADROOM * highest : Math.min(100, 105 * highest));
    PlotArea area = PlotArea.inPanel(width, height, 1.5 * typeSize, x, y, typeSize);
    area.drawGrid(canvas);
    drawBars(canvas, area);
    if (chance.isPresent()) {
      drawChance(canvas, area);
    }
    area.drawAxes(canvas);
    return canvas.marks();
  }

  private double byChance(int bin) {
    return chance
        .map(share -> share.applyAsDouble(counts.bins().edge(bin), counts.bins().edge(bin + 1)))
        .orElse(0.0);
  }

  private void drawBars(Canvas canvas, PlotArea area) {
    List<Box> bars = new ArrayList<>();
    for (int bin = 0; bin < counts.bins().count(); bin++) {
      double left = area.px(counts.bins().edge(bin));
      double right = area.px(counts.bins().edge(bin + 1));
      double top = area.py(100 * counts.share(bin));
      if (counts.count(bin) > 0) {
        double gap = 0.06 * (right - left);
        bars.add(new Box(left + gap, top, right - gap, area.box().bottom()));
      }
    }
    canvas.add(new Mark.Group("bars", "", new Point(0, 0), List.of(new Mark.Cells(BAR, bars))));
  }

  private void drawChance(Canvas canvas, PlotArea area) {
    List<Point> line = new ArrayList<>();
    for (int bin = 0; bin < counts.bins().count(); bin++) {
      double middle = (counts.bins().edge(bin) + counts.bins().edge(bin + 1)) / 2;
      line.add(area.at(middle, 100 * byChance(bin)));
    }
    double type = area.typeSize();
    Stroke stroke = Stroke.dashed(Colour.INK, type / 9, type / 2.5, type / 4);
    canvas.line(line, stroke);
    double y = area.box().top() + 1.2 * type;
    double right = area.box().right() - 0.5 * type;
    String words = "directions at random";
    double width = Typeface.REGULAR.width(words, 0.9 * type);
    canvas.label(right, y, words, 0.9 * type, Colour.INK, TextAnchor.END);
    canvas.line(
        right - width - 2.2 * type,
        y - 0.3 * type,
        right - width - 0.4 * type,
        y - 0.3 * type,
        stroke);
  }
}
