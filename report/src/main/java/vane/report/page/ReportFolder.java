package vane.report.page;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import vane.PlainReason;
import vane.io.output.OutputFileException;
import vane.io.output.PendingFile;

/**
 * A folder that a report is written into. Files of the report that are there already are replaced,
 * others stay.
 */
public final class ReportFolder {
  /** The name of the page in the folder. */
  public static final String PAGE = "report.html";

  private final Path folder;

  private ReportFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes sure that a folder can be made or written to, and makes nothing.
   *
   * @param folder its path
   * @throws OutputFileException if it cannot
   */
  public static void requireWritable(Path folder) {
    if (folder.toString().equals("-")) {
      throw new OutputFileException(folder, "a report is a folder, expected the name of one");
    }
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new OutputFileException(folder, "it is a file, expected the name of a folder");
    }
    Path there = folder.toAbsolutePath();
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (there == null || !Files.isDirectory(there) || !Files.isWritable(there)) {
      throw new OutputFileException(
          folder, "found " + there + ", expected a folder that can be written to");
    }
  }

  /**
   * Makes the folder, unless it is there, and makes sure that a report can be written into it.
   *
   * @param folder its path
   * @return the folder
   * @throws OutputFileException if it cannot be made or written to
   */
  public static ReportFolder create(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException taken) {
      throw new OutputFileException(folder, "it is a file, expected the name of a folder", taken);
    } catch (IOException refused) {
      throw new OutputFileException(
          folder, "the folder cannot be made (" + PlainReason.ofSystem(refused) + ")", refused);
    }
    ReportFolder created = new ReportFolder(folder);
    PendingFile.requireWritable(created.page());
    return created;
  }

  /**
   * The file of the page.
   *
   * @return {@code report.html} in the folder
   */
  public Path page() {
    return page(folder);
  }

  /**
   * The file of the page in a folder that need not be there.
   *
   * @param folder its path
   * @return {@code report.html} in the folder
   */
  public static Path page(Path folder) {
    return folder.resolve(PAGE);
  }

  /**
   * Writes a file of text, whole or not at all.
   *
   * @param name its name in the folder
   * @param text its content
   * @throws OutputFileException if it cannot be written
   */
  public void write(String name, String text) {
    PendingFile.write(folder.resolve(name), text);
  }

  /**
   * Writes a file, whole or not at all.
   *
   * @param name its name in the folder
   * @param content its bytes
   * @throws OutputFileException if it cannot be written
   */
  public void write(String name, byte[] content) {
    try (PendingFile file = PendingFile.create(folder.resolve(name))) {
      file.append(ByteBuffer.wrap(content));
      file.commit();
    }
  }
}
