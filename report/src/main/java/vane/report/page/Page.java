package vane.report.page;

import java.util.List;

/** A page that is built from top to bottom, whatever form it has in the end. Not thread-safe. */
public sealed interface Page permits HtmlPage, MarkdownPage {

  /**
   * Adds a heading.
   *
   * @param text its words
   */
  void heading(String text);

  /**
   * Adds a paragraph.
   *
   * @param text its words
   */
  void paragraph(String text);

  /**
   * Adds a paragraph that nobody must overlook: something that a person has to fill in or decide.
   *
   * @param text its words
   */
  void notice(String text);

  /**
   * Adds a remark in smaller type, where the form has one.
   *
   * @param text its words
   */
  void remark(String text);

  /**
   * Adds a list.
   *
   * @param items one text each
   */
  void list(List<String> items);

  /**
   * Adds a table.
   *
   * @param table the table
   */
  void table(Table table);

  /**
   * Adds names with their values.
   *
   * @param list the names and values
   */
  void definitions(DefinitionList list);

  /**
   * Adds lines of a program, a shell or a file, as they are.
   *
   * @param language what they are, as Markdown names it, such as {@code sh}
   * @param text the lines
   */
  void code(String language, String text);

  /**
   * The whole page.
   *
   * @return its text
   */
  String text();
}
