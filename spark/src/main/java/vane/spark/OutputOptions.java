package vane.spark;

import picocli.CommandLine.Option;
import vane.InputException;

/** Where frames are written, and in how many files. */
final class OutputOptions {
  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "DIR",
      description =
          "The folder to write, on any file system that Spark knows; its files belong together.")
  private String out;

  @Option(
      names = "--force",
      description =
          "Replace a folder that vane-spark wrote. Others are never replaced, nor is an input.")
  private boolean force;

  @Option(
      names = "--part-frames",
      paramLabel = "N",
      defaultValue = "2000",
      description =
          "The most frames of one task, and of one file of the output (default: ${DEFAULT-VALUE});"
              + " a compressed file is one task, whatever it holds.")
  private int partFrames;

  String out() {
    return out;
  }

  boolean force() {
    return force;
  }

  int partFrames() {
    if (partFrames < 1) {
      throw new InputException("--part-frames " + partFrames + ", expected at least 1");
    }
    return partFrames;
  }
}
