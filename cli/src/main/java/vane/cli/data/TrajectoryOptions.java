package vane.cli.data;

import picocli.CommandLine.Option;
import vane.audit.FrameChoices;
import vane.io.xyz.ForceColumn;

/** How the frames of trajectories are read. */
public final class TrajectoryOptions {
  @Option(
      names = "--forces-key",
      paramLabel = "NAME",
      description =
          "The column that holds the forces in eV/Å (default: forces), such as REF_forces.")
  private String forcesKey;

  @Option(
      names = "--skip-bad-frames",
      description = {
        "Leave out frames that are not as they must be, such as those with a force that is no",
        "number, and say how many; without it the first of them is an error."
      })
  private boolean skipBadFrames;

  /** Options as picocli fills them in. */
  public TrajectoryOptions() {}

  /**
   * What is done with frames.
   *
   * @param removeNetForce whether the mean force of a frame is taken off
   * @return the choices
   */
  public FrameChoices choices(boolean removeNetForce) {
    return new FrameChoices(skipBadFrames, removeNetForce);
  }

  /**
   * The column of the forces.
   *
   * @return its name
   */
  public ForceColumn forceColumn() {
    return forcesKey == null ? ForceColumn.byDefault() : ForceColumn.named(forcesKey);
  }
}
