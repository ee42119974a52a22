package vane.spark;

import picocli.CommandLine.Option;
import vane.InputException;

/** How the frames are shared among tasks, where tasks write no files. */
final class TaskOptions {
  @Option(
      names = "--part-frames",
      paramLabel = "N",
      defaultValue = "2000",
      description =
          "The most frames of one task (default: ${DEFAULT-VALUE}); the result does not depend on"
              + " it. A compressed file is one task, whatever it holds.")
  private int partFrames;

  int partFrames() {
    if (partFrames < 1) {
      throw new InputException("--part-frames " + partFrames + ", expected at least 1");
    }
    return partFrames;
  }
}
