package vane.cli;

import picocli.CommandLine.Option;
import vane.io.xyz.ForceColumn;

/** How the frames of trajectories are read. */
final class TrajectoryOptions {
  @Option(
      names = "--forces-key",
      paramLabel = "NAME",
      description =
          "The column that holds the forces in eV/Å (default: forces), such as REF_forces.")
  private String forcesKey;

  /**
   * The column of the forces.
   *
   * @return its name
   */
  ForceColumn forceColumn() {
    return forcesKey == null ? ForceColumn.byDefault() : ForceColumn.named(forcesKey);
  }
}
