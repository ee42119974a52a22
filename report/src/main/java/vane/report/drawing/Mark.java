package vane.report.drawing;

import java.util.List;
import java.util.Optional;

/** One thing in a drawing. */
public sealed interface Mark {
  /**
   * A line through points.
   *
   * @param points at least two
   * @param closed whether it leads back to its beginning
   * @param fill the colour inside, if any
   * @param stroke the line, if any
   */
  record Path(List<Point> points, boolean closed, Optional<Colour> fill, Optional<Stroke> stroke)
      implements Mark {
    /** Copies the list. */
    public Path {
      points = List.copyOf(points);
      if (points.size() < 2) {
        throw new IllegalArgumentException("found " + points.size() + " points, expected two");
      }
    }
  }

  /**
   * Boxes of one colour, such as the cells of a histogram that hold equally much. Where they touch,
   * no seam shows.
   *
   * @param colour their colour
   * @param boxes the boxes
   */
  record Cells(Colour colour, List<Box> boxes) implements Mark {
    /** Copies the list. */
    public Cells {
      boxes = List.copyOf(boxes);
    }
  }

  /**
   * A disc or a ring.
   *
   * @param centre its centre
   * @param radius in px
   * @param fill the colour inside, if any
   * @param stroke the line around it, if any
   */
  record Disc(Point centre, double radius, Optional<Colour> fill, Optional<Stroke> stroke)
      implements Mark {}

  /**
   * Words.
   *
   * @param at the end of the baseline, or its middle, as the anchor says
   * @param text one line
   * @param size the size of the type in px
   * @param bold whether it is bold
   * @param colour its colour
   * @param anchor which part of the words is at the place
   * @param upwards whether the words run upwards, turned by a quarter
   */
  record Label(
      Point at,
      String text,
      double size,
      boolean bold,
      Colour colour,
      TextAnchor anchor,
      boolean upwards)
      implements Mark {}

  /**
   * Marks that belong together.
   *
   * @param name name of the group in the SVG, by which programs find it, such as {@code panel-a};
   *     empty for none
   * @param tooltip what a viewer may show when a mark is pointed at; empty for nothing
   * @param shift what is added to every place in it
   * @param marks the marks, in the order of painting
   */
  record Group(String name, String tooltip, Point shift, List<Mark> marks) implements Mark {
    /** Copies the list. */
    public Group {
      marks = List.copyOf(marks);
    }
  }
}
