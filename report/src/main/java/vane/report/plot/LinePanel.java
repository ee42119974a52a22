package vane.report.plot;

import java.util.List;
import vane.report.drawing.Canvas;
import vane.report.drawing.Mark;

/**
 * Lines between axes, over a faint grid.
 *
 * @param name name of the group in the SVG, by which programs find it
 * @param title letter and words over it
 * @param description what it shows, for readers who cannot see it
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param lines what is drawn between the axes
 */
public record LinePanel(
    String name, PanelTitle title, String description, Axis x, Axis y, PlotLayer lines)
    implements Panel {

  @Override
  public List<Mark> marks(double width, double height, double typeSize) {
    Canvas canvas = new Canvas();
    title.draw(canvas, typeSize);
    PlotArea area = PlotArea.inPanel(width, height, 1.5 * typeSize, x, y, typeSize);
    area.drawGrid(canvas);
    lines.draw(canvas, area);
    area.drawAxes(canvas);
    return canvas.marks();
  }
}
