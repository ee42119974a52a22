package vane.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import vane.io.xyz.Frame;
import vane.io.xyz.TrajectoryPath;

/** Reads what a command has written. */
public final class WrittenFrames {
  private WrittenFrames() {}

  /** All frames of a file. */
  public static List<Frame> frames(Path file) {
    return frames(file.toString());
  }

  /** All frames of a trajectory, or of a selection of it. */
  public static List<Frame> frames(String path) {
    try (Stream<Frame> frames = TrajectoryPath.parse(path).frames()) {
      return frames.toList();
    }
  }
}
