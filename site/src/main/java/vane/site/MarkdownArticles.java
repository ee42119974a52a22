package vane.site;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Pages from Markdown, as GitHub reads it: with tables, and anchors at headings. */
final class MarkdownArticles {
  private static final Parser PARSER =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();

  private final LinkTargets targets;

  /**
   * Makes pages.
   *
   * @param targets what the links of the files become
   */
  MarkdownArticles(LinkTargets targets) {
    this.targets = targets;
  }

  static Node parse(String markdown) {
    return PARSER.parse(markdown);
  }

  /**
   * The page of a file.
   *
   * @param file from the root of the project
   * @param markdown its text
   * @throws BrokenSiteException if it does not begin with its only heading of the first level
   */
  Article article(String file, String markdown) {
    Node document = parse(markdown);
    Map<Node, String> ids = ids(document);
    List<String> titles = new ArrayList<>();
    ids.keySet().stream()
        .filter(node -> node instanceof Heading heading && heading.getLevel() == 1)
        .forEach(node -> titles.add(PlainText.of(node)));
    if (titles.size() != 1) {
      throw new BrokenSiteException(
          List.of(
              file + ": found " + titles.size() + " headings of the first level, expected one"));
    }
    String path = SitePath.ofMarkdown(file);
    document.accept(new Links(file, path));
    String html =
        HtmlRenderer.builder()
            .extensions(List.of(TablesExtension.create()))
            .attributeProviderFactory(
                context ->
                    (node, tag, attributes) -> {
                      if (ids.containsKey(node)) {
                        attributes.put("id", ids.get(node));
                      }
                    })
            .build()
            .render(document);
    return FinishedHtml.article(file, path, titles.get(0), html);
  }

  private static Map<Node, String> ids(Node document) {
    Map<Node, String> ids = new IdentityHashMap<>();
    IdGenerator generator = IdGenerator.builder().build();
    document.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Heading heading) {
            ids.put(heading, generator.generateId(PlainText.of(heading)));
          }
        });
    return ids;
  }

  /** Turns links between files into links between pages. */
  private final class Links extends AbstractVisitor {
    private final String file;
    private final String path;

    private Links(String file, String path) {
      this.file = file;
      this.path = path;
    }

    @Override
    public void visit(Link link) {
      link.setDestination(targets.page(file, path, link.getDestination()));
      visitChildren(link);
    }

    @Override
    public void visit(Image image) {
      image.setDestination(targets.picture(file, path, image.getDestination()));
      visitChildren(image);
    }
  }
}
