package vane.io.compression;

import java.nio.file.Path;
import java.util.List;
import vane.FileFormatException;

/** A zip archive that does not hold exactly one file. */
public final class ArchiveException extends FileFormatException {
  private static final long serialVersionUID = 1L;

  private static final int MOST_NAMES = 5;

  private final transient List<String> entries;

  ArchiveException(Path file, List<String> entries) {
    super(file, found(entries), "a zip archive of one file; unpack it and give the files");
    this.entries = List.copyOf(entries);
  }

  private static String found(List<String> entries) {
    if (entries.isEmpty()) {
      return "a zip archive without files";
    }
    return "a zip archive of "
        + entries.size()
        + " files ("
        + String.join(", ", entries.subList(0, Math.min(MOST_NAMES, entries.size())))
        + (entries.size() > MOST_NAMES ? ", …)" : ")");
  }

  /**
   * The files in the archive.
   *
   * @return their names, in the order of the archive
   */
  public List<String> entries() {
    return entries;
  }
}
