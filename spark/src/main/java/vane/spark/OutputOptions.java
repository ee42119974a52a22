package vane.spark;

import picocli.CommandLine.Option;

/** Where frames are written. */
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

  String out() {
    return out;
  }

  boolean force() {
    return force;
  }
}
