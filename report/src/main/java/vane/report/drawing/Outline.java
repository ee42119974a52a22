package vane.report.drawing;

import java.util.List;

/**
 * A shape as closed lines through points. What two lines in opposite directions enclose is a hole.
 *
 * @param contours the lines; the last point of each is joined to its first
 */
record Outline(List<List<Point>> contours) {
  /** Copies the list. */
  Outline {
    contours = contours.stream().map(List::copyOf).toList();
  }

  /** An outline moved, and before that turned by a quarter so that its words run upwards. */
  Outline moved(Point shift, boolean upwards) {
    return new Outline(
        contours.stream()
            .map(
                contour ->
                    contour.stream()
                        .map(
                            p ->
                                upwards
                                    ? new Point(shift.x() + p.y(), shift.y() - p.x())
                                    : new Point(shift.x() + p.x(), shift.y() + p.y()))
                        .toList())
            .toList());
  }

  /** Whether it has no point at all, as the outline of a space. */
  boolean isEmpty() {
    return contours.stream().allMatch(List::isEmpty);
  }

  /** The smallest box around all points; not for an empty outline. */
  Box bounds() {
    double left = Double.POSITIVE_INFINITY;
    double top = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    for (List<Point> contour : contours) {
      for (Point p : contour) {
        left = Math.min(left, p.x());
        top = Math.min(top, p.y());
        right = Math.max(right, p.x());
        bottom = Math.max(bottom, p.y());
      }
    }
    return new Box(left, top, right, bottom);
  }
}
