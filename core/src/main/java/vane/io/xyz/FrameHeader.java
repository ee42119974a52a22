package vane.io.xyz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vane.InputException;
import vane.structure.Cell;

/** What the comment line of a frame says: the columns, the cell, and everything else. */
final class FrameHeader {
  static final String PROPERTIES = "Properties";
  static final String LATTICE = "Lattice";
  static final String PBC = "pbc";
  static final String COMMENT = "comment";

  private static final Pattern MEANT_AS_EXTENDED =
      Pattern.compile("(^|[\\s\"])(Properties|Lattice|pbc)\"?\\s*=", Pattern.CASE_INSENSITIVE);

  /** A name may hold colons, as long as what follows is a type and a width. */
  private static final Pattern TRIPLET =
      Pattern.compile("(.*?):([SIRL]):(0*[1-9][0-9]{0,5})(?::|$)");

  private static final Pattern THREE_BRACKETED_ROWS =
      Pattern.compile(
          "\\[\\s*\\[([^\\[\\]]*)\\]\\s*,?\\s*\\[([^\\[\\]]*)\\]\\s*,?\\s*\\[([^\\[\\]]*)\\]\\s*\\]");

  /** A column that {@code Properties} announces. */
  record Property(String name, ColumnType type, int width) {
    @Override
    public String toString() {
      return name + ":" + type.letter() + ":" + width;
    }
  }

  private final FrameLocation location;
  private final Map<String, InfoValue> info;
  private final Optional<List<Property>> properties;
  private final Optional<Cell> cell;

  /**
   * Reads a comment line.
   *
   * @param line the line without its end
   * @param location the frame that it belongs to
   * @throws XyzFormatException if it means to be extended XYZ and is not
   */
  FrameHeader(String line, FrameLocation location) {
    this.location = location;
    Map<String, InfoValue> entries = entries(line);
    this.properties = take(entries, PROPERTIES).map(this::properties);
    Optional<double[]> lattice = take(entries, LATTICE).map(this::lattice);
    Optional<boolean[]> pbc = take(entries, PBC).map(this::pbc);
    this.cell = cell(lattice, pbc);
    this.info = Collections.unmodifiableMap(entries);
  }

  /** The value of a key of the specification; in another case if it is not there as written. */
  private static Optional<InfoValue> take(Map<String, InfoValue> entries, String key) {
    return key(entries, key).map(entries::remove);
  }

  private static Optional<String> key(Map<String, InfoValue> entries, String key) {
    return entries.containsKey(key)
        ? Optional.of(key)
        : entries.keySet().stream().filter(key::equalsIgnoreCase).findFirst();
  }

  /** Keys and values other than Properties, Lattice and pbc, in the order of the line. */
  Map<String, InfoValue> info() {
    return info;
  }

  /** The columns, or nothing if the line does not say. */
  Optional<List<Property>> properties() {
    return properties;
  }

  Optional<Cell> cell() {
    return cell;
  }

  private XyzFormatException error(String found, String expected) {
    return XyzFormatException.atLine(location, location.line() + 1, found, expected);
  }

  private Map<String, InfoValue> entries(String line) {
    try {
      Map<String, InfoValue> entries = CommentLine.parse(line);
      boolean extended =
          key(entries, PROPERTIES).isPresent()
              || key(entries, LATTICE).isPresent()
              || key(entries, PBC).isPresent()
              || entries.values().stream().noneMatch(InfoValue::isFlag);
      return extended ? entries : comment(line);
    } catch (CommentLine.SyntaxException problem) {
      if (MEANT_AS_EXTENDED.matcher(line).find()) {
        throw error(problem.found(), problem.expected());
      }
      return comment(line);
    }
  }

  /** Plain XYZ: the line is free text. */
  private static Map<String, InfoValue> comment(String line) {
    Map<String, InfoValue> entries = new LinkedHashMap<>();
    entries.put(COMMENT, InfoValue.of(line.strip()));
    return entries;
  }

