package vane.report.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import vane.report.drawing.Box;
import vane.report.drawing.Canvas;
import vane.report.drawing.Mark;
import vane.report.drawing.Point;

/**
 * Counts in two dimensions as colours, with a colour bar.
 *
 * @param name name of the group in the SVG, by which programs find it
 * @param title letter and words over it
 * @param description what it shows, for readers who cannot see it
 * @param counts the counts; its bins are the ends of the axes
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param colours the colours of the counts
 * @param overlay what is drawn over the counts
 */
public record DensityPanel(
    String name,
    PanelTitle title,
    String description,
    Histogram2D counts,
    Axis x,
    Axis y,
    CountColourScale colours,
    PlotLayer overlay)
    implements Panel {

  @Override
  public List<Mark> marks(double width, double height, double typeSize) {
    Canvas canvas = new Canvas();
    title.draw(canvas, typeSize);
    double right = colours.barWidth(typeSize) + 0.6 * typeSize;
    PlotArea area = PlotArea.inPanel(width, height, right, x, y, typeSize);
    Box box = area.box();
    drawCells(canvas, area);
    overlay.draw(canvas, area);
    area.drawAxes(canvas);
    colours.drawBar(canvas, box.right() + 0.6 * typeSize, box.top(), box.height(), typeSize);
    return canvas.marks();
  }

  /** One mark per colour; neighbouring cells of one colour are one box. */
  private void drawCells(Canvas canvas, PlotArea area) {
    SortedMap<Integer, List<Box>> byLevel = new TreeMap<>();
    for (int row = 0; row < counts.y().count(); row++) {
      int column = 0;
      while (column < counts.x().count()) {
        int first = column;
        int level = level(column, row);
        while (column < counts.x().count() && level(column, row) == level) {
          column++;
        }
        if (level >= 0) {
          byLevel.computeIfAbsent(level, l -> new ArrayList<>()).add(box(area, first, column, row));
        }
      }
    }
    List<Mark> cells = new ArrayList<>();
    byLevel.forEach(
        (level, boxes) -> cells.add(new Mark.Cells(CountColourScale.colour(level), boxes)));
    canvas.add(new Mark.Group("cells", "", new Point(0, 0), cells));
  }

  private int level(int column, int row) {
    long count = counts.count(column, row);
    return count == 0 ? -1 : colours.level(count);
  }

  private Box box(PlotArea area, int first, int end, int row) {
    double left = area.px(counts.x().edge(first));
    double right = area.px(counts.x().edge(end));
    double bottom = area.py(counts.y().edge(row));
    double top = area.py(counts.y().edge(row + 1));
    return new Box(left, top, right, bottom);
  }
}
