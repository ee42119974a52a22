package vane.report.drawing;

/**
 * A place in a drawing.
 *
 * @param x from the left, in px
 * @param y from the top, in px
 */
public record Point(double x, double y) {}
