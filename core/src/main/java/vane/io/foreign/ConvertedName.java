package vane.io.foreign;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The names in a line that converts a file, quoted for a shell where they need it.
 *
 * @param source the file, decompressed
 * @param target a file that is not there yet
 */
record ConvertedName(String source, String target) {
  static ConvertedName of(Path file, boolean compressed) {
    String source = file.toString();
    String name = file.getFileName() == null ? source : file.getFileName().toString();
    if (compressed && name.matches("(?i).+\\.(gz|bz2|xz|zst|zip)")) {
      source = source.substring(0, source.lastIndexOf('.'));
      name = name.substring(0, name.lastIndexOf('.'));
    }
    boolean hasExtension = name.lastIndexOf('.') > 0;
    String stem = hasExtension ? source.substring(0, source.lastIndexOf('.')) : source;
    String target = stem + ".xyz";
    for (int i = 1; target.equals(source) || Files.exists(Path.of(target)); i++) {
      target = stem + "-converted" + (i == 1 ? "" : i) + ".xyz";
    }
    return new ConvertedName(quoted(source), quoted(target));
  }

  private static String quoted(String name) {
    String safe = name.startsWith("-") ? "./" + name : name;
    return safe.matches("[\\p{L}\\p{N}_./+:=@%,~-]+") && !safe.startsWith("~")
        ? safe
        : "'" + safe.replace("'", "'\\''") + "'";
  }
}
