package vane.io.xyz;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which column of a frame holds the forces.
 *
 * <p>Immutable. Forces are in eV/Å.
 */
public final class ForceColumn {
  private static final String DEFAULT_NAME = "forces";

  private final String name;
  private final boolean isDefault;

  private ForceColumn(String name, boolean isDefault) {
    this.name = name;
    this.isDefault = isDefault;
  }

  /**
   * The column {@code forces}, in any case.
   *
   * @return the default
   */
  public static ForceColumn byDefault() {
    return new ForceColumn(DEFAULT_NAME, true);
  }

  /**
   * A column of another name, looked up exactly.
   *
   * @param name such as {@code REF_forces}
   * @return the column
   */
  public static ForceColumn named(String name) {
    return new ForceColumn(name, false);
  }

  /**
   * The name that is looked up.
   *
   * @return as in {@code Properties}
   */
  public String name() {
    return name;
  }

  /**
   * The forces of a frame.
   *
   * @param frame the frame
   * @return {@code [nAtoms × 3]}, row-major, in eV/Å if the file is
   * @throws MissingColumnException if the frame has no such column of three reals; its message
   *     lists the columns that there are, and those that look like forces
   */
  public double[] of(Frame frame) {
    Optional<Column> otherCase =
        frame.columns().stream()
            .filter(column -> isDefault && column.name().equalsIgnoreCase(name))
            .findFirst();
    if (frame.column(name).isEmpty() && otherCase.isPresent()) {
      return frame.vectors(otherCase.get().name());
    }
    List<String> likely = frame.column(name).isPresent() ? List.of() : others(frame);
    return frame.vectors(name, likely, likely.isEmpty() ? hintForUnnamed(frame) : "");
  }

  /**
   * Other columns that may hold forces.
   *
   * @param frame the frame
   * @return the names of columns of three reals that speak of forces
   */
  public List<String> others(Frame frame) {
    return frame.columns().stream()
        .filter(column -> column.type() == ColumnType.REAL && column.width() == 3)
        .map(Column::name)
        .filter(other -> !other.equals(name))
        .filter(other -> other.toLowerCase(Locale.ROOT).contains("force"))
        .toList();
  }

  /** Words without a name, behind species and positions, may well be forces. */
  private static String hintForUnnamed(Frame frame) {
    return frame.column(AtomTable.UNNAMED).filter(column -> column.width() >= 3).isEmpty()
        ? ""
        : " (the comment line names no columns; if the three numbers behind the positions are"
            + " forces in eV/Å, it must have Properties=species:S:1:pos:R:3:forces:R:3)";
  }

  @Override
  public String toString() {
    return name;
  }
}
