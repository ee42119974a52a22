package vane.report.plot;

import vane.report.drawing.Canvas;
import vane.report.drawing.Colour;
import vane.report.drawing.TextAnchor;

/**
 * What stands over a panel.
 *
 * @param letter the letter that texts refer to; empty for none
 * @param text what the panel shows, in a few words
 */
public record PanelTitle(String letter, String text) {
  /**
   * How high it is.
   *
   * @param typeSize the size of the type in px
   * @return in px
   */
  public static double height(double typeSize) {
    return 2.1 * typeSize;
  }

  /**
   * Draws it at the upper left corner.
   *
   * @param canvas where
   * @param typeSize the size of the type in px
   */
  public void draw(Canvas canvas, double typeSize) {
    double x = 0.3 * typeSize;
    if (!letter.isEmpty()) {
      canvas.bold(x, 1.25 * typeSize, letter, 1.3 * typeSize);
      x += 1.7 * typeSize;
    }
    canvas.label(x, 1.25 * typeSize, text, typeSize, Colour.INK, TextAnchor.START);
  }
}
