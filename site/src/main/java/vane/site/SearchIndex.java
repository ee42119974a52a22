package vane.site;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Set;

/**
 * What the search reads: the sections of all pages, as a script, since a page in a folder may load
 * scripts and no other data. MiniSearch makes its index of them in the browser, at the first
 * search.
 */
final class SearchIndex {
  /** What most people do not look for counts half. */
  private static final double LESS = 0.5;

  private SearchIndex() {}

  /**
   * The script.
   *
   * @param articles all that can be found
   * @param less the paths of pages for few
   */
  static String script(List<Article> articles, Set<String> less) {
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
            .put("text", section.text())
            .put("weight", less.contains(article.path()) ? LESS : 1);
      }
    }
    return "window.vaneSections = " + sections + ";\n";
  }
}
