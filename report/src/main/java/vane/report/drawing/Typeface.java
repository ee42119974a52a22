package vane.report.drawing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The outlines and widths of a font, read from a TrueType file that is part of Vane.
 *
 * <p>Immutable. It knows Latin letters with a few accents, Greek letters and the signs that figures
 * need; every other sign is shown as an empty box. There is no kerning. For the tables see the
 * OpenType specification, chapters cmap (format 4), glyf, head, hhea, hmtx and loca.
 */
public final class Typeface {
  /** Arimo Regular. */
  public static final Typeface REGULAR = resource("Arimo-Regular.ttf");

  /** Arimo Bold. */
  public static final Typeface BOLD = resource("Arimo-Bold.ttf");

  private static final int CURVE_LINES = 8;
  private static final int WORDS = 0x1;
  private static final int OFFSETS = 0x2;
  private static final int ONE_SCALE = 0x8;
  private static final int MORE = 0x20;
  private static final int TWO_SCALES = 0x40;
  private static final int MATRIX = 0x80;

  private final ByteBuffer file;
  private final Map<String, Integer> tables = new HashMap<>();
  private final Map<Integer, Integer> glyphs = new HashMap<>();
  private final int unitsPerEm;
  private final boolean longOffsets;
  private final int widths;

  private Typeface(byte[] content) {
    this.file = ByteBuffer.wrap(content);
    int count = unsigned(4);
    for (int i = 0; i < count; i++) {
      int entry = 12 + 16 * i;
      String name = new String(content, entry, 4, StandardCharsets.US_ASCII);
      tables.put(name, file.getInt(entry + 8));
    }
    this.unitsPerEm = unsigned(table("head") + 18);
    this.longOffsets = unsigned(table("head") + 50) == 1;
    this.widths = unsigned(table("hhea") + 34);
    readCharacters();
  }

