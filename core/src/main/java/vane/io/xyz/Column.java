package vane.io.xyz;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * A named column of a frame: one or more values of one type for every atom.
 *
 * <p>Immutable. Values are {@code [nAtoms × width]}, row-major.
 */
public final class Column {
  private final String name;
  private final ColumnType type;
  private final int width;

  /** A double[], long[], boolean[] or String[], as the type says; never handed out. */
  private final Object values;

  private final int length;

  /** Single colons part the names, types and widths of columns. */
  private static final Pattern NAME = Pattern.compile("[^:]+(::[^:]+)*");

  private Column(String name, ColumnType type, int width, Object values, int length) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "column name '" + name + "', expected a name, and no colon in it but two together");
    }
    if (width < 1 || length % width != 0) {
      throw new IllegalArgumentException(
          "column " + name + " has width " + width + " and " + length + " values");
    }
    this.name = name;
    this.type = type;
    this.width = width;
    this.values = values;
    this.length = length;
  }

  /**
   * A column of real numbers.
   *
   * @param name its name in {@code Properties}
   * @param width values per atom, at least one
   * @param values {@code [nAtoms × width]}, row-major, finite
   * @return the column
   * @throws IllegalArgumentException if a value is not finite or the lengths do not fit
   */
  public static Column reals(String name, int width, double[] values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException(
            "column " + name + " holds " + value + ", expected finite numbers");
      }
    }
    return new Column(name, ColumnType.REAL, width, values.clone(), values.length);
  }

  /**
   * A column of real numbers as a file may hold them, among them NaN and infinities. Who needs
   * finite numbers checks them.
   *
   * @param name its name in {@code Properties}
   * @param width values per atom, at least one
   * @param values {@code [nAtoms × width]}, row-major
   * @return the column
   */
  public static Column realsAsRead(String name, int width, double[] values) {
    return new Column(name, ColumnType.REAL, width, values.clone(), values.length);
  }

  /**
   * A column of whole numbers.
   *
   * @param name its name in {@code Properties}
   * @param width values per atom, at least one
   * @param values {@code [nAtoms × width]}, row-major
   * @return the column
   */
  public static Column integers(String name, int width, long[] values) {
    return new Column(name, ColumnType.INTEGER, width, values.clone(), values.length);
  }

  /**
   * A column of flags.
   *
   * @param name its name in {@code Properties}
   * @param width values per atom, at least one
   * @param values {@code [nAtoms × width]}, row-major
   * @return the column
   */
  public static Column logicals(String name, int width, boolean[] values) {
    return new Column(name, ColumnType.LOGICAL, width, values.clone(), values.length);
  }

  /**
   * A column of words.
   *
   * @param name its name in {@code Properties}
   * @param width values per atom, at least one
   * @param values {@code [nAtoms × width]}, row-major, none empty or with white space
   * @return the column
   * @throws IllegalArgumentException if a word is empty or holds white space, which a file could
   *     not
   */
  public static Column strings(String name, int width, String[] values) {
    for (String value : values) {
      if (value.isEmpty() || value.chars().anyMatch(c -> c <= ' ')) {
        throw new IllegalArgumentException(
            "column " + name + " holds '" + value + "', expected a word without white space");
      }
    }
    return new Column(name, ColumnType.STRING, width, values.clone(), values.length);
  }

  /** A column over an array that the caller has checked and gives up. */
  static Column over(String name, ColumnType type, int width, Object values, int length) {
    return new Column(name, type, width, values, length);
  }

  /**
   * The name.
   *
   * @return as in {@code Properties}
   */
  public String name() {
    return name;
  }

  /**
   * The type of every value.
   *
   * @return the type
   */
  public ColumnType type() {
    return type;
  }

  /**
   * The number of values per atom.
   *
   * @return at least one
   */
  public int width() {
    return width;
  }

  /**
   * The number of atoms.
   *
   * @return zero or more
   */
  public int atoms() {
    return length / width;
  }

  /**
   * The column as {@code Properties} names it.
   *
   * @return name, type and width, such as {@code forces:R:3}
   */
  public String property() {
    return name + ":" + type.letter() + ":" + width;
  }

  /**
   * The values of a real column.
   *
   * @return {@code [nAtoms × width]}, row-major (a copy)
   * @throws IllegalStateException if the column has another type
   */
  public double[] reals() {
    require(ColumnType.REAL);
    return ((double[]) values).clone();
  }

  /**
   * The values of an integer column.
   *
   * @return {@code [nAtoms × width]}, row-major (a copy)
   * @throws IllegalStateException if the column has another type
   */
  public long[] integers() {
    require(ColumnType.INTEGER);
    return ((long[]) values).clone();
  }

  /**
   * The values of a logical column.
   *
   * @return {@code [nAtoms × width]}, row-major (a copy)
   * @throws IllegalStateException if the column has another type
   */
  public boolean[] logicals() {
    require(ColumnType.LOGICAL);
    return ((boolean[]) values).clone();
  }

  /**
   * The values of a string column.
   *
   * @return {@code [nAtoms × width]}, row-major (a copy)
   * @throws IllegalStateException if the column has another type
   */
  public String[] strings() {
    require(ColumnType.STRING);
    return ((String[]) values).clone();
  }

  private void require(ColumnType wanted) {
    if (type != wanted) {
      throw new IllegalStateException("column " + property() + " is read as " + wanted);
    }
  }

  /** Appends the values of an atom as a file holds them, each after a space. */
  void appendTo(StringBuilder line, int atom) {
    for (int i = atom * width; i < (atom + 1) * width; i++) {
      line.append(' ');
      switch (type) {
        case REAL -> Decimal.append(line, ((double[]) values)[i]);
        case INTEGER -> line.append(((long[]) values)[i]);
        case LOGICAL -> line.append(((boolean[]) values)[i] ? 'T' : 'F');
        case STRING -> line.append(((String[]) values)[i]);
      }
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Column column
        && property().equals(column.property())
        && Arrays.deepEquals(new Object[] {values}, new Object[] {column.values});
  }

  @Override
  public int hashCode() {
    return 31 * property().hashCode() + Arrays.deepHashCode(new Object[] {values});
  }

  @Override
  public String toString() {
    return property();
  }
}
