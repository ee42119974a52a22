package vane.io.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables as they come back, and what is no table; the seeds stand in the code. */
class CsvTableTest {
  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("t.csv"), text);
  }

  private CsvTable table(String text) throws IOException {
    return CsvTable.read(file(text));
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,7", "7,1", "64,3", "1000,11"})
  void numbersComeBackBitForBit(int rows, int columns) throws IOException {
    double[] values =
        new SplittableRandom(rows)
            .longs()
            .mapToDouble(Double::longBitsToDouble)
            .filter(Double::isFinite)
            .limit((long) rows * columns)
            .toArray();
    for (boolean header : new boolean[] {false, true}) {
      for (String lineEnd : new String[] {"\n", "\r\n"}) {
        StringBuilder text = new StringBuilder();
        for (int c = 0; header && c < columns; c++) {
          text.append("c").append(c).append(c < columns - 1 ? "," : lineEnd);
        }
        for (int i = 0; i < values.length; i++) {
          text.append(values[i]).append(i % columns < columns - 1 ? "," : lineEnd);
        }
        CsvTable table = table(text.toString());
        assertThat(table.rows()).isEqualTo(rows);
        assertThat(table.columns()).isEqualTo(columns);
        assertThat(table.names()).hasSize(header ? columns : 0);
        assertThat(table.values()).containsExactly(values);
      }
    }
  }

  @Test
  void theLastLineNeedsNoEndAndEmptyLinesAreNoRows() throws IOException {
    CsvTable table = table("\na,b\n\n1,2\n\n\n3,4");
    assertThat(table.names()).containsExactly("a", "b");
    assertThat(table.values()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void spacesAroundCellsAndQuotesAreNoPartOfThem() throws IOException {
    CsvTable table = table(" a ,\"b, \"\"in m\"\"\"\n 1 ,\t2\n\"3\",\" 4 \"\n");
    assertThat(table.names()).containsExactly("a", "b, \"in m\"");
    assertThat(table.values()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstCell() throws IOException {
    assertThat(table("\uFEFFa,b\n1,2\n").names()).containsExactly("a", "b");
    CsvTable withoutHeader = table("\uFEFF1,2\n3,4\n");
    assertThat(withoutHeader.names()).isEmpty();
    assertThat(withoutHeader.values()).containsExactly(1, 2, 3, 4);
    assertThat(table("\uFEFF\"a\",b\n1,2\n").names()).containsExactly("a", "b");
  }

  @Test
  void aFirstLineWithoutAnyWordIsARow() throws IOException {
    assertThat(table("1,-2e3\n").values()).containsExactly(1, -2000);
    assertThat(table("1,y\n5,6\n").names()).as("one word makes a header").contains("1", "y");
  }

  @Test
  void columnsAreSelectedByNameInTheOrderAskedFor() throws IOException {
    CsvTable table = table("x1,y,x2,xy\n1,2,3,4\n5,6,7,8\n");
    CsvTable selected = table.select(List.of("y", "x*"));
    assertThat(selected.names()).containsExactly("y", "x1", "x2", "xy");
    assertThat(selected.values()).containsExactly(2, 1, 3, 4, 6, 5, 7, 8);
    assertThat(table.select(List.of("x2")).values()).containsExactly(3, 7);
    assertThat(table.select(List.of("*")).values()).containsExactly(table.values());
    assertThat(table.values()).as("not modified").startsWith(1, 2, 3, 4);
  }

  @Test
  void columnsThatAreNotThereAreNamedWithThoseThatAre() throws IOException {
    CsvTable table = table("a,b\n1,2\n");
    refused("no column 'c'", "one of a, b", () -> table.select(List.of("a", "c")));
    refused("no column 'c*'", "one of a, b", () -> table.select(List.of("c*")));
    CsvTable nameless = table("1,2\n");
    refused("no column 'a'", "a header in the first line", () -> nameless.select(List.of("a")));
  }

  @Test
  void valuesAreACopy() throws IOException {
    CsvTable table = table("1,2\n");
    table.values()[0] = 9;
    assertThat(table.values()).containsExactly(1, 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "", "NaN", "Infinity", "-Infinity", "1e999", "1;2", "1.2.3", "١x"})
  void cellsWithoutAFiniteNumberAreNamedWithTheirPlace(String cell) throws IOException {
    Path file = file("a,b,c\n1,2,3\n\n4," + cell + ",6\n7,8,9\n");
    refused("'" + cell + "' in line 4, column 2", "a finite number", () -> CsvTable.read(file));
  }

  @Test
  void anInfiniteFirstRowIsNoHeader() throws IOException {
    Path file = file("1,NaN\n2,3\n");
    refused("'NaN' in line 1, column 2", "a finite number", () -> CsvTable.read(file));
  }

  @ParameterizedTest
  @CsvSource({"'3', 1", "'3,4,5', 3", "'3,', 2"})
  void rowsOfAnotherLengthAreNamedWithTheirLine(String row, int cells) throws IOException {
    String end = cells == 2 ? ",1" : "";
    Path file = file("1,2" + end + "\n" + row + "\n");
    refused(
        "line 2 with " + cells + " cells",
        (cells == 2 ? 3 : 2) + " as in the first line",
        () -> CsvTable.read(file));
    Path unended = file("1,2" + end + "\n" + row);
    refused(
        "line 2 with " + cells + " cells",
        (cells == 2 ? 3 : 2) + " as in the first line",
        () -> CsvTable.read(unended));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "a,b", "a,b\n", "\uFEFF"})
  void filesWithoutARowAreRefused(String text) throws IOException {
    Path file = file(text);
    refused("no row of numbers", "1 or more", () -> CsvTable.read(file));
  }

  @Test
  void quotesThatDoNotEndAndOtherEncodingsAreRefused() throws IOException {
    Path quote = file("a,b\n1,\"2\n3,4\n");
    refused("text that cannot be read", "UTF-8, RFC 4180", () -> CsvTable.read(quote));
    Path after = file("a,b\n1,\"2\"3\n");
    refused("text that cannot be read", "UTF-8, RFC 4180", () -> CsvTable.read(after));
    Path latin = folder.resolve("t.csv");
    Files.write(latin, "größe\n1\n".getBytes(StandardCharsets.ISO_8859_1));
    refused("text that cannot be read", "UTF-8, RFC 4180", () -> CsvTable.read(latin));
  }

  @Test
  void anyBytesAreATableOrRefused() throws IOException {
    SplittableRandom random = new SplittableRandom(4);
    byte[] alphabet = "0123456789.,-e\n\r\" xN\u00e9".getBytes(StandardCharsets.UTF_8);
    Path file = folder.resolve("t.csv");
    int tables = 0;
    for (int run = 0; run < 2000; run++) {
      byte[] bytes = new byte[random.nextInt(40)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = alphabet[random.nextInt(run % 2 == 0 ? 15 : alphabet.length)];
      }
      Files.write(file, bytes);
      try {
        CsvTable table = CsvTable.read(file);
        double[] values = table.values();
        assertThat(values).hasSize(table.rows() * table.columns());
        assertThat(Arrays.stream(values).allMatch(Double::isFinite)).isTrue();
        tables++;
      } catch (CsvFormatException refused) {
        assertThat(refused).hasMessageStartingWith(file + ": found ");
      }
    }
    assertThat(tables).as("of 2000").isBetween(100, 1900);
  }

  @Test
  void missingFilesAndFoldersAreNamed() {
    assertThatExceptionOfType(CsvFormatException.class)
        .isThrownBy(() -> CsvTable.read(folder.resolve("none.csv")))
        .withMessage(folder.resolve("none.csv") + ": found no such file, expected a .csv file");
    assertThatExceptionOfType(CsvFormatException.class)
        .isThrownBy(() -> CsvTable.read(folder))
        .withMessage(folder + ": found something else, expected a .csv file");
  }

  private void refused(String found, String expected, Runnable action) {
    assertThatExceptionOfType(CsvFormatException.class)
        .isThrownBy(action::run)
        .withMessageStartingWith(folder.resolve("t.csv") + ": found " + found)
        .withMessageEndingWith(", expected " + expected);
  }
}
