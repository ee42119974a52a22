package vane.site;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * What all articles have: tables that scroll on a narrow screen, links at headings, marked prompts
 * in consoles, and their text in sections.
 */
final class FinishedHtml {
  private static final String PROMPT = "$ ";
  private static final String CONTINUED = "> ";

  private FinishedHtml() {}

  static Article article(String source, String path, String title, String html) {
    Document page = Jsoup.parseBodyFragment(html);
    page.outputSettings().prettyPrint(false);
    List<Article.Section> sections = sections(page.body());
    page.select("table").forEach(FinishedHtml::scroll);
    page.select("pre > code.language-console").forEach(FinishedHtml::markPrompts);
    page.select("pre").attr("tabindex", "0");
    // A browser may break lines behind the first of two hyphens.
    page.select(":not(pre) > code:matches(^-[\\w-]+$)").addClass("option");
    page.select("h2[id], h3[id], h4[id]").forEach(FinishedHtml::linkToItself);
    return new Article(source, path, title, page.body().html(), sections);
  }

  private static void scroll(Element table) {
    table.wrap("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table\"></div>");
  }

  private static void linkToItself(Element heading) {
    heading
        .appendElement("a")
        .addClass("anchor")
        .attr("href", "#" + heading.id())
        .attr("aria-label", "Link to this section")
        .text("#");
  }

  /** Commands and what they print look different, and a selection leaves out the prompt. */
  private static void markPrompts(Element code) {
    List<String> lines = code.wholeText().lines().toList();
    code.empty().parent().addClass("console");
    for (String line : lines) {
      boolean command = line.startsWith(PROMPT) || line.startsWith(CONTINUED);
      if (command) {
        code.appendElement("span").addClass("prompt").text(line.substring(0, PROMPT.length()));
      }
      code.appendElement("span")
          .addClass(command ? "command" : "output")
          .text(command ? line.substring(PROMPT.length()) : line);
      code.appendText("\n");
    }
  }

  /** Headings with an anchor begin sections; the heading of the page begins the first. */
  private static List<Article.Section> sections(Element body) {
    List<Article.Section> sections = new ArrayList<>();
    int level = 1;
    String id = "";
    String heading = "";
    StringBuilder text = new StringBuilder();
    for (Node node : body.childNodes()) {
      if (node instanceof Element element && element.tagName().matches("h[1-6]")) {
        if (!heading.isEmpty()) {
          sections.add(new Article.Section(level, id, heading, text.toString().strip()));
        }
        level = element.tagName().charAt(1) - '0';
        id = level == 1 ? "" : element.id();
        heading = element.text();
        text.setLength(0);
      } else if (node instanceof Element element) {
        text.append(element.text()).append(' ');
      } else if (node instanceof TextNode words) {
        text.append(words.text()).append(' ');
      }
    }
    sections.add(new Article.Section(level, id, heading, text.toString().strip()));
    return sections;
  }
}
