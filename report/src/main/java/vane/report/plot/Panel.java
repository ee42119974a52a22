package vane.report.plot;

import java.util.List;
import vane.report.drawing.Drawing;
import vane.report.drawing.Mark;
import vane.report.drawing.Point;

/** One plot, which can be drawn at any size. */
public interface Panel {
  /**
   * The name of its group in the SVG, by which programs find it.
   *
   * @return such as {@code panel-a}
   */
  String name();

  /**
   * What it shows, for readers who cannot see it.
   *
   * @return a sentence
   */
  String description();

  /**
   * Draws it.
   *
   * @param width in px
   * @param height in px
   * @param typeSize the size of the type in px
   * @return the marks, from the origin
   */
  List<Mark> marks(double width, double height, double typeSize);

  /**
   * Draws it as a picture of its own.
   *
   * @param width in px
   * @param height in px
   * @param typeSize the size of the type in px
   * @return the picture
   */
  default Drawing drawing(double width, double height, double typeSize) {
    return new Drawing(
        width,
        height,
        description(),
        List.of(new Mark.Group(name(), "", new Point(0, 0), marks(width, height, typeSize))));
  }
}
