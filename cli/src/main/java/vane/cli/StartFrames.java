package vane.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import vane.io.xyz.Frame;
import vane.io.xyz.TrajectoryPath;
import vane.model.Provenance;

/** Where a motion begins, and what its forces come from. */
final class StartFrames {
  private StartFrames() {}

  /** The first frame of a trajectory, or of a selection of it. */
  static Frame first(TrajectoryPath path) {
    try (Stream<Frame> frames = path.frames()) {
      return frames.findFirst().orElseThrow();
    }
  }

  /** A file by its checksum, so that a run that goes on has the same. */
  static Map<String, String> checksum(String name, Path file) {
    try {
      return Map.of(
          name, Provenance.DataFile.of(file, file.toString(), 0).sha256().substring(0, 12));
    } catch (IOException failed) {
      throw new UncheckedIOException(file + ": " + failed.getMessage(), failed);
    }
  }
}
