package vane.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What stands around every article: the search, the chapters, what is on the page, the way on. */
final class Frame {
  private static final int DEEPEST_LISTED = 3;

  private final List<Chapter> chapters;
  private final List<Entry> order = new ArrayList<>();
  private final Templates templates;
  private final String version;

  /**
   * A chapter as the site lists it.
   *
   * @param title its heading
   * @param entries its pages
   */
  record Chapter(String title, List<Entry> entries) {}

  /**
   * A page as the site lists it.
   *
   * @param label a short name
   * @param path where it is on the site
   * @param code whether the name is one that is typed
   */
  record Entry(String label, String path, boolean code) {}

  /**
   * A frame.
   *
   * @param chapters all pages that are listed, in their order
   * @param version of Vane
   */
  Frame(List<Chapter> chapters, String version, Templates templates) {
    this.chapters = List.copyOf(chapters);
    this.version = version;
    this.templates = templates;
    chapters.forEach(chapter -> order.addAll(chapter.entries()));
  }

  /** The page of an article. */
  String page(Article article) {
    String path = article.path();
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("home", path.equals("index.html"));
    shown.put("title", article.title());
    shown.put("root", SitePath.toRoot(path));
    shown.put("version", version);
    shown.put("source", article.source());
    shown.put("content", article.html());
    shown.put("chapters", chapters.stream().map(chapter -> listed(chapter, path)).toList());
    List<Map<String, Object>> sections =
        article.sections().stream()
            .filter(section -> section.level() > 1 && section.level() <= DEEPEST_LISTED)
            .map(Frame::listed)
            .toList();
    shown.put("hasSections", sections.size() > 1);
    shown.put("sections", sections);
    int place = order.stream().map(Entry::path).toList().indexOf(path);
    neighbour(shown, "previous", place < 1 ? null : order.get(place - 1), path);
    neighbour(shown, "next", place + 1 < order.size() ? order.get(place + 1) : null, path);
    return templates.render("page", shown);
  }

  private static void neighbour(Map<String, Object> shown, String name, Entry entry, String from) {
    shown.put(name, entry == null ? false : listed(entry, from));
  }

  private static Map<String, Object> listed(Article.Section section) {
    return Map.of(
        "href", "#" + section.id(), "heading", section.heading(), "level", section.level());
  }

  private static Map<String, Object> listed(Chapter chapter, String from) {
    boolean here = chapter.entries().stream().anyMatch(entry -> entry.path().equals(from));
    return Map.of(
        "title",
        chapter.title(),
        "open",
        here,
        "entries",
        chapter.entries().stream().map(entry -> listed(entry, from)).toList());
  }

  private static Map<String, Object> listed(Entry entry, String from) {
    return Map.of(
        "label",
        entry.label(),
        "href",
        SitePath.relative(from, entry.path()),
        "current",
        entry.path().equals(from),
        "code",
        entry.code());
  }
}
