package vane.report.drawing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The outline of a line that is painted with a width: ends are cut off straight, corners are
 * pointed, or cut where the point would be longer than ten widths.
 *
 * <p>It is a piece for every straight part and one for every corner, all in the same direction.
 */
final class LineOutline {
  private static final double LONGEST_POINT = 10;

  private final double half;
  private final List<List<Point>> pieces = new ArrayList<>();

  private LineOutline(double width) {
    this.half = width / 2;
  }

  /**
   * The outline of a line.
   *
   * @param points the points of the line, in dots
   * @param closed whether it leads back to its beginning
   * @param width its width in dots
   * @param dashes lengths of dashes and gaps by turns, in dots; empty for a solid line
   */
  static Outline of(List<Point> points, boolean closed, double width, List<Double> dashes) {
    List<Point> line = withoutRepeats(points, closed);
    LineOutline outline = new LineOutline(width);
    if (dashes.isEmpty()) {
      outline.append(line, closed);
    } else {
      List<Point> open = new ArrayList<>(line);
      if (closed) {
        open.add(line.get(0));
      }
      dashes(open, dashes).forEach(dash -> outline.append(dash, false));
    }
    return new Outline(outline.pieces);
  }

  private static List<Point> withoutRepeats(List<Point> points, boolean closed) {
    List<Point> kept = new ArrayList<>();
    for (Point p : points) {
      if (kept.isEmpty() || !kept.get(kept.size() - 1).equals(p)) {
        kept.add(p);
      }
    }
    if (closed && kept.size() > 1 && kept.get(0).equals(kept.get(kept.size() - 1))) {
      kept.remove(kept.size() - 1);
    }
    return kept;
  }

  private static List<List<Point>> dashes(List<Point> line, List<Double> lengths) {
    List<List<Point>> dashes = new ArrayList<>();
    List<Point> dash = new ArrayList<>(List.of(line.get(0)));
    int turn = 0;
    double left = lengths.get(0);
    for (int i = 1; i < line.size(); i++) {
      Point from = line.get(i - 1);
      Point to = line.get(i);
      double length = Math.hypot(to.x() - from.x(), to.y() - from.y());
      double done = 0;
      while (length - done > left) {
        done += left;
        dash.add(between(from, to, done / length));
        turn = nextTurn(dashes, dash, turn);
        dash = new ArrayList<>(List.of(dash.get(dash.size() - 1)));
        left = lengths.get(turn % lengths.size());
      }
      left -= length - done;
      dash.add(to);
    }
    nextTurn(dashes, dash, turn);
    return dashes;
  }

  /** Keeps what was painted, and forgets gaps. */
  private static int nextTurn(List<List<Point>> dashes, List<Point> dash, int turn) {
    if (turn % 2 == 0) {
      dashes.add(withoutRepeats(dash, false));
    }
    return turn + 1;
  }

  private static Point between(Point from, Point to, double part) {
    return new Point(from.x() + part * (to.x() - from.x()), from.y() + part * (to.y() - from.y()));
  }

  private void append(List<Point> line, boolean closed) {
    int n = line.size();
    if (n < 2) {
      return;
    }
    int parts = closed ? n : n - 1;
    for (int i = 0; i < parts; i++) {
      Point from = line.get(i);
      Point to = line.get((i + 1) % n);
      Point across = across(from, to);
      pieces.add(
          List.of(plus(from, across), plus(to, across), minus(to, across), minus(from, across)));
      if (closed || i > 0) {
        corner(line.get((i + n - 1) % n), from, to);
      }
    }
  }

  /** The wedge that is open at the outer side of a corner. */
  private void corner(Point before, Point at, Point after) {
    Point first = across(before, at);
    Point second = across(at, after);
    double turn = first.x() * second.y() - first.y() * second.x();
    if (turn == 0) {
      return;
    }
    Point out = turn > 0 ? minus(at, first) : plus(at, first);
    Point in = turn > 0 ? minus(at, second) : plus(at, second);
    List<Point> wedge = new ArrayList<>(List.of(at, out));
    // Both sides lead to the point whose distance from the corner is half / cos(angle / 2).
    double sumX = first.x() + second.x();
    double sumY = first.y() + second.y();
    double cosine = Math.hypot(sumX, sumY) / (2 * half);
    if (cosine * LONGEST_POINT >= 1) {
      double stretch = 1 / (2 * cosine * cosine);
      Point tip = new Point(sumX * stretch, sumY * stretch);
      wedge.add(turn > 0 ? minus(at, tip) : plus(at, tip));
    }
    wedge.add(in);
    if (turn > 0) {
      Collections.reverse(wedge);
    }
    pieces.add(wedge);
  }

  /** Half the width, at a right angle to the way. */
  private Point across(Point from, Point to) {
    double x = to.x() - from.x();
    double y = to.y() - from.y();
    double length = Math.hypot(x, y);
    return new Point(-y / length * half, x / length * half);
  }

  private static Point plus(Point p, Point q) {
    return new Point(p.x() + q.x(), p.y() + q.y());
  }

  private static Point minus(Point p, Point q) {
    return new Point(p.x() - q.x(), p.y() - q.y());
  }
}
