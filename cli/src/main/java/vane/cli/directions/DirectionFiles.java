package vane.cli.directions;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import vane.InputException;
import vane.cli.program.UsageException;
import vane.directions.DirectionArray;
import vane.directions.DirectionData;
import vane.io.csv.CsvTable;
import vane.io.npy.NpyArray;
import vane.io.npy.NpyReader;
import vane.io.npy.NpzReader;
import vane.model.Provenance;

/** The arrays of directions, from .npy, .npz and .csv files. */
final class DirectionFiles {
  /** What an array is for; its name in a .npz file. */
  enum Role {
    X("X"),
    Y("Y"),
    V("V"),
    KINDS("kinds"),
    GROUPS("groups");

    private final String label;

    Role(String label) {
      this.label = label;
    }
  }

  private final List<Path> files;
  private final boolean withVectors;
  private final Map<Role, DirectionArray> arrays = new EnumMap<>(Role.class);
  private final Set<Path> read = new LinkedHashSet<>();

  DirectionFiles(List<Path> files, boolean withVectors) {
    this.files = files;
    this.withVectors = withVectors;
  }

  /** One file per array: X, then Y if there are points, then V if vectors are wanted. */
  void readEach() {
    int others = withVectors ? 2 : 1;
    if (files.size() != others && files.size() != others + 1) {
      throw new UsageException(
          "found "
              + files.size()
              + " files of arrays, expected "
              + (withVectors ? "X V or X Y V" : "X or X Y")
              + ", one .npz file, or one .csv file with --x-columns");
    }
    read(Role.X, files.get(0));
    if (withVectors) {
      read(Role.V, files.get(files.size() - 1));
    }
    if (files.size() > others) {
      read(Role.Y, files.get(1));
    }
  }

  /** One array of a file of its own. */
  void read(Role role, Path file) {
    read.add(file);
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv")) {
      put(role, file.toString(), CsvTable.read(file));
    } else if (name.endsWith(".npz")) {
      throw new UsageException(
          file
              + ": found a .npz file beside others, expected it alone, with its arrays X, Y and V");
    } else if (name.endsWith(".npy")) {
      put(role, file.toString(), NpyReader.read(file));
    } else {
      throw new UsageException(file + ": found another ending, expected .npy, .npz or .csv");
    }
  }

  /** All arrays of a .npz file. */
  void readNamed(Path file) {
    read.add(file);
    SortedMap<String, NpyArray> named = NpzReader.read(file);
    for (Role role : Role.values()) {
      if (named.containsKey(role.label)) {
        put(role, file + ", array " + role.label, named.get(role.label));
      } else if (role == Role.X || (role == Role.V && withVectors)) {
        throw new InputException(
            file
                + ": found the arrays "
                + String.join(", ", named.keySet())
                + ", expected one with the name "
                + role.label);
      }
    }
  }

  /** Columns of one .csv file, by name. */
  void readColumns(
      Path file,
      List<String> x,
      List<String> y,
      List<String> v,
      List<String> kinds,
      List<String> groups) {
    read.add(file);
    if (withVectors && v.isEmpty()) {
      throw new UsageException("found --x-columns without --v-columns, expected both");
    }
    CsvTable table = CsvTable.read(file);
    putColumns(Role.X, file, table, x);
    putColumns(Role.Y, file, table, y);
    putColumns(Role.V, file, table, v);
    putColumns(Role.KINDS, file, table, kinds);
    putColumns(Role.GROUPS, file, table, groups);
  }

  private void putColumns(Role role, Path file, CsvTable table, List<String> names) {
    if (!names.isEmpty()) {
      put(role, file + ", " + role.label, table.select(names));
    }
  }

  private void put(Role role, String name, CsvTable table) {
    arrays.put(role, DirectionArray.of(name, table.values(), table.rows(), table.columns()));
  }

  private void put(Role role, String name, NpyArray array) {
    arrays.put(role, DirectionArray.of(name, array.toDoubles(), array.shape()));
  }

  /**
   * The arrays as data.
   *
   * @param usualDimension how many components points have, where the arrays do not tell
   * @return the data
   * @throws InputException if the arrays do not belong together
   */
  DirectionData data(int usualDimension) {
    DirectionData data = DirectionData.of(arrays.get(Role.X));
    if (withVectors) {
      data = data.withVectors(arrays.get(Role.V));
    }
    Optional<DirectionArray> y = Optional.ofNullable(arrays.get(Role.Y));
    if (y.isPresent()) {
      data =
          y.get().shape().length == 3
              ? data.withPoints(y.get())
              : data.withPoints(y.get(), data.dimension().orElse(usualDimension));
    }
    if (arrays.containsKey(Role.KINDS)) {
      data = data.withKinds(arrays.get(Role.KINDS));
    }
    return arrays.containsKey(Role.GROUPS) ? data.withGroups(arrays.get(Role.GROUPS)) : data;
  }

  /** The files with their checksums. */
  List<Provenance.DataFile> provenance(long rows) throws IOException {
    List<Provenance.DataFile> entries = new ArrayList<>();
    for (Path file : read) {
      entries.add(Provenance.DataFile.of(file, file.toString(), rows));
    }
    return entries;
  }
}
