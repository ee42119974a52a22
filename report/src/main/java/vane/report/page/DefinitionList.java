package vane.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
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

  void forEach(BiConsumer<String, String> action) {
    for (int i = 0; i < names.size(); i++) {
      action.accept(names.get(i), values.get(i));
    }
  }

  String html() {
    StringBuilder out = new StringBuilder("<dl>\n");
    forEach(
        (name, value) -> {
          out.append("<dt>").append(SvgWriter.escape(name)).append("</dt><dd>");
          out.append(SvgWriter.escape(value)).append("</dd>\n");
        });
    return out.append("</dl>\n").toString();
  }
}
