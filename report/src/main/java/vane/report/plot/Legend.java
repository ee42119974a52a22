package vane.report.plot;

import java.util.List;
import vane.report.drawing.Box;
import vane.report.drawing.Canvas;
import vane.report.drawing.Colour;
import vane.report.drawing.Mark;
import vane.report.drawing.Point;
import vane.report.drawing.Stroke;
import vane.report.drawing.TextAnchor;
import vane.report.drawing.Typeface;

/**
 * What the lines of a plot mean, in an upper corner of it.
 *
 * @param entries from above, at least one
 */
public record Legend(List<Entry> entries) {
  private static final double SIZE = 0.9;
  private static final double LINE = 2;
  private static final double GAP = 0.45;
  private static final double SPACING = 1.3;

  /** Where the fonts that are asked for are missing, words can be wider by so much. */
  private static final double WIDER = 1.18;

  /**
   * One line and its meaning.
   *
   * @param words what it means
   * @param stroke how it is drawn
   */
  public record Entry(String words, Stroke stroke) {}

  /** Copies the list. */
  public Legend {
    entries = List.copyOf(entries);
  }

  /**
   * Draws it on white.
   *
   * @param canvas where
   * @param area the plot
   * @param right whether it is in the right corner, or else in the left
   * @param below how far below the upper edge it begins, in sizes of the type
   */
  public void draw(Canvas canvas, PlotArea area, boolean right, double below) {
    double type = area.typeSize();
    double words =
        entries.stream()
            .mapToDouble(entry -> Typeface.REGULAR.width(entry.words(), SIZE * type))
            .max()
            .orElse(0);
    double width = WIDER * words + (LINE + GAP) * type;
    double left = right ? area.box().right() - 0.4 * type - width : area.box().left() + 0.6 * type;
    double top = area.box().top() + (0.3 + below) * type;
    double height = (SPACING * entries.size() + 0.2) * type;
    canvas.add(
        new Mark.Cells(
            Colour.WHITE, List.of(new Box(left - 0.2 * type, top, left + width, top + height))));
    double y = top + type;
    for (Entry entry : entries) {
      double middle = y - 0.32 * type;
      canvas.line(
          List.of(new Point(left, middle), new Point(left + LINE * type, middle)), entry.stroke());
      canvas.label(
          left + (LINE + GAP) * type, y, entry.words(), SIZE * type, Colour.INK, TextAnchor.START);
      y += SPACING * type;
    }
  }
}
