package vane.report.drawing;

/**
 * A rectangle along the axes. It is kept by its edges, so that neighbours can share one exactly.
 *
 * @param left in px
 * @param top in px
 * @param right in px
 * @param bottom in px
 */
public record Box(double left, double top, double right, double bottom) {
  /**
   * The width.
   *
   * @return in px
   */
  public double width() {
    return right - left;
  }

  /**
   * The height.
   *
   * @return in px
   */
  public double height() {
    return bottom - top;
  }
}
