package vane.report.drawing;

import java.util.List;

/**
 * A finished drawing on white.
 *
 * @param width in px
 * @param height in px
 * @param description what it shows, for readers who cannot see it
 * @param marks in the order of painting
 */
public record Drawing(double width, double height, String description, List<Mark> marks) {
  /** Copies the list. */
  public Drawing {
    marks = List.copyOf(marks);
  }
}
