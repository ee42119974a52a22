package vane.report.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vane.report.drawing.Mark.Cells;
import vane.report.drawing.Mark.Disc;
import vane.report.drawing.Mark.Group;
import vane.report.drawing.Mark.Label;
import vane.report.drawing.Mark.Path;

/**
 * Paints a drawing as PNG.
 *
 * <p>Words are painted as outlines from {@link Typeface}. Nothing here uses the module
 * java.desktop, which needs libraries of the machine and is not part of Vane's downloads.
 */
public final class PngPainter {
  private final Dots dots;
  private final double scale;

  private PngPainter(Dots dots, double scale) {
    this.dots = dots;
    this.scale = scale;
  }

  /**
   * Paints a drawing.
   *
   * @param drawing the drawing
   * @param dotsPerPx how many dots there are to a px of the drawing
   * @param widthMm the width in print in mm, which the file names
   * @return the content of a PNG file
   */
  public static byte[] png(Drawing drawing, double dotsPerPx, double widthMm) {
    int width = (int) Math.round(drawing.width() * dotsPerPx);
    int height = (int) Math.round(drawing.height() * dotsPerPx);
    Dots dots = new Dots(width, height);
    new PngPainter(dots, dotsPerPx).paint(drawing.marks(), new Point(0, 0));
    return PngEncoder.bytes(dots, width / (widthMm / 1000));
  }

  private void paint(List<Mark> marks, Point shift) {
    for (Mark mark : marks) {
      if (mark instanceof Path path) {
        List<Point> points = path.points().stream().map(p -> inDots(p, shift)).toList();
        paint(points, path.closed(), path.fill(), path.stroke());
      } else if (mark instanceof Cells cells) {
        cells.boxes().forEach(b -> dots.fill(inDots(b, shift), cells.colour()));
      } else if (mark instanceof Disc disc) {
        List<Point> rim = rim(inDots(disc.centre(), shift), scale * disc.radius());
        paint(rim, true, disc.fill(), disc.stroke());
      } else if (mark instanceof Label label) {
        paint(label, shift);
      } else if (mark instanceof Group group) {
        Point inner = group.shift();
        paint(group.marks(), new Point(shift.x() + inner.x(), shift.y() + inner.y()));
      }
    }
  }

  private Point inDots(Point place, Point shift) {
    return new Point(scale * (place.x() + shift.x()), scale * (place.y() + shift.y()));
  }

  private Box inDots(Box box, Point shift) {
    Point first = inDots(new Point(box.left(), box.top()), shift);
    Point last = inDots(new Point(box.right(), box.bottom()), shift);
    return new Box(first.x(), first.y(), last.x(), last.y());
  }

  private void paint(
      List<Point> points, boolean closed, Optional<Colour> fill, Optional<Stroke> stroke) {
    fill.ifPresent(colour -> dots.fill(new Outline(List.of(points)), colour));
    stroke.ifPresent(
        line -> {
          List<Double> dashes = line.dashes().stream().map(d -> scale * d).toList();
          dots.fill(LineOutline.of(points, closed, scale * line.width(), dashes), line.colour());
        });
  }

  /** A circle by so many points that it is nowhere off by more than a hundredth of a dot. */
  private static List<Point> rim(Point centre, double radius) {
    int count = (int) Math.max(16, Math.ceil(23 * Math.sqrt(radius)));
    List<Point> points = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      double angle = 2 * Math.PI * i / count;
      points.add(
          new Point(centre.x() + radius * Math.cos(angle), centre.y() + radius * Math.sin(angle)));
    }
    return points;
  }

  private void paint(Label label, Point shift) {
    Typeface typeface = label.bold() ? Typeface.BOLD : Typeface.REGULAR;
    double width = typeface.width(label.text(), label.size());
    double back =
        switch (label.anchor()) {
          case START -> 0;
          case MIDDLE -> width / 2;
          case END -> width;
        };
    Point at = label.at();
    Point begin =
        label.upwards() ? new Point(at.x(), at.y() + back) : new Point(at.x() - back, at.y());
    Outline words = typeface.outline(label.text(), scale * label.size());
    dots.fill(words.moved(inDots(begin, shift), label.upwards()), label.colour());
  }
}
