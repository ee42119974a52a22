package vane.report.plot;

import java.util.List;
import vane.report.drawing.Box;
import vane.report.drawing.Mark;
import vane.report.drawing.Sketch;

/**
 * Lines between axes, over a faint grid.
 *
 * @param name a word for programs that look for it
 * @param title letter and words over it
 * @param description what it shows, for those who cannot see it
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param lines what is drawn between the axes
 */
public record LinePanel(
    String name, PanelTitle title, String description, Axis x, Axis y, DensityPanel.Overlay lines)
    implements Panel {

  @Override
  public List<Mark> marks(double width, double height, double typeSize) {
    Sketch sketch = new Sketch();
    title.draw(sketch, typeSize);
    double left = PlotArea.leftMargin(y, typeSize);
    double top = PanelTitle.height(typeSize);
    Box box = new Box(left, top, width - 1.5 * typeSize, height - PlotArea.bottomMargin(typeSize));
    PlotArea area = new PlotArea(box, x, y, typeSize);
    area.drawGrid(sketch);
    lines.draw(sketch, area);
    area.drawAxes(sketch);
    return sketch.marks();
  }
}
