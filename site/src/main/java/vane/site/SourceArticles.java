package vane.site;

import org.jsoup.nodes.Element;

/**
 * Pages that show files of the project as they are: scripts and build files that others link to.
 */
final class SourceArticles {
  private SourceArticles() {}

  static Article article(String file, String text) {
    Element main = new Element("div");
    main.appendElement("h1").text(file);
    main.appendElement("p").text("A file of the project, as it is in the folder of its sources.");
    main.appendElement("pre").appendElement("code").text(text);
    return FinishedHtml.article(file, SitePath.ofSource(file), file, main.html());
  }
}
