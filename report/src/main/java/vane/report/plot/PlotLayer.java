package vane.report.plot;

import vane.report.drawing.Canvas;

/** Something that is drawn between the axes of a plot, such as a line over a density. */
@FunctionalInterface
public interface PlotLayer {
  /** Nothing. */
  PlotLayer NONE = (canvas, area) -> {};

  /**
   * Draws it.
   *
   * @param canvas where
   * @param area the area between the axes
   */
  void draw(Canvas canvas, PlotArea area);
}
