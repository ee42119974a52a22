package vane.io.xyz;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vane.structure.Isotope;
import vane.structure.Structure;

/**
 * One frame of a trajectory: a structure, more columns, and the info of the comment line.
 *
 * <p>Immutable.
 */
public final class Frame {
  static final String SPECIES = "species";
  static final String POSITIONS = "pos";

  private final Structure structure;
  private final Map<String, Column> columns;
  private final Map<String, InfoValue> info;
  private final FrameLocation location;
  private final Map<Integer, Isotope> isotopes;

  private Frame(
      Structure structure,
      Map<String, Column> columns,
      Map<String, InfoValue> info,
      FrameLocation location,
      Map<Integer, Isotope> isotopes) {
    this.structure = structure;
    this.columns = columns;
    this.info = info;
    this.location = location;
    this.isotopes = isotopes;
  }

  /**
   * A frame with nothing but a structure, in no file.
   *
   * @param structure the atoms
   * @return the frame
   */
  public static Frame of(Structure structure) {
    return of(structure, List.of(), Map.of(), FrameLocation.inMemory(0));
  }

  /**
   * A frame.
   *
   * @param structure the atoms
   * @param columns what else there is for every atom, in order, each name once; species and
   *     positions are not among them
   * @param info keys and values of the comment line in order; Properties, Lattice and pbc, which
   *     follow from the rest, are not among them
   * @param location where it was read
   * @return the frame
   * @throws IllegalArgumentException if a column does not fit the structure, or a name is taken
   */
  public static Frame of(
      Structure structure,
      List<Column> columns,
      Map<String, InfoValue> info,
      FrameLocation location) {
    Map<String, Column> byName = new LinkedHashMap<>();
    for (Column column : columns) {
      check(column, structure);
      if (byName.putIfAbsent(column.name(), column) != null) {
        throw new IllegalArgumentException("column " + column.name() + " twice");
      }
    }
    for (String key : info.keySet()) {
      checkKey(key);
    }
    return new Frame(
        structure,
        Collections.unmodifiableMap(byName),
        Collections.unmodifiableMap(new LinkedHashMap<>(info)),
        location,
        Map.of());
  }

  private static void check(Column column, Structure structure) {
    String name = column.name();
    if (name.equals(SPECIES) || name.equals(POSITIONS)) {
      throw new IllegalArgumentException(
          "column " + name + " is part of the structure, expected another name");
    }
    if (column.atoms() != structure.size()) {
      throw new IllegalArgumentException(
          "column "
              + column.property()
              + " holds "
              + column.atoms()
              + " atoms, expected "
              + structure.size());
    }
  }

  private static void checkKey(String key) {
    if (key.isEmpty()
        || key.equals(FrameHeader.PROPERTIES)
        || key.equals(FrameHeader.LATTICE)
        || key.equals(FrameHeader.PBC)) {
      throw new IllegalArgumentException(
          "info key '" + key + "', expected one other than Properties, Lattice and pbc");
    }
  }

  /**
   * The atoms: elements, positions, cell.
   *
   * @return the structure, positions in Å
   */
  public Structure structure() {
    return structure;
  }

  /**
   * All columns but species and positions.
   *
   * @return in the order of the file
   */
  public List<Column> columns() {
    return List.copyOf(columns.values());
  }

  /**
   * A column by its name.
   *
   * @param name as in {@code Properties}
   * @return the column, if there is one
   */
  public Optional<Column> column(String name) {
    return Optional.ofNullable(columns.get(name));
  }

  /**
   * Keys and values of the comment line, without Properties, Lattice and pbc. The free comment of
   * plain XYZ is under {@code comment}.
   *
   * @return in the order of the file; cannot be changed
   */
  public Map<String, InfoValue> info() {
    return info;
  }

  /**
   * Where the frame was read.
   *
   * @return file, number and line
   */
  public FrameLocation location() {
    return location;
  }

  /**
   * This frame with a column more, or with a column replaced in its place.
   *
   * @param column the column
   * @return a new frame
   * @throws IllegalArgumentException if the column does not fit the structure
   */
  public Frame with(Column column) {
    check(column, structure);
    Map<String, Column> changed = new LinkedHashMap<>(columns);
    changed.put(column.name(), column);
    return new Frame(structure, Collections.unmodifiableMap(changed), info, location, isotopes);
  }

  /**
   * This frame with a key more, or with a value replaced in its place.
   *
   * @param key the key
   * @param value its value
   * @return a new frame
   * @throws IllegalArgumentException if the key is Properties, Lattice or pbc
   */
  public Frame with(String key, InfoValue value) {
    checkKey(key);
    Map<String, InfoValue> changed = new LinkedHashMap<>(info);
    changed.put(key, value);
    return new Frame(structure, columns, Collections.unmodifiableMap(changed), location, isotopes);
  }

  /**
   * This frame without a key.
   *
   * @param key the key; nothing changes if there is no such key
   * @return a new frame
   */
  public Frame withoutKey(String key) {
    Map<String, InfoValue> changed = new LinkedHashMap<>(info);
    changed.remove(key);
    return new Frame(structure, columns, Collections.unmodifiableMap(changed), location, isotopes);
  }

  /**
   * This frame with some atoms named as isotopes, in place of those named before.
   *
   * @param named by the index of the atom
   * @return a new frame
   */
  public Frame with(Map<Integer, Isotope> named) {
    return new Frame(structure, columns, info, location, Map.copyOf(named));
  }

  /**
   * The atoms that the file names as an isotope, D or T. Their element is hydrogen.
   *
   * @return by the index of the atom; cannot be changed
   */
  public Map<Integer, Isotope> isotopes() {
    return isotopes;
  }

  /**
   * The vectors of a column, such as forces.
   *
   * @param name the column
   * @return {@code [nAtoms × 3]}, row-major
   * @throws MissingColumnException if there is no such column of three reals
   * @throws XyzFormatException if one of the numbers is not finite
   */
  public double[] vectors(String name) {
    return vectors(name, List.of(), "");
  }

  double[] vectors(String name, List<String> likely, String hint) {
    Column column = columns.get(name);
    if (column == null || column.type() != ColumnType.REAL || column.width() != 3) {
      throw new MissingColumnException(location, name, properties(), likely, hint);
    }
    double[] values = column.reals();
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        StringBuilder word = new StringBuilder();
        Decimal.append(word, values[i]);
        throw XyzFormatException.atAtom(
            location,
            location.line() + 2 + i / 3,
            i / 3,
            name,
            "'" + word + "'",
            "a finite real number; --skip-bad-frames leaves such frames out");
      }
    }
    return values;
  }

  /** Every column as Properties names it, species and positions first. */
  List<String> properties() {
    List<String> properties = new ArrayList<>(List.of(SPECIES + ":S:1", POSITIONS + ":R:3"));
    columns.values().forEach(column -> properties.add(column.property()));
    return properties;
  }

  @Override
  public String toString() {
    return location + ": " + structure.size() + " atoms, " + String.join(":", properties());
  }
}
