package vane.spark.output;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Paths;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import vane.io.output.OutputFileException;
import vane.spark.frames.FrameSource;
import vane.spark.table.FrameFolder;

/** A folder that a command will write. */
public final class OutputFolder {
  private final Path folder;
  private final boolean replaces;

  private OutputFolder(Path folder, boolean replaces) {
    this.folder = folder;
    this.replaces = replaces;
  }

  /**
   * Makes sure before any work that a folder may be written, and changes nothing.
   *
   * @param name the folder as the user named it
   * @param force whether a folder that {@code vane-spark} wrote may be replaced
   * @param hadoop the file systems
   * @return the folder
   * @throws OutputFileException if a file or a folder of that name is there and must stay
   * @throws IOException if the file system fails
   */
  public static OutputFolder check(String name, boolean force, Configuration hadoop)
      throws IOException {
    FileSystem system;
    Path folder;
    try {
      system = new Path(name).getFileSystem(hadoop);
      folder = system.makeQualified(new Path(name));
    } catch (IllegalArgumentException noPath) {
      throw refused(name, "it is no path and no URI such as hdfs://host/frames");
    }
    FileStatus[] found;
    try {
      if (!system.getFileStatus(folder).isDirectory()) {
        throw refused(name, "it is a file, expected the name of a folder");
      }
      found = system.listStatus(folder);
    } catch (FileNotFoundException isNew) {
      return new OutputFolder(folder, false);
    }
    if (found.length == 0) {
      return new OutputFolder(folder, false);
    }
    if (!FrameFolder.isAt(folder, hadoop)) {
      throw refused(
          name, "it is there already and vane-spark did not write it, expected a new folder");
    }
    if (!force) {
      throw refused(name, "it is there already; --force writes over it");
    }
    return new OutputFolder(folder, true);
  }

  private static OutputFileException refused(String name, String reason) {
    return new OutputFileException(Paths.get(name), reason);
  }

  /**
   * Makes sure that nothing that is read is in the folder.
   *
   * @param sources the trajectories
   * @throws OutputFileException if one is
   */
  public void requireNoInput(List<FrameSource> sources) {
    for (FrameSource source : sources) {
      for (FileStatus file : source.files()) {
        for (Path parent = file.getPath(); parent != null; parent = parent.getParent()) {
          if (parent.equals(folder)) {
            throw refused(
                toString(),
                "the input "
                    + source.name()
                    + " of the same command is in it, expected another folder; an input is never"
                    + " replaced");
          }
        }
      }
    }
  }

  /**
   * Begins the folder: notes in it what it will be, and drops what {@code vane-spark} wrote before.
   *
   * @param layout how frames will be kept
   * @param hadoop the file systems
   * @throws OutputFileException if it cannot be written
   */
  void begin(FrameFolder.Layout layout, Configuration hadoop) {
    try {
      FileSystem system = folder.getFileSystem(hadoop);
      if (replaces) {
        system.delete(folder, true);
      }
      FrameFolder.begin(folder, layout, hadoop);
    } catch (IOException denied) {
      throw new OutputFileException(
          Paths.get(toString()), vane.PlainReason.ofSystem(denied), denied);
    }
  }

  Path path() {
    return folder;
  }

  /** The folder as messages name it: without the file system if that is this machine's. */
  @Override
  public String toString() {
    return "file".equals(folder.toUri().getScheme()) ? folder.toUri().getPath() : folder.toString();
  }
}
