package vane.report.page;

import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page in Markdown, with the tables of GitHub Flavored Markdown. All text is escaped. Not
 * thread-safe.
 */
public final class MarkdownPage implements Page {
  private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]<>|#~&$]");
  private static final Pattern BACKTICKS = Pattern.compile("`+");

  private final StringBuilder text = new StringBuilder();

  /**
   * A page with nothing but its title.
   *
   * @param frontMatter lines of YAML that stand before the page, for programs; none for no such
   *     part
   * @param title the title and first heading
   */
  public MarkdownPage(List<String> frontMatter, String title) {
    if (!frontMatter.isEmpty()) {
      text.append("---\n").append(String.join("\n", frontMatter)).append("\n---\n\n");
    }
    text.append("# ").append(escape(title)).append('\n');
  }

  @Override
  public void heading(String words) {
    text.append("\n## ").append(escape(words)).append('\n');
  }

  @Override
  public void paragraph(String words) {
    text.append('\n').append(escape(words)).append('\n');
  }

  @Override
  public void notice(String words) {
    text.append("\n> **").append(escape(words)).append("**\n");
  }

  @Override
  public void remark(String words) {
    paragraph(words);
  }

  @Override
  public void list(List<String> items) {
    text.append('\n');
    items.forEach(item -> text.append("- ").append(escape(item)).append('\n'));
  }

  @Override
  public void table(Table table) {
    text.append('\n');
    row(table.head());
    text.append(
        Stream.concat(
                Stream.of("---"), Collections.nCopies(table.head().size() - 1, "---:").stream())
            .collect(Collectors.joining(" | ", "| ", " |\n")));
    table.rows().forEach(this::row);
  }

  private void row(List<String> cells) {
    text.append(
        cells.stream().map(MarkdownPage::escape).collect(Collectors.joining(" | ", "| ", " |\n")));
  }

  @Override
  public void definitions(DefinitionList list) {
    text.append("\n| | |\n| --- | --- |\n");
    list.forEach((name, value) -> row(List.of(name, value)));
  }

  @Override
  public void code(String language, String lines) {
    int longest =
        BACKTICKS.matcher(lines).results().mapToInt(run -> run.group().length()).max().orElse(0);
    String fence = "`".repeat(Math.max(3, longest + 1));
    text.append('\n').append(fence).append(language).append('\n');
    text.append(lines.strip()).append('\n').append(fence).append('\n');
  }

  @Override
  public String text() {
    return text.toString();
  }

  /** One line in which nothing is a sign of Markdown. */
  static String escape(String words) {
    String line = words.replaceAll("\\p{Cntrl}+", " ");
    return SPECIAL.matcher(line).replaceAll("\\\\$0");
  }
}
