package vane.report.page;

import java.util.ArrayList;
import java.util.List;
import vane.report.drawing.SvgWriter;

/** A table; the first column holds names and is aligned to the left. Not thread-safe. */
public final class Table {
  private final List<String> head;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * An empty table.
   *
   * @param head the words over the columns
   */
  public Table(String... head) {
    this.head = List.of(head);
  }

  /**
   * Adds a row.
   *
   * @param cells one text per column
   * @return this table
   */
  public Table row(String... cells) {
    return row(List.of(cells));
  }

  /**
   * Adds a row.
   *
   * @param cells one text per column
   * @return this table
   */
  public Table row(List<String> cells) {
    if (cells.size() != head.size()) {
      throw new IllegalArgumentException(
          "found " + cells.size() + " cells, expected " + head.size());
    }
    rows.add(List.copyOf(cells));
    return this;
  }

  /**
   * Whether there is no row.
   *
   * @return true if none was added
   */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  List<String> head() {
    return head;
  }

  List<List<String>> rows() {
    return rows;
  }

  /**
   * The table in a box that scrolls by itself where the screen is narrow.
   *
   * @return HTML, all text escaped
   */
  public String html() {
    StringBuilder out = new StringBuilder("<div class=\"scroll\" tabindex=\"0\"><table>\n<thead>");
    line(out, "th scope=\"col\"", "th", head);
    out.append("</thead>\n<tbody>");
    for (List<String> row : rows) {
      line(out, "td", "td", row);
    }
    return out.append("</tbody>\n</table></div>\n").toString();
  }

  private static void line(StringBuilder out, String open, String close, List<String> cells) {
    out.append("<tr>");
    for (String cell : cells) {
      out.append('<').append(open).append('>').append(SvgWriter.escape(cell));
      out.append("</").append(close).append('>');
    }
    out.append("</tr>\n");
  }
}
