package vane.report.plot;

import java.util.List;
import vane.report.drawing.Box;
import vane.report.drawing.Canvas;
import vane.report.drawing.Colour;
import vane.report.drawing.Point;
import vane.report.drawing.Stroke;
import vane.report.drawing.TextAnchor;
import vane.report.drawing.Typeface;

/**
 * The rectangle between two axes.
 *
 * @param box where it is, in px
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param typeSize the size of the type in px
 */
public record PlotArea(Box box, Axis x, Axis y, double typeSize) {
  /**
   * The area of a panel that holds one plot: as large as its title and the words at the axes allow.
   *
   * @param width the width of the panel in px
   * @param height the height of the panel in px
   * @param rightMargin the room to the right of the area in px
   * @param x the horizontal axis
   * @param y the vertical axis
   * @param typeSize the size of the type in px
   * @return the area
   */
  static PlotArea inPanel(
      double width, double height, double rightMargin, Axis x, Axis y, double typeSize) {
    Box box =
        new Box(
            leftMargin(y, typeSize),
            PanelTitle.height(typeSize),
            width - rightMargin,
            height - bottomMargin(typeSize));
    return new PlotArea(box, x, y, typeSize);
  }

  /**
   * How wide the words to the left of an axis are.
   *
   * @param y the vertical axis
   * @param typeSize the size of the type in px
   * @return in px
   */
  public static double leftMargin(Axis y, double typeSize) {
    double numbers =
        y.ticks().stream()
            .mapToDouble(t -> Typeface.REGULAR.width(y.text(t), typeSize))
            .max()
            .orElse(0);
    return numbers + 2.1 * typeSize;
  }

  /**
   * How high the words under an axis are.
   *
   * @param typeSize the size of the type in px
   * @return in px
   */
  public static double bottomMargin(double typeSize) {
    return 3.1 * typeSize;
  }

  /**
   * Where a pair of values lies.
   *
   * @param xValue along the horizontal axis
   * @param yValue along the vertical axis
   * @return its place
   */
  public Point at(double xValue, double yValue) {
    return new Point(px(xValue), py(yValue));
  }

  /**
   * Where a value lies on the horizontal axis.
   *
   * @param value the value
   * @return in px from the left
   */
  public double px(double value) {
    return box.left() + box.width() * x.fraction(value);
  }

  /**
   * Where a value lies on the vertical axis.
   *
   * @param value the value
   * @return in px from the top
   */
  public double py(double value) {
    return box.bottom() - box.height() * y.fraction(value);
  }

  /**
   * Draws faint lines at the ticks of the vertical axis.
   *
   * @param canvas where
   */
  public void drawGrid(Canvas canvas) {
    for (double tick : y.ticks()) {
      canvas.line(
          box.left(), py(tick), box.right(), py(tick), Stroke.solid(Colour.LIGHT, typeSize / 14));
    }
  }

  /**
   * Draws both axes with their ticks and words.
   *
   * @param canvas where
   */
  public void drawAxes(Canvas canvas) {
    drawFrame(canvas);
    drawHorizontal(canvas, x.ticks());
  }

  /**
   * Draws the frame, and the vertical axis with its ticks and words.
   *
   * @param canvas where
   */
  public void drawFrame(Canvas canvas) {
    Stroke line = Stroke.solid(Colour.INK, typeSize / 13);
    canvas.outline(box, line);
    for (double tick : y.ticks()) {
      canvas.line(box.left() - 0.3 * typeSize, py(tick), box.left(), py(tick), line);
      canvas.label(
          box.left() - 0.5 * typeSize,
          py(tick) + 0.35 * typeSize,
          y.text(tick),
          typeSize,
          Colour.INK,
          TextAnchor.END);
    }
    for (double tick : y.minorTicks()) {
      canvas.line(box.left() - 0.17 * typeSize, py(tick), box.left(), py(tick), line);
    }
    double middle = box.top() + box.height() / 2;
    canvas.upwards(
        box.left() - leftMargin(y, typeSize) + 0.95 * typeSize, middle, y.label(), typeSize);
  }

  /**
   * Draws the horizontal axis.
   *
   * @param canvas where
   * @param ticks the ticks that are drawn and named
   */
  public void drawHorizontal(Canvas canvas, List<Double> ticks) {
    Stroke line = Stroke.solid(Colour.INK, typeSize / 13);
    for (double tick : ticks) {
      canvas.line(px(tick), box.bottom(), px(tick), box.bottom() + 0.3 * typeSize, line);
      canvas.label(
          px(tick),
          box.bottom() + 1.35 * typeSize,
          x.text(tick),
          typeSize,
          Colour.INK,
          TextAnchor.MIDDLE);
    }
    for (double tick : x.minorTicks()) {
      canvas.line(px(tick), box.bottom(), px(tick), box.bottom() + 0.17 * typeSize, line);
    }
    canvas.label(
        box.left() + box.width() / 2,
        box.bottom() + 2.65 * typeSize,
        x.label(),
        typeSize,
        Colour.INK,
        TextAnchor.MIDDLE);
  }
}