  private List<Property> properties(InfoValue value) {
    String[] fields = fields(value.text().strip());
    String expected = "Properties as name:type:width triplets such as species:S:1:pos:R:3";
    if (fields.length % 3 != 0) {
      throw error(XyzFormatException.quote(value.text()), expected);
    }
    List<Property> result = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (int i = 0; i < fields.length; i += 3) {
      String name = fields[i];
      String triplet =
          XyzFormatException.quote(name + ":" + fields[i + 1] + ":" + fields[i + 2])
              + " in Properties";
      Optional<ColumnType> type = ColumnType.parse(fields[i + 1]);
      if (name.isEmpty()) {
        throw error(triplet, "a name");
      }
      if (type.isEmpty()) {
        throw error(triplet, "the type S, I, R or L");
      }
      if (!fields[i + 2].matches("0*[1-9][0-9]{0,5}")) {
        throw error(triplet, "a width of at least 1");
      }
      if (!names.add(name)) {
        throw error(
            "the column " + XyzFormatException.quote(name) + " twice in Properties",
            "each column once");
      }
      result.add(new Property(name, type.get(), Integer.parseInt(fields[i + 2])));
    }
    return List.copyOf(result);
  }

  /** The parts of triplets. Names of some programs hold colons, such as aux::forces. */
  private static String[] fields(String properties) {
    if (properties.contains("::")) {
      List<String> fields = new ArrayList<>();
      Matcher triplet = TRIPLET.matcher(properties);
      int end = 0;
      while (end < properties.length() && triplet.find(end) && triplet.start() == end) {
        for (int group = 1; group <= 3; group++) {
          fields.add(triplet.group(group));
        }
        end = triplet.end();
      }
      if (end == properties.length()) {
        return fields.toArray(new String[0]);
      }
    }
    return properties.split(":", -1);
  }

  private double[] lattice(InfoValue value) {
    String expected = "Lattice as nine numbers or as [[a, b, c], [d, e, f], [g, h, i]]";
    String text = value.text().strip();
    double[] numbers = value.reals().orElse(new double[0]);
    boolean rowsAreWhole = true;
    if (text.replaceAll("\\s", "").startsWith("[[")) {
      Matcher rows = THREE_BRACKETED_ROWS.matcher(text);
      rowsAreWhole = rows.matches();
      for (int i = 1; rowsAreWhole && i <= 3; i++) {
        rowsAreWhole = rows.group(i).strip().split("[\\s,]+").length == 3;
      }
    }
    if (numbers.length != 9 || !rowsAreWhole) {
      throw error(XyzFormatException.quote(value.source()), expected);
    }
    return numbers;
  }

  private boolean[] pbc(InfoValue value) {
    String[] words = value.words();
    if (words.length != 1 && words.length != 3) {
      throw error(
          "pbc " + XyzFormatException.quote(value.source()), "one or three of T, F, True, False");
    }
    boolean[] flags = new boolean[3];
    for (int i = 0; i < 3; i++) {
      String word = words[words.length == 1 ? 0 : i];
      Optional<Boolean> flag =
          word.equals("1") || word.equals("0")
              ? Optional.of(word.equals("1"))
              : Logical.parse(word);
      flags[i] =
          flag.orElseThrow(
              () ->
                  error(
                      XyzFormatException.quote(word) + " in pbc",
                      "one or three of T, F, True, False"));
    }
    return flags;
  }

  private Optional<Cell> cell(Optional<double[]> lattice, Optional<boolean[]> pbc) {
    if (lattice.isEmpty()) {
      if (pbc.isPresent() && !Arrays.equals(pbc.get(), new boolean[3])) {
        throw error("pbc without a Lattice", "a Lattice for a periodic structure");
      }
      return Optional.empty();
    }
    boolean[] periodic = pbc.orElse(new boolean[] {true, true, true});
    try {
      return Optional.of(Cell.of(lattice.get(), periodic));
    } catch (InputException noVolume) {
      throw error(
          "the Lattice " + Arrays.toString(lattice.get()) + " without volume",
          "three independent vectors for a periodic structure");
    }
  }
}
