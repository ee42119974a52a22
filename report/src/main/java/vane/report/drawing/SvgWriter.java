package vane.report.drawing;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import vane.report.drawing.Mark.Cells;
import vane.report.drawing.Mark.Disc;
import vane.report.drawing.Mark.Group;
import vane.report.drawing.Mark.Label;
import vane.report.drawing.Mark.Path;

/**
 * Writes a drawing as SVG 1.1, with words as words.
 *
 * <p>The fonts that are asked for have the widths of Arimo (Liberation Sans, Arial, Helvetica), so
 * the drawing looks right where Arimo is not installed.
 */
public final class SvgWriter {
  /** The fonts by preference, as CSS has them. */
  public static final String FONTS = "Arimo, 'Liberation Sans', Arial, Helvetica, sans-serif";

  private static final double MM_PER_PX = 25.4 / 96;

  private final StringBuilder out = new StringBuilder();

  private SvgWriter() {}

  /**
   * A file of its own.
   *
   * @param drawing the drawing
   * @param widthMm the width in print in mm
   * @return the text of the file
   */
  public static String file(Drawing drawing, double widthMm) {
    double heightMm = widthMm * drawing.height() / drawing.width();
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        + element(
            drawing,
            "width=\"" + number(widthMm) + "mm\" height=\"" + number(heightMm) + "mm\"",
            true);
  }

  /**
   * A file of its own, at 96 px per inch.
   *
   * @param drawing the drawing
   * @return the text of the file
   */
  public static String file(Drawing drawing) {
    return file(drawing, drawing.width() * MM_PER_PX);
  }

  /**
   * An element of an HTML page; its width is up to the page.
   *
   * @param drawing the drawing
   * @return the element
   */
  public static String inline(Drawing drawing) {
    return element(drawing, "", false);
  }

  private static String element(Drawing drawing, String size, boolean background) {
    SvgWriter writer = new SvgWriter();
    writer.out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" ").append(size);
    writer.attribute("viewBox", "0 0 " + number(drawing.width()) + " " + number(drawing.height()));
    writer.attribute("role", "img");
    writer.attribute("aria-label", escape(drawing.description()));
    writer.attribute("font-family", FONTS);
    writer.out.append(">\n");
    if (background) {
      writer.out.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
    }
    writer.write(drawing.marks());
    return writer.out.append("</svg>\n").toString();
  }

  private void write(List<Mark> marks) {
    for (Mark mark : marks) {
      if (mark instanceof Path path) {
        write(path);
      } else if (mark instanceof Cells cells) {
        write(cells);
      } else if (mark instanceof Disc disc) {
        write(disc);
      } else if (mark instanceof Label label) {
        write(label);
      } else if (mark instanceof Group group) {
        write(group);
      }
    }
  }

  private void write(Path path) {
    out.append("<path d=\"M");
    out.append(
        path.points().stream()
            .map(p -> number(p.x()) + " " + number(p.y()))
            .collect(Collectors.joining("L")));
    out.append(path.closed() ? "z\"" : "\"");
    paint(path.fill(), path.stroke());
    out.append("/>\n");
  }

  private void write(Cells cells) {
    out.append("<path");
    attribute("shape-rendering", "crispEdges");
    attribute("fill", cells.colour().hex());
    out.append(" d=\"");
    for (Box box : cells.boxes()) {
      // Absolute corners, so that neighbours share them to the last digit.
      out.append('M')
          .append(number(box.left()))
          .append(' ')
          .append(number(box.top()))
          .append('H')
          .append(number(box.right()))
          .append('V')
          .append(number(box.bottom()))
          .append('H')
          .append(number(box.left()))
          .append('z');
    }
    out.append("\"/>\n");
  }

  private void write(Disc disc) {
    out.append("<circle");
    attribute("cx", number(disc.centre().x()));
    attribute("cy", number(disc.centre().y()));
    attribute("r", number(disc.radius()));
    paint(disc.fill(), disc.stroke());
    out.append("/>\n");
  }

  private void write(Label label) {
    String x = number(label.at().x());
    String y = number(label.at().y());
    out.append("<text");
    attribute("x", x);
    attribute("y", y);
    attribute("font-size", number(label.size()));
    attribute("fill", label.colour().hex());
    if (label.bold()) {
      attribute("font-weight", "bold");
    }
    if (label.anchor() != TextAnchor.START) {
      attribute("text-anchor", label.anchor().name().toLowerCase(Locale.ROOT));
    }
    if (label.upwards()) {
      attribute("transform", "rotate(-90 " + x + " " + y + ")");
    }
    out.append('>').append(escape(label.text())).append("</text>\n");
  }

  private void write(Group group) {
    out.append("<g");
    if (!group.name().isEmpty()) {
      attribute("class", escape(group.name()));
    }
    if (group.shift().x() != 0 || group.shift().y() != 0) {
      String shift = number(group.shift().x()) + " " + number(group.shift().y());
      attribute("transform", "translate(" + shift + ")");
    }
    out.append(">\n");
    if (!group.tooltip().isEmpty()) {
      out.append("<title>").append(escape(group.tooltip())).append("</title>\n");
    }
    write(group.marks());
    out.append("</g>\n");
  }

  private void paint(Optional<Colour> fill, Optional<Stroke> stroke) {
    attribute("fill", fill.map(Colour::hex).orElse("none"));
    if (stroke.isPresent()) {
      Stroke line = stroke.get();
      attribute("stroke", line.colour().hex());
      attribute("stroke-width", number(line.width()));
      if (!line.dashes().isEmpty()) {
        attribute(
            "stroke-dasharray",
            line.dashes().stream().map(SvgWriter::number).collect(Collectors.joining(" ")));
      }
    }
  }

  /** An attribute of the element that is open; the value is escaped already. */
  private void attribute(String name, String value) {
    out.append(' ').append(name).append("=\"").append(value).append('"');
  }

  /** At most two decimals, without needless zeros. */
  static String number(double value) {
    long hundredths = Math.round(value * 100);
    String sign = hundredths < 0 ? "-" : "";
    long whole = Math.abs(hundredths) / 100;
    long rest = Math.abs(hundredths) % 100;
    if (rest == 0) {
      return sign + whole;
    }
    return sign + whole + "." + (rest % 10 == 0 ? String.valueOf(rest / 10) : twoDigits(rest));
  }

  private static String twoDigits(long rest) {
    return rest < 10 ? "0" + rest : String.valueOf(rest);
  }

  /**
   * A text as XML and HTML have it between tags and in attributes. What XML does not allow becomes
   * the replacement character.
   *
   * @param text any text
   * @return the text without {@code & < > " '} and control characters
   */
  public static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(allowed(c) ? c : 0xfffd);
              }
            });
    return escaped.toString();
  }

  private static boolean allowed(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xd7ff)
        || (c >= 0xe000 && c <= 0xfffd)
        || c >= 0x10000;
  }
}
