package vane.site;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;

/**
 * What the search reads: the sections of all pages, as a script, since a page in a folder may load
 * scripts and no other data. MiniSearch makes its index of them in the browser, at the first
 * search.
 */
final class SearchIndex {
  private SearchIndex() {}

  static String script(List<Article> articles) {
    ArrayNode sections = new ObjectMapper().createArrayNode();
    for (Article article : articles) {
      for (Article.Section section : article.sections()) {
        String anchor = section.id().isEmpty() ? "" : "#" + section.id();
        sections
            .addObject()
            .put("id", sections.size())
            .put("url", article.path() + anchor)
            .put("page", article.title())
            .put("heading", section.level() == 1 ? "" : section.heading())
            .put("title", section.level() == 1 ? section.heading() : "")
            .put("text", section.text());
      }
    }
    return "window.vaneSections = " + sections + ";\n";
  }
}
