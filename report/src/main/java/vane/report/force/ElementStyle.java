package vane.report.force;

import java.util.ArrayList;
import java.util.List;
import vane.report.drawing.Canvas;
import vane.report.drawing.Colour;
import vane.report.drawing.Point;
import vane.report.drawing.Stroke;
import vane.structure.Element;

/**
 * How an element looks in figures: a colour and a shape, so that grey print tells them apart, too.
 * The colours are of the set of M. Okabe and K. Ito, "Color universal design" (2008).
 *
 * @param symbol the element's symbol
 * @param colour its colour
 * @param square whether its points are squares and not discs
 */
public record ElementStyle(String symbol, Colour colour, boolean square) {
  private static final Colour BLUE = Colour.of("#0072b2");
  private static final Colour VERMILION = Colour.of("#d55e00");

  /** So many elements at most are told apart in one plot. */
  public static final int MOST_BESIDE_EACH_OTHER = 6;

  /** For elements beside each other, hydrogen aside. */
  private static final List<Colour> OTHERS =
      List.of(
          BLUE,
          Colour.of("#009e73"),
          Colour.of("#cc79a7"),
          Colour.of("#e69f00"),
          Colour.of("#56b4e9"),
          Colour.INK);

  /**
   * The style of an element.
   *
   * @param element the element
   * @return its style
   */
  public static ElementStyle of(Element element) {
    boolean hydrogen = element.atomicNumber() == 1;
    return new ElementStyle(element.symbol(), hydrogen ? VERMILION : BLUE, hydrogen);
  }

  /**
   * The styles of elements that are shown in one plot: no two have the same colour.
   *
   * @param elements at most {@link #MOST_BESIDE_EACH_OTHER}
   * @return one style each, in the same order
   */
  public static List<ElementStyle> besideEachOther(List<Element> elements) {
    if (elements.size() > MOST_BESIDE_EACH_OTHER) {
      throw new IllegalArgumentException(
          "found " + elements.size() + " elements, expected " + MOST_BESIDE_EACH_OTHER);
    }
    List<ElementStyle> styles = new ArrayList<>();
    int others = 0;
    for (Element element : elements) {
      ElementStyle style = of(element);
      styles.add(
          style.square ? style : new ElementStyle(style.symbol, OTHERS.get(others++), false));
    }
    return styles;
  }

  /**
   * The line of the element in plots that show several.
   *
   * @param typeSize the size of the type in px
   * @return a solid line
   */
  public Stroke line(double typeSize) {
    return Stroke.solid(colour, typeSize / 7);
  }

  /**
   * The line of a regular model.
   *
   * @param typeSize the size of the type in px
   * @return a dashed line
   */
  public Stroke regularLine(double typeSize) {
    return Stroke.dashed(colour, typeSize / 9, typeSize / 2, typeSize / 4);
  }

  /**
   * The line of what the paper found.
   *
   * @param typeSize the size of the type in px
   * @return a dotted line
   */
  public Stroke paperLine(double typeSize) {
    return Stroke.dashed(colour, typeSize / 9, typeSize / 9, typeSize / 5);
  }

  /**
   * Draws a point of the element.
   *
   * @param canvas where
   * @param at its centre
   * @param filled whether it is filled with the colour, or with white
   * @param typeSize the size of the type in px
   */
  public void drawPoint(Canvas canvas, Point at, boolean filled, double typeSize) {
    double r = 0.27 * typeSize;
    Stroke stroke = Stroke.solid(colour, typeSize / 9);
    Colour fill = filled ? colour : Colour.WHITE;
    if (square) {
      double h = 0.9 * r;
      canvas.shape(
          List.of(
              new Point(at.x() - h, at.y() - h),
              new Point(at.x() + h, at.y() - h),
              new Point(at.x() + h, at.y() + h),
              new Point(at.x() - h, at.y() + h)),
          fill,
          stroke);
    } else {
      canvas.disc(at, r, fill, stroke);
    }
  }

  /**
   * Draws a diamond, larger than a point, so that it shows around one.
   *
   * @param canvas where
   * @param at its centre
   * @param typeSize the size of the type in px
   */
  public void drawPaper(Canvas canvas, Point at, double typeSize) {
    double r = 0.58 * typeSize;
    canvas.line(
        List.of(
            new Point(at.x() - r, at.y()),
            new Point(at.x(), at.y() - r),
            new Point(at.x() + r, at.y()),
            new Point(at.x(), at.y() + r),
            new Point(at.x() - r, at.y()),
            new Point(at.x(), at.y() - r)),
        Stroke.solid(colour, typeSize / 9));
  }
}
