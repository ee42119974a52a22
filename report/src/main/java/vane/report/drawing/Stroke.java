package vane.report.drawing;

import java.util.List;

/**
 * How a line is drawn.
 *
 * @param colour its colour
 * @param width its width in px
 * @param dashes lengths in px of dash and gap by turns; none for a solid line
 */
public record Stroke(Colour colour, double width, List<Double> dashes) {
  /** Copies the list. */
  public Stroke {
    dashes = List.copyOf(dashes);
  }

  /**
   * A solid line.
   *
   * @param colour its colour
   * @param width its width in px
   * @return the stroke
   */
  public static Stroke solid(Colour colour, double width) {
    return new Stroke(colour, width, List.of());
  }

  /**
   * A dashed line.
   *
   * @param colour its colour
   * @param width its width in px
   * @param dash the length of a dash in px
   * @param gap the length of a gap in px
   * @return the stroke
   */
  public static Stroke dashed(Colour colour, double width, double dash, double gap) {
    return new Stroke(colour, width, List.of(dash, gap));
  }
}
