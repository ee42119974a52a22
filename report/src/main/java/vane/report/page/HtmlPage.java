package vane.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import vane.report.drawing.Drawing;
import vane.report.drawing.SvgWriter;
import vane.report.plot.Panel;

/**
 * Builds a page from top to bottom. Without {@link #scripted} it has no scripts. Not thread-safe.
 */
public final class HtmlPage implements Page {
  private static final String STYLE = resource("report.css");

  private static final double TYPE_SIZE = 12;

  private final String title;
  private final StringBuilder body = new StringBuilder();
  private final StringBuilder style = new StringBuilder(STYLE);
  private final List<String> scripts = new ArrayList<>();

  /**
   * A page with nothing but its title.
   *
   * @param title the title and first heading
   */
  public HtmlPage(String title) {
    this.title = title;
    body.append("<h1>").append(SvgWriter.escape(title)).append("</h1>\n");
  }

  @Override
  public void heading(String text) {
    body.append("<h2>").append(SvgWriter.escape(text)).append("</h2>\n");
  }

  /**
   * Adds a heading of a part.
   *
   * @param text its words
   */
  public void subheading(String text) {
    body.append("<h3>").append(SvgWriter.escape(text)).append("</h3>\n");
  }

  @Override
  public void paragraph(String text) {
    body.append("<p>").append(SvgWriter.escape(text)).append("</p>\n");
  }

  @Override
  public void remark(String text) {
    body.append("<p class=\"remark\">").append(SvgWriter.escape(text)).append("</p>\n");
  }

  /**
   * Adds sentences that must not be overlooked.
   *
   * @param sentences one at least
   */
  public void warnings(List<String> sentences) {
    body.append("<ul class=\"warnings\">\n");
    sentences.forEach(each -> body.append("<li>").append(SvgWriter.escape(each)).append("</li>\n"));
    body.append("</ul>\n");
  }

  @Override
  public void table(Table table) {
    body.append(table.html());
  }

  @Override
  public void definitions(DefinitionList list) {
    body.append(list.html());
  }

  @Override
  public void notice(String text) {
    body.append("<p class=\"notice\">").append(SvgWriter.escape(text)).append("</p>\n");
  }

  @Override
  public void list(List<String> items) {
    body.append("<ul>\n");
    items.forEach(item -> body.append("<li>").append(SvgWriter.escape(item)).append("</li>\n"));
    body.append("</ul>\n");
  }

  @Override
  public void code(String language, String text) {
    body.append("<pre class=\"scroll\" tabindex=\"0\"><code class=\"language-");
    body.append(SvgWriter.escape(language)).append("\">");
    body.append(SvgWriter.escape(text.strip())).append("</code></pre>\n");
  }

  /**
   * Adds panels beside each other as far as the screen is wide enough.
   *
   * @param panels the panels
   * @param columns how many there are beside each other on a wide screen: 3 or 4
   */
  public void panels(List<? extends Panel> panels, int columns) {
    figures(panels.stream().map(panel -> new CaptionedPanel(panel, "")).toList(), columns);
  }

  /**
   * Adds panels with their captions beside each other as far as the screen is wide enough.
   *
   * @param figures the panels and their captions
   * @param columns how many there are beside each other on a wide screen: 3 or 4
   */
  public void figures(List<CaptionedPanel> figures, int columns) {
    if (columns != 3 && columns != 4) {
      throw new IllegalArgumentException("found " + columns + " columns, expected 3 or 4");
    }
    body.append("<div class=\"panels columns").append(columns).append("\">\n");
    for (CaptionedPanel figure : figures) {
      body.append("<figure>").append(SvgWriter.inline(drawing(figure.panel(), columns)));
      if (!figure.caption().isEmpty()) {
        body.append("<figcaption>").append(SvgWriter.escape(figure.caption()));
        body.append("</figcaption>");
      }
      body.append("</figure>\n");
    }
    body.append("</div>\n");
  }

  /** As large as it is shown on a wide screen, so that the type of all panels is of one size. */
  private static Drawing drawing(Panel panel, int columns) {
    return columns == 3 ? panel.drawing(392, 330, TYPE_SIZE) : panel.drawing(290, 260, TYPE_SIZE);
  }

  /**
   * Adds a part with scripts. A page without such a part has none, and lets none run.
   *
   * @param part the part
   */
  public void scripted(ScriptedPart part) {
    body.append(part.html());
    style.append(part.style());
    scripts.addAll(part.scripts());
  }

  @Override
  public String text() {
    return html();
  }

  /**
   * The whole page.
   *
   * @return HTML 5
   */
  public String html() {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
        style-src 'unsafe-inline'; img-src data:\
        """
        + allowedScripts()
        + """
        ">
        <meta name="generator" content="Vane">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <link rel="icon" href="data:,">
        """
        + "<title>"
        + SvgWriter.escape(title)
        + "</title>\n<style>\n"
        + style
        + "</style>\n</head>\n<body>\n<main>\n"
        + body
        + "</main>\n"
        + scripts.stream()
            .map(script -> "<script>" + script + "</script>\n")
            .collect(Collectors.joining())
        + "</body>\n</html>\n";
  }

  /** Only the page's own scripts, known by their digests. */
  private String allowedScripts() {
    return scripts.isEmpty()
        ? ""
        : scripts.stream()
            .map(script -> " 'sha256-" + digest(script) + "'")
            .collect(Collectors.joining("", "; script-src", ""));
  }

  private static String digest(String script) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder()
          .encodeToString(sha256.digest(script.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java runtime has SHA-256", missing);
    }
  }

  private static String resource(String name) {
    try (InputStream in = HtmlPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the file " + name + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException("the file " + name + " cannot be read from the jar", broken);
    }
  }
}
