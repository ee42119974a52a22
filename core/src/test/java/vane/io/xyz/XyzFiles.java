package vane.io.xyz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Small files for the tests of this package. */
final class XyzFiles {
  private XyzFiles() {}

  static Path write(Path folder, String text) {
    return write(folder, text.getBytes(StandardCharsets.UTF_8));
  }

  static Path write(Path folder, byte[] content) {
    try {
      return Files.write(folder.resolve("test.xyz"), content);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  static List<Frame> read(Path file) {
    try (XyzReader reader = XyzReader.open(file)) {
      return reader.stream().toList();
    }
  }

  /** The trajectories that come with the project. */
  static Path alkanes() {
    return Path.of(System.getProperty("basedir", "."), "..", "data", "alkanes").normalize();
  }
}
