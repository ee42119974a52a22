package vane.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The tables of docs/architecture.md, so that tests check what it says and not a copy. */
final class DocumentedTables {
  private static final Path PAGE = Path.of("..", "docs", "architecture.md");

  private DocumentedTables() {}

  /**
   * The rows of the first table below a heading, without its head.
   *
   * @param heading the heading's line
   * @param columns how many columns the table has
   */
  static List<List<String>> rows(String heading, int columns) {
    List<String> lines;
    try {
      lines = Files.readAllLines(PAGE);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    int at = lines.indexOf(heading);
    if (at < 0) {
      throw new AssertionError(PAGE + " has no heading '" + heading + "'");
    }
    while (!lines.get(at).startsWith("|")) {
      at++;
    }
    List<List<String>> rows = new ArrayList<>();
    for (at += 2; at < lines.size() && lines.get(at).startsWith("|"); at++) {
      String line = lines.get(at);
      List<String> cells =
          Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|"))
              .map(String::strip)
              .toList();
      if (cells.size() != columns) {
        throw new AssertionError("expected " + columns + " columns: " + line);
      }
      rows.add(cells);
    }
    return rows;
  }

  /** The names in code type of a cell. */
  static List<String> names(String cell) {
    return Pattern.compile("`([^`]+)`")
        .matcher(cell)
        .results()
        .map((MatchResult name) -> name.group(1))
        .toList();
  }

  /**
   * Which packages each package of a table may use, beside itself.
   *
   * @param heading the heading's line; the columns are package, what it holds, what it may use
   * @param root what the short names of the last column stand below
   * @return full names of packages, in the order of the table
   */
  static Map<String, Set<String>> mayUse(String heading, String root) {
    Map<String, Set<String>> table = new LinkedHashMap<>();
    for (List<String> row : rows(heading, 3)) {
      Set<String> allowed = new TreeSet<>();
      names(row.get(2)).forEach(name -> allowed.add(root + "." + name));
      if (row.get(2).startsWith("all above")) {
        allowed.addAll(table.keySet());
      }
      if (!table.keySet().containsAll(allowed)) {
        throw new AssertionError(row + " uses what is not above it");
      }
      table.put(names(row.get(0)).get(0), allowed);
    }
    return table;
  }
}
