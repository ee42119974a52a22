package vane.io.csv;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import vane.PlainReason;

/**
 * A table of finite numbers, with names of its columns if the file begins with them.
 *
 * <p>The first line is a header if any of its cells is no number. Immutable.
 */
public final class CsvTable {
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).setTrim(true).build();

  private final Path file;
  private final List<String> names;
  private final int columns;
  private final double[] values;

  private CsvTable(Path file, List<String> names, int columns, double[] values) {
    this.file = file;
    this.names = names;
    this.columns = columns;
    this.values = values;
  }

  /**
   * Reads a file.
   *
   * @param file the file, UTF-8 with or without a byte order mark, a comma between the cells
   * @return the table
   * @throws CsvFormatException if the file is missing or unreadable, has no row, or a cell is no
   *     finite number, or a row is shorter or longer than the first
   */
  public static CsvTable read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new CsvFormatException(
          file, Files.exists(file) ? "something else" : "no such file", "a .csv file");
    }
    try (BufferedReader text = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        CSVParser parser = FORMAT.parse(withoutByteOrderMark(text))) {
      return read(file, parser);
    } catch (IOException | UncheckedIOException failed) {
      throw new CsvFormatException(
          file, "text that cannot be read (" + PlainReason.of(failed) + ")", "UTF-8, RFC 4180");
    }
  }

  /** As a part of the first cell the mark would make a header of a row of numbers. */
  private static Reader withoutByteOrderMark(BufferedReader text) throws IOException {
    text.mark(1);
    if (text.read() != BYTE_ORDER_MARK) {
      text.reset();
    }
    return text;
  }

  private static CsvTable read(Path file, CSVParser parser) {
    List<String> names = List.of();
    List<double[]> rows = new ArrayList<>();
    int columns = -1;
    for (CSVRecord cells : parser) {
      if (columns < 0) {
        columns = cells.size();
        if (cells.stream().anyMatch(cell -> !isNumber(cell))) {
          names = cells.toList();
          continue;
        }
      }
      long line = parser.getCurrentLineNumber();
      if (cells.size() != columns) {
        throw new CsvFormatException(
            file,
            "line " + line + " with " + cells.size() + " cells",
            columns + " as in the first line");
      }
      rows.add(numbers(file, line, cells));
    }
    if (rows.isEmpty()) {
      throw new CsvFormatException(file, "no row of numbers", "1 or more");
    }
    double[] values = new double[Math.multiplyExact(rows.size(), columns)];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, values, i * columns, columns);
    }
    return new CsvTable(file, names, columns, values);
  }

  private static boolean isNumber(String cell) {
    try {
      Double.parseDouble(cell);
      return true;
    } catch (NumberFormatException not) {
      return false;
    }
  }

  private static double[] numbers(Path file, long line, CSVRecord cells) {
    double[] row = new double[cells.size()];
    for (int c = 0; c < row.length; c++) {
      if (!isNumber(cells.get(c)) || !Double.isFinite(Double.parseDouble(cells.get(c)))) {
        throw new CsvFormatException(
            file,
            "'" + cells.get(c) + "' in line " + line + ", column " + (c + 1),
            "a finite number");
      }
      row[c] = Double.parseDouble(cells.get(c));
    }
    return row;
  }

  /**
   * The number of rows, the header left out.
   *
   * @return at least one
   */
  public int rows() {
    return values.length / columns;
  }

  /**
   * The number of columns.
   *
   * @return at least one
   */
  public int columns() {
    return columns;
  }

  /**
   * The names of the columns.
   *
   * @return one per column, or none if the file has no header
   */
  public List<String> names() {
    return names;
  }

  /**
   * All numbers.
   *
   * @return {@code [rows × columns]}, row-major (a copy)
   */
  public double[] values() {
    return values.clone();
  }

  /**
   * Some columns, in the order asked for.
   *
   * @param wanted their names; one that ends in {@code *} stands for all that begin so
   * @return a table of these columns
   * @throws CsvFormatException if the file has no header, or no column of a name
   */
  public CsvTable select(List<String> wanted) {
    int[] places = wanted.stream().flatMapToInt(name -> Arrays.stream(places(name))).toArray();
    double[] selected = new double[rows() * places.length];
    for (int i = 0; i < rows(); i++) {
      for (int c = 0; c < places.length; c++) {
        selected[i * places.length + c] = values[i * columns + places[c]];
      }
    }
    List<String> selectedNames = Arrays.stream(places).mapToObj(names::get).toList();
    return new CsvTable(file, selectedNames, places.length, selected);
  }

  private int[] places(String name) {
    List<Integer> found = new ArrayList<>();
    for (int c = 0; c < names.size(); c++) {
      boolean fits =
          name.endsWith("*")
              ? names.get(c).startsWith(name.substring(0, name.length() - 1))
              : names.get(c).equals(name);
      if (fits) {
        found.add(c);
      }
    }
    if (found.isEmpty()) {
      throw new CsvFormatException(
          file,
          "no column '" + name + "'",
          names.isEmpty() ? "a header in the first line" : "one of " + String.join(", ", names));
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }
}
