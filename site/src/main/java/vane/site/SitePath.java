package vane.site;

import java.nio.file.Path;

/**
 * Where files of the project are on the site. Paths have forward slashes and begin at the root of
 * the project, or of the site.
 */
final class SitePath {
  private static final String DOCS = "docs/";
  private static final String README = "README.md";

  private SitePath() {}

  /**
   * The page of a Markdown file: {@code docs/method.md} is {@code method.html}, {@code
   * docs/README.md} is the home page, and other READMEs are the index of their folder.
   */
  static String ofMarkdown(String file) {
    if (file.equals(README)) {
      return "project/index.html";
    }
    String place = file.startsWith(DOCS) ? file.substring(DOCS.length()) : "project/" + file;
    if (place.endsWith(README)) {
      return place.substring(0, place.length() - README.length()) + "index.html";
    }
    return place.substring(0, place.length() - ".md".length()) + ".html";
  }

  /** The page that shows any other text file of the project. */
  static String ofSource(String file) {
    // Some servers, and GitHub Pages among them, do not serve what begins with a dot.
    return "files/" + file.replaceAll("(^|/)\\.", "$1dot-") + ".html";
  }

  /** Where a picture is kept. */
  static String ofPicture(String file) {
    return file.startsWith(DOCS) ? file.substring(DOCS.length()) : "project/" + file;
  }

  /** The file that a link in another file means, both from the root of the project. */
  static String resolve(String file, String link) {
    return slashes(Path.of(file).resolveSibling(link).normalize());
  }

  /** The link from one page of the site to another. */
  static String relative(String from, String to) {
    Path folder = Path.of(from).getParent();
    return slashes(folder == null ? Path.of(to) : folder.relativize(Path.of(to)));
  }

  /** What leads from a page to the root of the site: empty, or ending with a slash. */
  static String toRoot(String page) {
    return "../".repeat(Path.of(page).getNameCount() - 1);
  }

  private static String slashes(Path path) {
    return path.toString().replace('\\', '/');
  }
}
