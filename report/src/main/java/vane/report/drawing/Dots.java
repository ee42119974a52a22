package vane.report.drawing;

import java.util.Arrays;
import java.util.List;

/**
 * A picture as dots, white at first.
 *
 * <p>The edge of a shape is smoothed: a dot takes as much of the colour as the shape covers of its
 * area, which is calculated exactly. Not thread-safe.
 */
final class Dots {
  private final int width;
  private final int height;
  private final int[] colours;

  /**
   * What each column's cover has more than that of the column before it, line by line of the shape
   * that is being painted; zero between shapes.
   */
  private double[] steps = new double[0];

  Dots(int width, int height) {
    this.width = width;
    this.height = height;
    this.colours = new int[Math.multiplyExact(width, height)];
    Arrays.fill(colours, 0xffffff);
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** The colour of a dot: 0xRRGGBB. */
  int colour(int x, int y) {
    return colours[y * width + x];
  }

  /** Paints a box without smoothing: a dot belongs to the box that holds its centre. */
  void fill(Box box, Colour colour) {
    int left = firstCentre(box.left(), width);
    int right = firstCentre(box.right(), width);
    for (int y = firstCentre(box.top(), height); y < firstCentre(box.bottom(), height); y++) {
      Arrays.fill(colours, y * width + left, y * width + right, packed(colour));
    }
  }

  /** The first dot whose centre is at this place or behind it. */
  private static int firstCentre(double at, int end) {
    return (int) Math.max(0, Math.min(end, Math.ceil(at - 0.5)));
  }

  /** Paints a shape. */
  void fill(Outline outline, Colour colour) {
    if (outline.isEmpty()) {
      return;
    }
    Box bounds = outline.bounds();
    int left = (int) Math.max(0, Math.floor(bounds.left()));
    int right = (int) Math.min(width, Math.ceil(bounds.right()));
    int top = (int) Math.max(0, Math.floor(bounds.top()));
    int bottom = (int) Math.min(height, Math.ceil(bounds.bottom()));
    if (left >= right || top >= bottom) {
      return;
    }
    int columns = right - left;
    int needed = Math.multiplyExact(columns, bottom - top);
    if (steps.length < needed) {
      steps = new double[needed];
    }
    for (List<Point> contour : outline.contours()) {
      for (int i = 0; i < contour.size(); i++) {
        Point from = contour.get(i);
        Point to = contour.get((i + 1) % contour.size());
        addEdge(
            from.x() - left, from.y() - top, to.x() - left, to.y() - top, columns, bottom - top);
      }
    }
    for (int y = top; y < bottom; y++) {
      double cover = 0;
      int at = (y - top) * columns;
      for (int x = left; x < right; x++, at++) {
        cover += steps[at];
        blend(y * width + x, colour, Math.min(1, Math.abs(cover)));
        steps[at] = 0;
      }
    }
  }

  /** Adds what lies to the right of an edge: positive if it leads down, negative if up. */
  private void addEdge(double x0, double y0, double x1, double y1, int columns, int lines) {
    if (y0 == y1) {
      return;
    }
    double sign = y0 < y1 ? 1 : -1;
    double topX = y0 < y1 ? x0 : x1;
    double topY = Math.min(y0, y1);
    double bottomY = Math.max(y0, y1);
    double slope = (x1 - x0) / (y1 - y0);
    int end = (int) Math.min(lines, Math.ceil(bottomY));
    for (int line = (int) Math.max(0, Math.floor(topY)); line < end; line++) {
      double from = Math.max(line, topY);
      double to = Math.min(line + 1, bottomY);
      double a = topX + (from - topY) * slope;
      double b = topX + (to - topY) * slope;
      addPart(line * columns, columns, Math.min(a, b), Math.max(a, b), sign * (to - from));
    }
  }

  /** The part of an edge within one line of dots, from x = a to b. */
  private void addPart(int line, int columns, double a, double b, double height) {
    double covered = 0;
    double before = rightOf(a, b, Math.max(0, Math.floor(a)));
    for (int column = (int) Math.max(0, Math.floor(a)); column < columns; column++) {
      double next = rightOf(a, b, column + 1.0);
      double cover = next - before;
      steps[line + column] += height * (cover - covered);
      if (column >= b) {
        break;
      }
      covered = cover;
      before = next;
    }
  }

  /** The mean over all x from a to b of the way from x to a place, where it leads right. */
  private static double rightOf(double a, double b, double place) {
    if (place <= a) {
      return 0;
    }
    return place >= b ? place - (a + b) / 2 : (place - a) * (place - a) / (2 * (b - a));
  }

  private void blend(int at, Colour colour, double cover) {
    if (cover == 0) {
      return;
    }
    int old = colours[at];
    colours[at] =
        mixed(old >> 16, colour.red(), cover) << 16
            | mixed(old >> 8 & 0xff, colour.green(), cover) << 8
            | mixed(old & 0xff, colour.blue(), cover);
  }

  private static int mixed(int old, int colour, double cover) {
    return (int) Math.round(old + (colour - old) * cover);
  }

  private static int packed(Colour colour) {
    return colour.red() << 16 | colour.green() << 8 | colour.blue();
  }
}
