package vane.spark.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import vane.io.xyz.Column;
import vane.io.xyz.ColumnType;
import vane.io.xyz.EnergyKey;
import vane.io.xyz.Frame;
import vane.io.xyz.InfoValue;
import vane.io.xyz.StressKeys;
import vane.io.xyz.XyzFormatException;
import vane.structure.Cell;
import vane.structure.Isotope;
import vane.structure.Structure;

/** Makes rows of frames. */
public final class FrameRow {
  private FrameRow() {}

  /**
   * The row of a frame.
   *
   * @param frame the frame
   * @param row the number of the row in its file
   * @return a row of {@link TableSchema#SCHEMA}
   */
  public static Row of(Frame frame, long row) {
    Structure structure = frame.structure();
    Cell cell = structure.cell().orElse(null);
    Column forces = frame.column(TableSchema.FORCES).filter(FrameRow::isForces).orElse(null);
    OptionalDouble energy = readable(() -> EnergyKey.byDefault().of(frame), OptionalDouble.empty());
    double[] stress = readable(() -> StressKeys.byDefault().of(frame).orElse(null), null);
    return RowFactory.create(
        row,
        frame.location().file().toString(),
        frame.location().frame(),
        frame.location().line(),
        species(frame),
        structure.positions(),
        cell == null ? null : cell.vectors(),
        cell == null
            ? null
            : new boolean[] {cell.isPeriodic(0), cell.isPeriodic(1), cell.isPeriodic(2)},
        forces == null ? null : forces.reals(),
        energy.isPresent() ? energy.getAsDouble() : null,
        stress,
        info(frame.info()),
        columns(frame.columns()));
  }

  /** Whether a column has a place of its own in the table. */
  static boolean isForces(Column column) {
    return column.name().equals(TableSchema.FORCES)
        && column.type() == ColumnType.REAL
        && column.width() == 3;
  }

  /** A value that only repeats what is in the keys; one that is no number is kept there alone. */
  private static <T> T readable(Supplier<T> value, T otherwise) {
    try {
      return value.get();
    } catch (XyzFormatException notANumber) {
      return otherwise;
    }
  }

  private static String species(Frame frame) {
    Structure structure = frame.structure();
    StringBuilder text = new StringBuilder(3 * structure.size());
    for (int atom = 0; atom < structure.size(); atom++) {
      Isotope isotope = frame.isotopes().get(atom);
      text.append(atom == 0 ? "" : " ")
          .append(isotope == null ? structure.element(atom).symbol() : isotope.symbol());
    }
    return text.toString();
  }

  private static Row[] info(Map<String, InfoValue> info) {
    List<Row> rows = new ArrayList<>();
    info.forEach(
        (key, value) -> rows.add(RowFactory.create(key, value.isFlag() ? null : value.source())));
    return rows.toArray(Row[]::new);
  }

  private static Row[] columns(List<Column> columns) {
    List<Row> rows = new ArrayList<>();
    for (Column column : columns) {
      ColumnType type = column.type();
      boolean elsewhere = isForces(column);
      rows.add(
          RowFactory.create(
              column.name(),
              String.valueOf(type.letter()),
              column.width(),
              type == ColumnType.REAL && !elsewhere ? column.reals() : null,
              type == ColumnType.INTEGER ? column.integers() : null,
              type == ColumnType.LOGICAL ? column.logicals() : null,
              type == ColumnType.STRING ? column.strings() : null));
    }
    return rows.toArray(Row[]::new);
  }
}
