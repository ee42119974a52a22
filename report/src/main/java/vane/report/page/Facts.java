package vane.report.page;

import java.util.ArrayList;
import java.util.List;
import vane.report.drawing.SvgWriter;

/** Names with their values. Not thread-safe. */
public final class Facts {
  private final List<String> names = new ArrayList<>();
  private final List<String> values = new ArrayList<>();

  /** No facts yet. */
  public Facts() {}

  /**
   * Adds a fact.
   *
   * @param name what it is
   * @param value how it is
   * @return these facts
   */
  public Facts add(String name, String value) {
    names.add(name);
    values.add(value);
    return this;
  }

  String html() {
    StringBuilder out = new StringBuilder("<dl>\n");
    for (int i = 0; i < names.size(); i++) {
      out.append("<dt>").append(SvgWriter.escape(names.get(i))).append("</dt><dd>");
      out.append(SvgWriter.escape(values.get(i))).append("</dd>\n");
    }
    return out.append("</dl>\n").toString();
  }
}
