package vane.report.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import vane.report.drawing.Anchor;
import vane.report.drawing.Box;
import vane.report.drawing.Colour;
import vane.report.drawing.Mark;
import vane.report.drawing.Point;
import vane.report.drawing.Sketch;
import vane.report.drawing.Stroke;
import vane.report.drawing.Typeface;

/**
 * Shares of values as bars, with the shares that chance would give as a dashed line.
 *
 * @param name a word for programs that look for it
 * @param title letter and words over it
 * @param description what it shows, for those who cannot see it
 * @param counts the counts; its bins are the ends of the axis
 * @param x the horizontal axis
 * @param chance the share that chance puts between two values, 0 to 1
 */
public record BarPanel(
    String name,
    PanelTitle title,
    String description,
    Histogram counts,
    Axis x,
    DoubleBinaryOperator chance)
    implements Panel {
  /** Room above the bars for the words about chance. */
  private static final double HEADROOM = 1.18;

  private static final Colour BAR = Colour.of("#5b8fc9");

  @Override
  public List<Mark> marks(double width, double height, double typeSize) {
    Sketch sketch = new Sketch();
    title.draw(sketch, typeSize);
    Bins bins = counts.bins();
    double highest = 0;
    for (int bin = 0; bin < bins.count(); bin++) {
      highest = Math.max(highest, Math.max(counts.share(bin), byChance(bin)));
    }
    Axis y = Axis.fromZero("share of atoms (%)", 100 * HEADROOM * highest);
    double left = PlotArea.leftMargin(y, typeSize);
    double top = PanelTitle.height(typeSize);
    Box box = new Box(left, top, width - typeSize, height - PlotArea.bottomMargin(typeSize));
    PlotArea area = new PlotArea(box, x, y, typeSize);
    area.drawGrid(sketch);
    drawBars(sketch, area);
    drawChance(sketch, area);
    area.drawAxes(sketch);
    return sketch.marks();
  }

  private double byChance(int bin) {
    return chance.applyAsDouble(counts.bins().edge(bin), counts.bins().edge(bin + 1));
  }

  private void drawBars(Sketch sketch, PlotArea area) {
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
    sketch.add(new Mark.Group("bars", "", new Point(0, 0), List.of(new Mark.Cells(BAR, bars))));
  }

  private void drawChance(Sketch sketch, PlotArea area) {
    List<Point> line = new ArrayList<>();
    for (int bin = 0; bin < counts.bins().count(); bin++) {
      double middle = (counts.bins().edge(bin) + counts.bins().edge(bin + 1)) / 2;
      line.add(area.at(middle, 100 * byChance(bin)));
    }
    double type = area.typeSize();
    Stroke stroke = Stroke.dashed(Colour.INK, type / 9, type / 2.5, type / 4);
    sketch.line(line, stroke);
    double y = area.box().top() + 1.2 * type;
    double right = area.box().right() - 0.5 * type;
    String words = "directions at random";
    double width = Typeface.REGULAR.width(words, 0.9 * type);
    sketch.label(right, y, words, 0.9 * type, Colour.INK, Anchor.END);
    sketch.line(
        right - width - 2.2 * type,
        y - 0.3 * type,
        right - width - 0.4 * type,
        y - 0.3 * type,
        stroke);
  }
}
