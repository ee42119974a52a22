package vane.report.plot;

import java.util.ArrayList;
import java.util.List;
import vane.report.drawing.Box;
import vane.report.drawing.Canvas;
import vane.report.drawing.Colour;
import vane.report.drawing.Mark;
import vane.report.drawing.Point;

/**
 * A histogram: shares of values as bars.
 *
 * @param name name of the group in the SVG, by which programs find it
 * @param title letter and words over it
 * @param description what it shows, for readers who cannot see it
 * @param counts the counts; its bins are the ends of the axis
 * @param x the horizontal axis
 * @param counted what is counted, such as {@code atoms}
 */
public record HistogramPanel(
    String name, PanelTitle title, String description, Histogram counts, Axis x, String counted)
    implements Panel {
  private static final Colour BAR = Colour.of("#5b8fc9");

  @Override
  public List<Mark> marks(double width, double height, double typeSize) {
    Canvas canvas = new Canvas();
    title.draw(canvas, typeSize);
    Bins bins = counts.bins();
    double highest = 0;
    for (int bin = 0; bin < bins.count(); bin++) {
      highest = Math.max(highest, counts.share(bin));
    }
    Axis y = Axis.fromZero("share of " + counted + " (%)", Math.min(100, 105 * highest));
    PlotArea area = PlotArea.inPanel(width, height, 1.5 * typeSize, x, y, typeSize);
    area.drawGrid(canvas);
    drawBars(canvas, area);
    area.drawAxes(canvas);
    return canvas.marks();
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
}
