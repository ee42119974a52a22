package vane.cli.directions;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import vane.cli.program.UsageException;

/** Where the arrays of directions are found beside the files that stand on the command line. */
final class DirectionArrayOptions {
  @Option(
      names = "--kinds",
      paramLabel = "K.npy",
      description =
          "The kind of each point [N × M], whole numbers; 0 is an absent point (default: all points"
              + " are of one kind, and points at zero are absent).")
  private Path kinds;

  @Option(
      names = "--groups",
      paramLabel = "G.npy",
      description =
          "The group of each row [N], whole numbers: rows of a group are held out together (default:"
              + " each row is its own group).")
  private Path groups;

  @Option(
      names = "--x-columns",
      split = ",",
      paramLabel = "NAME",
      description = "The columns of X in a single .csv file; x* stands for all that begin with x.")
  private List<String> x = List.of();

  @Option(
      names = "--y-columns",
      split = ",",
      paramLabel = "NAME",
      description = "The columns of Y in a single .csv file, point after point.")
  private List<String> y = List.of();

  @Option(
      names = "--v-columns",
      split = ",",
      paramLabel = "NAME",
      description = "The columns of V in a single .csv file, 2 or 3.")
  private List<String> v = List.of();

  @Option(
      names = "--kinds-columns",
      split = ",",
      paramLabel = "NAME",
      description = "The columns of the kinds in a single .csv file.")
  private List<String> kindsColumns = List.of();

  @Option(
      names = "--groups-column",
      paramLabel = "NAME",
      description = "The column of the groups in a single .csv file.")
  private String groupsColumn;

  /**
   * All files that are read.
   *
   * @param files those that stand on the command line
   * @param others more, such as a model
   * @return them and those of the options
   */
  List<Path> files(List<Path> files, Path... others) {
    List<Path> all = new ArrayList<>(files);
    all.addAll(Arrays.asList(others));
    Stream.of(kinds, groups).filter(Objects::nonNull).forEach(all::add);
    return all;
  }

  /**
   * Reads the arrays.
   *
   * @param files the files that stand on the command line
   * @param withVectors whether V is among them
   * @return the arrays by role
   * @throws vane.InputException if a file is not what it must be
   */
  DirectionFiles read(List<Path> files, boolean withVectors) {
    DirectionFiles arrays = new DirectionFiles(files, withVectors);
    if (files.size() == 1 && files.get(0).toString().endsWith(".npz")) {
      requireNoColumns("a .npz file, whose arrays are X, Y, V, kinds and groups");
      arrays.readNamed(files.get(0));
    } else if (!x.isEmpty()) {
      readColumns(arrays, files);
    } else {
      requireNoColumns("no --x-columns");
      arrays.readEach();
    }
    if (kinds != null) {
      arrays.read(DirectionFiles.Role.KINDS, kinds);
    }
    if (groups != null) {
      arrays.read(DirectionFiles.Role.GROUPS, groups);
    }
    return arrays;
  }

  private void readColumns(DirectionFiles arrays, List<Path> files) {
    if (files.size() != 1 || !files.get(0).toString().endsWith(".csv")) {
      throw new UsageException("--x-columns: found with other files, expected with one .csv file");
    }
    arrays.readColumns(
        files.get(0),
        x,
        y,
        v,
        kindsColumns,
        groupsColumn == null ? List.of() : List.of(groupsColumn));
  }

  private void requireNoColumns(String found) {
    if (!x.isEmpty()
        || !y.isEmpty()
        || !v.isEmpty()
        || !kindsColumns.isEmpty()
        || groupsColumn != null) {
      throw new UsageException(
          "found names of columns with " + found + ", expected one .csv file and --x-columns");
    }
  }
}
