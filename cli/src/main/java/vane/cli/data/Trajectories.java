package vane.cli.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import vane.cli.program.UsageException;
import vane.io.pipe.Descriptor;
import vane.io.pipe.PipeSource;
import vane.io.xyz.TrajectoryPath;

/** The trajectories that a command line names. */
public final class Trajectories {
  private Trajectories() {}

  /**
   * Reads their names.
   *
   * @param inputs files with slices, perhaps; {@code -} is standard input
   * @return the trajectories, in order
   * @throws vane.InputException if a slice cannot be, or a pipe is named twice
   */
  public static List<TrajectoryPath> parse(List<String> inputs) {
    List<TrajectoryPath> paths = new ArrayList<>();
    for (String input : inputs) {
      TrajectoryPath path = TrajectoryPath.parse(input);
      if (PipeSource.is(path.path())
          && paths.stream().anyMatch(other -> isSamePipe(other.path(), path.path()))) {
        throw new UsageException(
            input + ": found twice, expected once: a pipe can be read only one time");
      }
      paths.add(path);
    }
    return paths;
  }

  private static boolean isSamePipe(Path one, Path other) {
    OptionalInt number = Descriptor.number(one);
    if (number.isPresent() && number.equals(Descriptor.number(other))) {
      return true;
    }
    try {
      return PipeSource.is(one) && Files.isSameFile(one, other);
    } catch (IOException notThere) {
      return false;
    }
  }
}
