package vane.io.foreign;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import vane.FileFormatException;
import vane.structure.Element;

/** The lines of a gradient file as words, and what words mean. */
final class GradientWords {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eEdD][+-]?[0-9]+)?");

  private final Path file;
  private final TextLines lines;
  private String line = "";
  private long number;
  private boolean ended;

  GradientWords(Path file, TextLines lines) {
    this.file = file;
    this.lines = lines;
  }

  /** Goes to the next line that is not blank; false at the end of the file. */
  boolean advance() throws IOException {
    do {
      Optional<String> next = lines.next();
      number++;
      if (next.isEmpty()) {
        ended = true;
        line = "";
        return false;
      }
      line = next.get().strip();
    } while (line.isEmpty());
    return true;
  }

  /** The line without blanks at its ends; empty at the end of the file. */
  String line() {
    return line;
  }

  String[] words() {
    return line.split("\\s+");
  }

  long number() {
    return number;
  }

  double real(String word) {
    if (NUMBER.matcher(word).matches()) {
      double value = Double.parseDouble(word.replace('d', 'e').replace('D', 'e'));
      if (Double.isFinite(value)) {
        return value;
      }
    }
    throw unexpected("'" + word + "'", "a finite number");
  }

  Element element(String word) {
    return Element.parse(word)
        .orElseThrow(() -> unexpected("'" + word + "'", "an element: a symbol or its number"));
  }

  /** What is wrong with the line. */
  FileFormatException expected(String what) {
    return unexpected(ended ? "the end of the file" : "'" + line + "'", what);
  }

  private FileFormatException unexpected(String found, String what) {
    return new FileFormatException(file, found + " in line " + number, what);
  }
}
