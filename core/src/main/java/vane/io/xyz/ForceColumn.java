package vane.io.xyz;

import java.util.List;
import java.util.Locale;

/**
 * Which column of a frame holds the forces.
 *
 * <p>Immutable. Forces are in eV/Å.
 */
public final class ForceColumn {
  private static final String DEFAULT_NAME = "forces";

  private final String name;

  private ForceColumn(String name) {
    this.name = name;
  }

  /**
   * The column {@code forces}.
   *
   * @return the default
   */
  public static ForceColumn byDefault() {
    return new ForceColumn(DEFAULT_NAME);
  }

  /**
   * A column of another name, looked up exactly.
   *
   * @param name such as {@code REF_forces}
   * @return the column
   */
  public static ForceColumn named(String name) {
    return new ForceColumn(name);
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
    List<String> likely =
        frame.column(name).isPresent()
            ? List.of()
            : frame.columns().stream()
                .filter(column -> column.type() == ColumnType.REAL && column.width() == 3)
                .map(Column::name)
                .filter(other -> other.toLowerCase(Locale.ROOT).contains("force"))
                .toList();
    return frame.vectors(name, likely);
  }

  @Override
  public String toString() {
    return name;
  }
}
