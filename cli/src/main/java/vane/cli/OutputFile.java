package vane.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Text files that are there whole or not at all. */
final class OutputFile {
  private OutputFile() {}

  /**
   * Makes sure that a file can be written, before work begins that would be lost otherwise.
   *
   * @param file the file
   * @throws UsageException if its folder does not exist or cannot be written, or if it is a folder
   */
  static void requireWritable(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      throw new UsageException(file + ": is a folder, expected the name of a file to write");
    }
    if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new UsageException(
          file + ": cannot be written, expected an existing, writable folder " + folder);
    }
  }

  /**
   * Writes a text as UTF-8 beside the file, then moves it into place.
   *
   * @param file the file
   * @param text its content
   * @throws IOException if it cannot be written
   */
  static void write(Path file, String text) throws IOException {
    Path temporary =
        Files.createTempFile(file.toAbsolutePath().getParent(), "." + file.getFileName(), ".part");
    try {
      Files.writeString(temporary, text, StandardCharsets.UTF_8);
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
