package vane.report.page;

import java.util.ArrayList;
import java.util.List;
import vane.report.drawing.SvgWriter;

/** Names with their values, as the HTML element {@code dl} has them. Not thread-safe. */
public final class DefinitionList {
  private final List<String> names = new ArrayList<>();
  private final List<String> values = new ArrayList<>();

  /** An empty list. */
  public DefinitionList() {}

  /**
   * Adds a name with its value.
   *
   * @param name what the value is of
   * @param value the value, as it is shown
   * @return this list
   */
  public DefinitionList add(String name, String value) {
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
