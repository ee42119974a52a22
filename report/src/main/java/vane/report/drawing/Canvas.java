package vane.report.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What plots draw on: it collects the marks of a drawing in the order of painting. Not thread-safe.
 */
public final class Canvas {
  private final List<Mark> marks = new ArrayList<>();

  /** An empty canvas. */
  public Canvas() {}

  /**
   * Adds a mark.
   *
   * @param mark painted over those before
   */
  public void add(Mark mark) {
    marks.add(mark);
  }

  /**
   * Adds a straight line.
   *
   * @param x1 where it begins
   * @param y1 where it begins
   * @param x2 where it ends
   * @param y2 where it ends
   * @param stroke how it is drawn
   */
  public void line(double x1, double y1, double x2, double y2, Stroke stroke) {
    line(List.of(new Point(x1, y1), new Point(x2, y2)), stroke);
  }

  /**
   * Adds a line through points.
   *
   * @param points at least two
   * @param stroke how it is drawn
   */
  public void line(List<Point> points, Stroke stroke) {
    add(new Mark.Path(points, false, Optional.empty(), Optional.of(stroke)));
  }

  /**
   * Adds a box without a fill.
   *
   * @param box the box
   * @param stroke how it is drawn
   */
  public void outline(Box box, Stroke stroke) {
    add(new Mark.Path(corners(box), true, Optional.empty(), Optional.of(stroke)));
  }

  /**
   * Adds a shape of straight sides, filled and with a line around it.
   *
   * @param corners its corners
   * @param fill the colour inside
   * @param stroke the line around it
   */
  public void shape(List<Point> corners, Colour fill, Stroke stroke) {
    add(new Mark.Path(corners, true, Optional.of(fill), Optional.of(stroke)));
  }

  /**
   * Adds a disc with a line around it.
   *
   * @param centre its centre
   * @param radius in px
   * @param fill the colour inside
   * @param stroke the line around it
   */
  public void disc(Point centre, double radius, Colour fill, Stroke stroke) {
    add(new Mark.Disc(centre, radius, Optional.of(fill), Optional.of(stroke)));
  }

  /**
   * Adds a ring.
   *
   * @param centre its centre
   * @param radius in px
   * @param stroke how it is drawn
   */
  public void ring(Point centre, double radius, Stroke stroke) {
    add(new Mark.Disc(centre, radius, Optional.empty(), Optional.of(stroke)));
  }

  /**
   * Adds words.
   *
   * @param x where they are anchored
   * @param y their baseline
   * @param text one line
   * @param size in px
   * @param colour their colour
   * @param anchor which part of them is at the place
   */
  public void label(
      double x, double y, String text, double size, Colour colour, TextAnchor anchor) {
    add(new Mark.Label(new Point(x, y), text, size, false, colour, anchor, false));
  }

  /**
   * Adds bold words that begin at a place.
   *
   * @param x where they begin
   * @param y their baseline
   * @param text one line
   * @param size in px
   */
  public void bold(double x, double y, String text, double size) {
    add(new Mark.Label(new Point(x, y), text, size, true, Colour.INK, TextAnchor.START, false));
  }

  /**
   * Adds words that run upwards, about a place.
   *
   * @param x their baseline
   * @param y their middle
   * @param text one line
   * @param size in px
   */
  public void upwards(double x, double y, String text, double size) {
    add(new Mark.Label(new Point(x, y), text, size, false, Colour.INK, TextAnchor.MIDDLE, true));
  }

  /**
   * What was added.
   *
   * @return the marks in the order of painting
   */
  public List<Mark> marks() {
    return List.copyOf(marks);
  }

  private static List<Point> corners(Box box) {
    return List.of(
        new Point(box.left(), box.top()),
        new Point(box.right(), box.top()),
        new Point(box.right(), box.bottom()),
        new Point(box.left(), box.bottom()));
  }
}
