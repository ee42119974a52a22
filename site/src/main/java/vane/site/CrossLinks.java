package vane.site;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/**
 * Links that the sources cannot have, as they are read elsewhere, too: from the name of a command
 * to its page, and from what a command says to documents. Links that show the name of a file show
 * the name of its page.
 */
final class CrossLinks {
  /** A document, or an option. */
  private static final Pattern NAMED =
      Pattern.compile("(docs/[a-z-]+\\.md)|(?<![\\w-])--[a-z][a-z0-9-]*");

  private static final String FILE_NAME = "[\\w./-]+\\.md";

  private final Map<String, String> commands;
  private final Map<String, String> labels;
  private final LinkTargets targets;

  /**
   * Links to these pages.
   *
   * @param commands the page of each command
   * @param labels the name of each page, by its path
   * @param targets where documents are
   */
  CrossLinks(Map<String, String> commands, Map<String, String> labels, LinkTargets targets) {
    this.commands = commands;
    this.labels = labels;
    this.targets = targets;
  }

  /** An article made from Markdown, with these links. */
  Article inDocument(Article article) {
    Document page = parsed(article);
    for (Element code : page.select("code")) {
      String name = code.wholeText().replaceFirst("^\\./", "");
      String target = commands.get(isInColumnOfCommands(code) ? "vane " + name : name);
      if (target != null && code.closest("a, pre, h1, h2, h3, h4") == null) {
        code.wrap("<a></a>").parent().attr("href", SitePath.relative(article.path(), target));
      }
    }
    for (Element link : page.select("a[href]")) {
      String file = link.attr("href").replaceFirst("#.*", "");
      String label = labels.get(SitePath.resolve(article.path(), file));
      if (label != null && link.text().matches(FILE_NAME)) {
        link.text(label);
      }
    }
    return article.with(page.body().html());
  }

  /** Whether it is in the first column of a table, whose heading is "command". */
  private static boolean isInColumnOfCommands(Element code) {
    Element cell = code.parent();
    return cell.is("td:first-child")
        && cell.closest("table").select("th").first().text().equals("command");
  }

  /** An article made from the words of a command, with these links, and options in code. */
  Article inCommand(Article article) {
    Document page = parsed(article);
    for (Element element : page.select("p, dd, td")) {
      element.textNodes().forEach(text -> link(text, page, article.path(), article.source()));
    }
    return article.with(page.body().html());
  }

  private static Document parsed(Article article) {
    Document page = Jsoup.parseBodyFragment(article.html());
    page.outputSettings().prettyPrint(false);
    return page;
  }

  private void link(TextNode text, Document page, String path, String command) {
    Matcher found = NAMED.matcher(text.getWholeText());
    if (!found.find()) {
      return;
    }
    String name = found.group();
    Element marked;
    if (found.group(1) != null) {
      String href = targets.document(command, path, name);
      String label = labels.getOrDefault(SitePath.resolve(path, href), name);
      marked = new Element("a").attr("href", href).text(label);
    } else {
      marked = new Element("code").addClass("option").text(name);
      String id = CommandArticles.anchor(name);
      if (page.getElementById(id) != null) {
        marked = new Element("a").attr("href", "#" + id).appendChild(marked);
      }
    }
    TextNode rest = text.splitText(found.start()).splitText(name.length());
    rest.previousSibling().replaceWith(marked);
    link(rest, page, path, command);
  }
}
