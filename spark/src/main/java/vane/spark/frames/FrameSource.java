package vane.spark.frames;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;
import vane.io.xyz.FileAccessException;
import vane.io.xyz.FrameSlice;
import vane.spark.table.FrameFolder;

/**
 * A trajectory with a choice of its frames: one file, or a folder of frames that {@code vane-spark}
 * wrote, whose files belong together.
 */
public final class FrameSource {
  private final String name;
  private final boolean folder;
  private final boolean table;
  private final List<FileStatus> files;
  private final FrameSlice slice;

  private FrameSource(
      String name, boolean folder, boolean table, List<FileStatus> files, FrameSlice slice) {
    this.name = name;
    this.folder = folder;
    this.table = table;
    this.files = List.copyOf(files);
    this.slice = slice;
  }

  /**
   * Finds what a command line names: a file or folder on any file system that Hadoop knows, such as
   * {@code run.xyz}, {@code hdfs://host/run.xyz.gz@::10} or {@code table.parquet}; or a pattern
   * such as {@code 'runs/*.xyz'}, with a choice of frames for each.
   *
   * @param text what is named; one that is there under the whole name, {@code @} included, is taken
   *     as it is
   * @param hadoop the file systems
   * @return one source for a name, one or more for a pattern, in the order of names
   * @throws vane.InputException if there is no such file, or the choice cannot be read
   * @throws IOException if a file system fails
   */
  public static List<FrameSource> parse(String text, Configuration hadoop) throws IOException {
    int at = text.lastIndexOf('@');
    boolean inLastName = at > 0 && text.indexOf('/', at) < 0;
    if (inLastName && matches(text, hadoop).isEmpty()) {
      String name = text.substring(0, at);
      String slice = text.substring(at + 1);
      List<FileStatus> found = matches(name, hadoop);
      if (FrameSlice.looksLikeOne(slice) || !found.isEmpty()) {
        return sources(name, found, FrameSlice.parse(java.nio.file.Path.of(name), slice), hadoop);
      }
    }
    return sources(text, matches(text, hadoop), FrameSlice.ALL, hadoop);
  }

  private static List<FileStatus> matches(String name, Configuration hadoop) throws IOException {
    try {
      Path path = new Path(name);
      FileSystem system = path.getFileSystem(hadoop);
      try {
        return List.of(system.getFileStatus(path));
      } catch (FileNotFoundException perhapsPattern) {
        FileStatus[] found = system.globStatus(path);
        return found == null ? List.of() : Arrays.asList(found);
      }
    } catch (AccessControlException denied) {
      throw new FileAccessException(
          java.nio.file.Path.of(name), "not permitted to read the file", denied);
    } catch (IllegalArgumentException noPath) {
      // Such as a name with the colons of a slice, which Hadoop takes for a file system's.
      return List.of();
    }
  }

  private static List<FrameSource> sources(
      String name, List<FileStatus> found, FrameSlice slice, Configuration hadoop)
      throws IOException {
    if (found.isEmpty()) {
      throw new FileAccessException(java.nio.file.Path.of(name), "no such file");
    }
    List<FrameSource> sources = new ArrayList<>();
    for (FileStatus each : found) {
      // Of a pattern each file has its own name; a file that was named keeps the name it was given.
      boolean pattern =
          found.size() > 1 || !new Path(name).getName().equals(each.getPath().getName());
      String own = pattern ? shown(name, each.getPath()) : name;
      if (each.isDirectory()) {
        FrameFolder folder = FrameFolder.open(own, each.getPath(), hadoop);
        sources.add(new FrameSource(own, true, folder.isTable(), folder.parts(), slice));
      } else {
        sources.add(new FrameSource(own, false, false, List.of(each), slice));
      }
    }
    return sources;
  }

  /** A file that a pattern matches, as far as possible in the form of the pattern. */
  private static String shown(String pattern, Path file) {
    if (new Path(pattern).toUri().getScheme() != null) {
      return file.toString();
    }
    java.nio.file.Path path = java.nio.file.Path.of(file.toUri().getPath());
    java.nio.file.Path here = java.nio.file.Path.of("").toAbsolutePath();
    boolean relative = !pattern.startsWith("/") && path.startsWith(here);
    return (relative ? here.relativize(path) : path).toString();
  }

  /**
   * The name in messages.
   *
   * @return as it was given
   */
  public String name() {
    return name;
  }

  /**
   * The frames that are wanted.
   *
   * @return a choice among the frames of all files together
   */
  public FrameSlice slice() {
    return slice;
  }

  /**
   * The files.
   *
   * @return in the order of their frames, at least one
   */
  public List<FileStatus> files() {
    return files;
  }

  /** Whether the files hold rows of a table, and not text. */
  boolean isTable() {
    return table;
  }

  /** The name of one of the files in messages. */
  String name(FileStatus file) {
    return folder ? name + "/" + file.getPath().getName() : name;
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    return slice.equals(FrameSlice.ALL) ? name : name + "@" + slice;
  }
}
