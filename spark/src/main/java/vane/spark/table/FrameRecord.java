package vane.spark.table;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;
import vane.io.xyz.Column;
import vane.io.xyz.Frame;
import vane.io.xyz.FrameLocation;
import vane.io.xyz.InfoValue;
import vane.structure.Cell;
import vane.structure.Element;
import vane.structure.Isotope;
import vane.structure.Structure;

/** The values of one row while Parquet reads it, and the frame that they make. Used again. */
final class FrameRecord {
  private long row;
  private String file;
  private int frame;
  private long line;
  private String species;
  private final Values.Reals positions = new Values.Reals();
  private final Values.Reals cell = new Values.Reals();
  private final List<Boolean> periodic = new ArrayList<>();
  private final Values.Reals forces = new Values.Reals();
  private final Map<String, InfoValue> info = new LinkedHashMap<>();
  private String key;
  private String source;
  private final List<Column> columns = new ArrayList<>();
  private String name;
  private String type;
  private int width;
  private final Values.Reals reals = new Values.Reals();
  private final List<Long> integers = new ArrayList<>();
  private final List<Boolean> logicals = new ArrayList<>();
  private final List<String> words = new ArrayList<>();

  /** What takes the values of a row in the order of a schema. */
  GroupConverter converter(GroupType schema) {
    return Values.group(this::clear, () -> {}, converters(schema));
  }

  private Converter[] converters(GroupType schema) {
    return schema.getFields().stream().map(this::converter).toArray(Converter[]::new);
  }

  private Converter converter(Type field) {
    return switch (field.getName()) {
      case TableSchema.ROW -> Values.whole(value -> row = value);
      case TableSchema.FILE -> Values.text(value -> file = value);
      case TableSchema.FRAME -> Values.whole(value -> frame = (int) value);
      case TableSchema.LINE -> Values.whole(value -> line = value);
      case TableSchema.SPECIES -> Values.text(value -> species = value);
      case TableSchema.POSITIONS -> positions.converter();
      case TableSchema.CELL -> cell.converter();
      case TableSchema.PBC -> Values.list(() -> {}, Values.flag(periodic::add));
      case TableSchema.FORCES -> forces.converter();
      case TableSchema.INFO -> structs(field, this::clearKey, this::addKey);
      case TableSchema.KEY -> Values.text(value -> key = value);
      case TableSchema.SOURCE -> Values.text(value -> source = value);
      case TableSchema.COLUMNS -> structs(field, this::clearColumn, this::addColumn);
      case TableSchema.NAME -> Values.text(value -> name = value);
      case TableSchema.TYPE -> Values.text(value -> type = value);
      case TableSchema.WIDTH -> Values.whole(value -> width = (int) value);
      case TableSchema.REALS -> reals.converter();
      case TableSchema.INTEGERS -> Values.list(() -> {}, Values.whole(integers::add));
      case TableSchema.LOGICALS -> Values.list(() -> {}, Values.flag(logicals::add));
      case TableSchema.WORDS -> Values.list(() -> {}, Values.text(words::add));
      default -> throw new ParquetDecodingException("an unknown column " + field.getName());
    };
  }

  /** A list of groups of values that belong together. */
  private Converter structs(Type list, Runnable begin, Runnable end) {
    GroupType element = list.asGroupType().getType(0).asGroupType().getType(0).asGroupType();
    return Values.list(() -> {}, Values.group(begin, end, converters(element)));
  }

  private void clear() {
    positions.clear();
    cell.clear();
    periodic.clear();
    forces.clear();
    info.clear();
    columns.clear();
  }

  private void clearKey() {
    source = null;
  }

  private void addKey() {
    info.put(key, source == null ? InfoValue.flag() : InfoValue.ofSource(source));
  }

  private void clearColumn() {
    reals.clear();
    integers.clear();
    logicals.clear();
    words.clear();
  }

  private void addColumn() {
    columns.add(
        switch (type) {
          // Forces stand before the other columns, in a place of their own.
          case "R" ->
              Column.realsAsRead(name, width, reals.isThere() ? reals.copy() : forces.copy());
          case "I" ->
              Column.integers(name, width, integers.stream().mapToLong(Long::longValue).toArray());
          case "L" -> {
            boolean[] flags = new boolean[logicals.size()];
            for (int i = 0; i < flags.length; i++) {
              flags[i] = logicals.get(i);
            }
            yield Column.logicals(name, width, flags);
          }
          case "S" -> Column.strings(name, width, words.toArray(String[]::new));
          default -> throw new ParquetDecodingException("a column of the unknown type " + type);
        });
  }

  long row() {
    return row;
  }

  /** The frame of the row. */
  Frame frame() {
    List<Element> elements = new ArrayList<>();
    Map<Integer, Isotope> isotopes = new TreeMap<>();
    for (String symbol : species.isEmpty() ? new String[0] : species.split(" ")) {
      Isotope.parse(symbol).ifPresent(isotope -> isotopes.put(elements.size(), isotope));
      elements.add(
          Isotope.parse(symbol)
              .map(Isotope::element)
              .or(() -> Element.parse(symbol))
              .orElseThrow(() -> new ParquetDecodingException("an unknown element " + symbol)));
    }
    Structure structure =
        cell.isThere()
            ? Structure.of(
                elements,
                positions.copy(),
                Cell.of(cell.copy(), periodic.get(0), periodic.get(1), periodic.get(2)))
            : Structure.of(elements, positions.copy());
    return Frame.of(structure, columns, info, new FrameLocation(Path.of(file), frame, line))
        .with(isotopes);
  }
}
