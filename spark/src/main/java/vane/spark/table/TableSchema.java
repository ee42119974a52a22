package vane.spark.table;

import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of a table of frames, one frame a row.
 *
 * <p>{@code energy} and {@code stress} repeat what keys say, as numbers for other programs; the
 * keys themselves are in {@code info}, as text.
 */
public final class TableSchema {
  static final String ROW = "row";
  static final String FILE = "file";
  static final String FRAME = "frame";
  static final String LINE = "line";
  static final String SPECIES = "species";
  static final String POSITIONS = "positions";
  static final String CELL = "cell";
  static final String PBC = "pbc";
  static final String FORCES = "forces";
  static final String ENERGY = "energy";
  static final String STRESS = "stress";
  static final String INFO = "info";
  static final String KEY = "key";
  static final String SOURCE = "source";
  static final String COLUMNS = "columns";
  static final String NAME = "name";
  static final String TYPE = "type";
  static final String WIDTH = "width";
  static final String REALS = "reals";
  static final String INTEGERS = "integers";
  static final String LOGICALS = "logicals";
  static final String WORDS = "words";

  /**
   * The schema:
   *
   * <ul>
   *   <li>{@code row}: the number of the row in its file, from zero, ascending
   *   <li>{@code file}, {@code frame}, {@code line}: where the frame was read
   *   <li>{@code species}: the symbols of the atoms with spaces between, D and T as isotopes
   *   <li>{@code positions}: {@code [nAtoms × 3]} in Å, row-major
   *   <li>{@code cell}, {@code pbc}: {@code [3 × 3]} in Å, row-major, and three flags; null without
   *       a cell
   *   <li>{@code forces}: {@code [nAtoms × 3]}; null without a column {@code forces:R:3}
   *   <li>{@code energy}, {@code stress}: in eV and {@code [6]} in eV/Å³; null where there is none
   *   <li>{@code info}: the keys of the comment line in order, with the text of their values; null
   *       for a key that stands alone
   *   <li>{@code columns}: all other columns in order, {@code forces} by its name alone; the values
   *       are in the list of their type
   * </ul>
   */
  public static final StructType SCHEMA =
      new StructType(
          new StructField[] {
            required(ROW, DataTypes.LongType),
            required(FILE, DataTypes.StringType),
            required(FRAME, DataTypes.IntegerType),
            required(LINE, DataTypes.LongType),
            required(SPECIES, DataTypes.StringType),
            required(POSITIONS, list(DataTypes.DoubleType)),
            optional(CELL, list(DataTypes.DoubleType)),
            optional(PBC, list(DataTypes.BooleanType)),
            optional(FORCES, list(DataTypes.DoubleType)),
            optional(ENERGY, DataTypes.DoubleType),
            optional(STRESS, list(DataTypes.DoubleType)),
            required(
                INFO,
                list(
                    DataTypes.createStructType(
                        List.of(
                            required(KEY, DataTypes.StringType),
                            optional(SOURCE, DataTypes.StringType))))),
            required(
                COLUMNS,
                list(
                    DataTypes.createStructType(
                        List.of(
                            required(NAME, DataTypes.StringType),
                            required(TYPE, DataTypes.StringType),
                            required(WIDTH, DataTypes.IntegerType),
                            optional(REALS, list(DataTypes.DoubleType)),
                            optional(INTEGERS, list(DataTypes.LongType)),
                            optional(LOGICALS, list(DataTypes.BooleanType)),
                            optional(WORDS, list(DataTypes.StringType))))))
          });

  private TableSchema() {}

  private static DataType list(DataType element) {
    return DataTypes.createArrayType(element, false);
  }

  private static StructField required(String name, DataType type) {
    return DataTypes.createStructField(name, type, false);
  }

  private static StructField optional(String name, DataType type) {
    return DataTypes.createStructField(name, type, true);
  }
}
