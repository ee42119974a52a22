package vane.site;

import java.util.List;

/**
 * One page before it has its frame.
 *
 * @param source what it was made from: a file from the root of the project, or the name of a
 *     command; errors name it
 * @param path where it is on the site
 * @param title its heading, plain text
 * @param html its content, the heading included
 * @param sections its text, for the search and for the list of what is on the page
 */
record Article(String source, String path, String title, String html, List<Section> sections) {
  Article {
    sections = List.copyOf(sections);
  }

  /** The same article with other content. */
  Article with(String otherHtml) {
    return new Article(source, path, title, otherHtml, sections);
  }

  /**
   * A heading and the text up to the next one.
   *
   * @param level 1 for the heading of the page
   * @param id the anchor, empty for the page itself
   * @param heading plain text
   * @param text plain text
   */
  record Section(int level, String id, String heading, String text) {}
}