  private static Typeface resource(String name) {
    try (InputStream in = Typeface.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the font " + name + " is missing from the jar");
      }
      return new Typeface(in.readAllBytes());
    } catch (IOException broken) {
      throw new UncheckedIOException("the font " + name + " cannot be read from the jar", broken);
    }
  }

  /**
   * The width of words.
   *
   * @param text one line
   * @param size the size of the type in px
   * @return in px
   */
  public double width(String text, double size) {
    return text.codePoints().map(c -> advance(glyph(c))).sum() * size / unitsPerEm;
  }

  /**
   * Whether the font knows a sign.
   *
   * @param codePoint the sign in Unicode
   * @return false if it would be shown as an empty box
   */
  public boolean knows(int codePoint) {
    return glyphs.containsKey(codePoint);
  }

  /** The outlines of words; the baseline begins at the origin, y grows downwards. */
  Outline outline(String text, double size) {
    List<List<Point>> contours = new ArrayList<>();
    double at = 0;
    for (int c : text.codePoints().toArray()) {
      append(glyph(c), at, 0, contours);
      at += advance(glyph(c));
    }
    double scale = size / unitsPerEm;
    return new Outline(
        contours.stream()
            .map(
                contour ->
                    contour.stream().map(p -> new Point(scale * p.x(), -scale * p.y())).toList())
            .toList());
  }

  private int glyph(int codePoint) {
    return glyphs.getOrDefault(codePoint, 0);
  }

  private int advance(int glyph) {
    return unsigned(table("hmtx") + 4 * Math.min(glyph, widths - 1));
  }

  /** Reads the first character map of format 4. */
  private void readCharacters() {
    int cmap = table("cmap");
    int map = cmap + file.getInt(cmap + 8);
    if (unsigned(map) != 4) {
      throw new IllegalStateException("found a character map of format " + unsigned(map));
    }
    int twice = unsigned(map + 6);
    int ends = map + 14;
    int starts = ends + twice + 2;
    int deltas = starts + twice;
    int offsets = deltas + twice;
    for (int segment = 0; segment < twice; segment += 2) {
      int first = unsigned(starts + segment);
      int offset = unsigned(offsets + segment);
      for (int c = first; c <= unsigned(ends + segment) && c != 0xffff; c++) {
        int glyph = offset == 0 ? c : unsigned(offsets + segment + offset + 2 * (c - first));
        if (offset == 0 || glyph != 0) {
          glyphs.put(c, (glyph + unsigned(deltas + segment)) & 0xffff);
        }
      }
    }
  }

  /** Adds the outlines of a glyph, whose origin is at (x, y), in units of the font. */
  private void append(int glyph, double x, double y, List<List<Point>> path) {
    int begin = offset(glyph);
    if (offset(glyph + 1) == begin) {
      return;
    }
    int at = table("glyf") + begin;
    int contours = file.getShort(at);
    if (contours < 0) {
      appendParts(at + 10, x, y, path);
    } else {
      appendContours(at + 10, contours, x, y, path);
    }
  }

  private void appendParts(int at, double x, double y, List<List<Point>> path) {
    int next = at;
    int flags;
    do {
      flags = unsigned(next);
      int part = unsigned(next + 2);
      next += 4;
      if ((flags & OFFSETS) == 0) {
        throw new IllegalStateException("found a glyph whose parts are placed by points");
      }
      boolean words = (flags & WORDS) != 0;
      int right = words ? file.getShort(next) : file.get(next);
      int up = words ? file.getShort(next + 2) : file.get(next + 1);
      next += words ? 4 : 2;
      if ((flags & (ONE_SCALE | TWO_SCALES | MATRIX)) != 0) {
        throw new IllegalStateException("found a glyph whose parts are scaled");
      }
      append(part, x + right, y + up, path);
    } while ((flags & MORE) != 0);
  }

  private void appendContours(
      int at, int contours, double right, double up, List<List<Point>> path) {
    int points = unsigned(at + 2 * (contours - 1)) + 1;
    int next = at + 2 * contours;
    next += 2 + unsigned(next);
    int[] flags = new int[points];
    for (int i = 0; i < points; i++) {
      flags[i] = file.get(next++) & 0xff;
      if ((flags[i] & 8) != 0) {
        int repeats = file.get(next++) & 0xff;
        for (int r = 0; r < repeats; r++) {
          flags[i + 1] = flags[i];
          i++;
        }
      }
    }
    double[] x = new double[points];
    double[] y = new double[points];
    next = coordinates(next, flags, 2, 16, x);
    coordinates(next, flags, 4, 32, y);
    for (int i = 0; i < points; i++) {
      x[i] += right;
      y[i] += up;
    }
    int first = 0;
    for (int c = 0; c < contours; c++) {
      int last = unsigned(at + 2 * c);
      path.add(contour(flags, x, y, first, last));
      first = last + 1;
    }
  }

  private int coordinates(int at, int[] flags, int isByte, int isSameOrPositive, double[] out) {
    int next = at;
    int value = 0;
    for (int i = 0; i < flags.length; i++) {
      boolean bit = (flags[i] & isSameOrPositive) != 0;
      if ((flags[i] & isByte) != 0) {
        int step = file.get(next++) & 0xff;
        value += bit ? step : -step;
      } else if (!bit) {
        value += file.getShort(next);
        next += 2;
      }
      out[i] = value;
    }
    return next;
  }

  /** Between two control points in a row lies a point of the curve, half-way. */
  private static List<Point> contour(int[] flags, double[] x, double[] y, int first, int last) {
    int n = last - first + 1;
    int start = first;
    while (start <= last && (flags[start] & 1) == 0) {
      start++;
    }
    if (start > last) {
      throw new IllegalStateException("found an outline without a point on the curve");
    }
    List<Point> contour = new ArrayList<>();
    Point from = new Point(x[start], y[start]);
    contour.add(from);
    for (int i = 1; i <= n; i++) {
      int here = first + (start - first + i) % n;
      Point control = new Point(x[here], y[here]);
      if ((flags[here] & 1) != 0) {
        contour.add(control);
        from = control;
        continue;
      }
      int after = first + (start - first + i + 1) % n;
      Point to = new Point(x[after], y[after]);
      if ((flags[after] & 1) != 0) {
        i++;
      } else {
        to = new Point((control.x() + to.x()) / 2, (control.y() + to.y()) / 2);
      }
      appendCurve(from, control, to, contour);
      from = to;
    }
    return contour;
  }

  /** A parabola as short straight lines. */
  private static void appendCurve(Point from, Point control, Point to, List<Point> contour) {
    for (int i = 1; i <= CURVE_LINES; i++) {
      double t = (double) i / CURVE_LINES;
      double a = (1 - t) * (1 - t);
      double b = 2 * t * (1 - t);
      double c = t * t;
      contour.add(
          new Point(
              a * from.x() + b * control.x() + c * to.x(),
              a * from.y() + b * control.y() + c * to.y()));
    }
  }

  private int offset(int glyph) {
    int loca = table("loca");
    return longOffsets ? file.getInt(loca + 4 * glyph) : 2 * unsigned(loca + 2 * glyph);
  }

  private int table(String name) {
    return tables.get(name);
  }

  private int unsigned(int at) {
    return file.getShort(at) & 0xffff;
  }
}
