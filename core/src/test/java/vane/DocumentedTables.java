package vane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
}
