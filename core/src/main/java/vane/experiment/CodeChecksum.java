package vane.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** What tells one build of this code from another, so that results of old code are not reused. */
final class CodeChecksum {
  private CodeChecksum() {}

  /** The SHA-256 of the jar, or of all classes in the folder, that this class comes from. */
  static String text() {
    try {
      Path place =
          Path.of(CodeChecksum.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path file : files(place)) {
        digest.update(Files.readAllBytes(file));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the running code cannot be read", unreadable);
    } catch (NoSuchAlgorithmException | URISyntaxException impossible) {
      throw new IllegalStateException("SHA-256 and the place of a class are there", impossible);
    }
  }

  private static List<Path> files(Path place) throws IOException {
    if (Files.isRegularFile(place)) {
      return List.of(place);
    }
    try (Stream<Path> walk = Files.walk(place)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
