package vane.report.plot;

import java.util.ArrayList;
import java.util.List;
import vane.report.drawing.Box;
import vane.report.drawing.Canvas;
import vane.report.drawing.Colour;
import vane.report.drawing.Mark;
import vane.report.drawing.Stroke;
import vane.report.drawing.TextAnchor;
import vane.report.drawing.Typeface;

/**
 * Colours for counts on a logarithmic scale from one to a largest count, and the bar that explains
 * them.
 *
 * @param max the largest count, at least one
 * @param label what is counted
 */
public record CountColourScale(long max, String label) {
  static final int LEVELS = 48;

  /** Checks the number. */
  public CountColourScale {
    if (max < 1) {
      throw new IllegalArgumentException("found the largest count " + max + ", expected one");
    }
  }

  /**
   * Colours for counts of atoms.
   *
   * @param max the largest count, at least one
   */
  public CountColourScale(long max) {
    this(max, "atoms in a cell");
  }

  /**
   * How dark a count is.
   *
   * @param count one or more
   * @return 0 for a count of one, 1 for the largest
   */
  public double fraction(double count) {
    return max == 1 ? 0 : Math.log(count) / Math.log(max);
  }

  /** Which of the {@link #LEVELS} colours a count has. */
  int level(long count) {
    return (int) Math.round(fraction(count) * (LEVELS - 1));
  }

  /** The colour of a level. */
  static Colour colour(int level) {
    return ColourMap.at((double) level / (LEVELS - 1));
  }

  /**
   * How wide the bar is with its words.
   *
   * @param typeSize the size of the type in px
   * @return in px
   */
  public double barWidth(double typeSize) {
    double numbers =
        ticks().stream()
            .mapToDouble(t -> Typeface.REGULAR.width(text(t), 0.9 * typeSize))
            .max()
            .orElse(0);
    return 2.9 * typeSize + numbers;
  }

  /**
   * Draws the bar that explains the colours.
   *
   * @param canvas where
   * @param left its left side in px
   * @param top its upper end in px
   * @param height in px
   * @param typeSize the size of the type in px
   */
  public void drawBar(Canvas canvas, double left, double top, double height, double typeSize) {
    double width = 0.75 * typeSize;
    for (int level = 0; level < LEVELS; level++) {
      double upper = top + height * (LEVELS - 1 - level) / LEVELS;
      double lower = top + height * (LEVELS - level) / LEVELS;
      canvas.add(new Mark.Cells(colour(level), List.of(new Box(left, upper, left + width, lower))));
    }
    Stroke line = Stroke.solid(Colour.INK, typeSize / 16);
    canvas.outline(new Box(left, top, left + width, top + height), line);
    for (long tick : ticks()) {
      double y = top + height * (1 - fraction(tick));
      canvas.line(left + width, y, left + width + 0.25 * typeSize, y, line);
      canvas.label(
          left + width + 0.4 * typeSize,
          y + 0.32 * typeSize,
          text(tick),
          0.9 * typeSize,
          Colour.INK,
          TextAnchor.START);
    }
    canvas.upwards(
        left + barWidth(typeSize) - 0.55 * typeSize, top + height / 2, label, 0.9 * typeSize);
  }

  /** Powers of ten, and the ends where those are too few. */
  List<Long> ticks() {
    List<Long> ticks = new ArrayList<>();
    for (long power = 1; power <= max; power *= 10) {
      ticks.add(power);
    }
    if (ticks.size() < 3 && max > 1 && fraction(ticks.get(ticks.size() - 1)) < 0.8) {
      ticks.add(max);
    }
    return ticks;
  }

  /** Thousands are set apart by a thin space. */
  private static String text(long count) {
    String digits = String.valueOf(count);
    return digits.length() <= 4 ? digits : digits.replaceAll("(?<=\\d)(?=(\\d{3})+$)", "\u2009");
  }
}
