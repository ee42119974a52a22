package vane.spark;

import picocli.CommandLine.Option;
import vane.InputException;

/** How the frames of trajectories are read, and divided among tasks. */
final class InputOptions {
  static final String INPUTS =
      "Extended XYZ, plain or compressed, tables that convert wrote, patterns such as"
          + " 'runs/*.xyz', on any file system that Spark knows; a selection of frames may follow:"
          + " run.xyz@0:100:10.";

  @Option(
      names = "--skip-bad-frames",
      description = {
        "Leave out frames that are not as they must be, and what stands between frames and is",
        "none, and say how many; without it the first of them is an error."
      })
  private boolean skipBadFrames;

  @Option(
      names = "--part-frames",
      paramLabel = "N",
      defaultValue = "2000",
      description =
          "The most frames of one task, and of one file of the output (default: ${DEFAULT-VALUE});"
              + " a compressed file is one task, whatever it holds.")
  private int partFrames;

  boolean skipBadFrames() {
    return skipBadFrames;
  }

  int partFrames() {
    if (partFrames < 1) {
      throw new InputException("--part-frames " + partFrames + ", expected at least 1");
    }
    return partFrames;
  }
}
