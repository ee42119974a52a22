package vane.spark;

import picocli.CommandLine.Option;

/** How the frames of trajectories are read. */
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

  boolean skipBadFrames() {
    return skipBadFrames;
  }
}
