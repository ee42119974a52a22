package vane.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;

/**
 * What docs/README.md lists: the chapters are its headings of the second level, the pages are the
 * links in the first column of the tables below them.
 *
 * @param chapters in the order of the file
 */
record Contents(List<Chapter> chapters) {
  static final String FILE = "docs/README.md";

  Contents {
    chapters = List.copyOf(chapters);
  }

  /**
   * Pages on one purpose.
   *
   * @param title its heading
   * @param entries in the order of the file
   */
  record Chapter(String title, List<Entry> entries) {
    Chapter {
      entries = List.copyOf(entries);
    }
  }

  /**
   * A page.
   *
   * @param label the short name by which it is listed
   * @param file from the root of the project
   */
  record Entry(String label, String file) {}

  /**
   * Reads the list.
   *
   * @param document docs/README.md
   * @throws BrokenSiteException if it lists nothing
   */
  static Contents of(Node document) {
    List<Chapter> chapters = new ArrayList<>();
    String title = null;
    for (Node block = document.getFirstChild(); block != null; block = block.getNext()) {
      if (block instanceof Heading heading && heading.getLevel() == 2) {
        title = PlainText.of(heading);
      } else if (block instanceof TableBlock table && title != null) {
        List<Entry> entries = entries(table);
        if (!entries.isEmpty()) {
          chapters.add(new Chapter(title, entries));
        }
      }
    }
    if (chapters.isEmpty()) {
      throw new BrokenSiteException(
          List.of(FILE + ": found no table of pages below a heading, expected the chapters"));
    }
    return new Contents(chapters);
  }

  private static List<Entry> entries(TableBlock table) {
    List<Entry> entries = new ArrayList<>();
    for (Node part = table.getFirstChild(); part != null; part = part.getNext()) {
      for (Node row = part.getFirstChild(); part instanceof TableBody && row != null; ) {
        entry((TableRow) row).ifPresent(entries::add);
        row = row.getNext();
      }
    }
    return entries;
  }

  private static Optional<Entry> entry(TableRow row) {
    Node first = row.getFirstChild() == null ? null : row.getFirstChild().getFirstChild();
    return first instanceof Link link
        ? Optional.of(new Entry(PlainText.of(link), SitePath.resolve(FILE, link.getDestination())))
        : Optional.empty();
  }

  /** The files of all pages, docs/README.md first. */
  List<String> files() {
    List<String> files = new ArrayList<>(List.of(FILE));
    chapters.forEach(chapter -> chapter.entries().forEach(entry -> files.add(entry.file())));
    return files;
  }
}
