package vane.cli.motion;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Atoms by their indices and ranges of them, such as {@code 0,3-5}. */
public record AtomList(SortedSet<Integer> atoms) {
  private static final Pattern PART = Pattern.compile("(\\d{1,7})(?:-(\\d{1,7}))?");

  /** The text that {@link Converter} reads, as short as it can be; {@code none} for no atoms. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int first : atoms) {
      if (!atoms.contains(first - 1)) {
        int last = first;
        while (atoms.contains(last + 1)) {
          last++;
        }
        text.append(text.length() == 0 ? "" : ",").append(first);
        text.append(last > first ? "-" + last : "");
      }
    }
    return text.length() == 0 ? "none" : text.toString();
  }

  /** Reads a list. */
  static final class Converter implements ITypeConverter<AtomList> {
    @Override
    public AtomList convert(String text) {
      SortedSet<Integer> atoms = new TreeSet<>();
      for (String part : text.split(",", -1)) {
        Matcher range = PART.matcher(part);
        if (!range.matches()) {
          throw refused(text);
        }
        int first = Integer.parseInt(range.group(1));
        int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
        if (last < first) {
          throw refused(text);
        }
        for (int atom = first; atom <= last; atom++) {
          atoms.add(atom);
        }
      }
      return new AtomList(atoms);
    }

    private static TypeConversionException refused(String text) {
      return new TypeConversionException(
          "found atoms '" + text + "', expected indices from 0 and ranges such as 0,3-5");
    }
  }
}
