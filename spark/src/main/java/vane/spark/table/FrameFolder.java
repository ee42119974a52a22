package vane.spark.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import vane.InputException;
import vane.Version;

/**
 * A folder of frames that {@code vane-spark} wrote: files that belong together, and {@code
 * _vane.json}, which names what they are.
 */
public final class FrameFolder {
  private static final String NOTE = "_vane.json";
  private static final String FORMAT = "vane-frames";
  private static final int VERSION = 1;
  private static final Pattern PART = Pattern.compile("part-(?:r-)?(\\d+).*");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Layout layout;
  private final List<FileStatus> parts;

  /** How the frames are kept. */
  public enum Layout {
    /** Tables in Parquet, see {@link TableSchema}. */
    PARQUET,
    /** Extended XYZ. */
    XYZ;

    /**
     * The name in options and notes.
     *
     * @return in small letters
     */
    public String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private FrameFolder(Layout layout, List<FileStatus> parts) {
    this.layout = layout;
    this.parts = List.copyOf(parts);
  }

  /**
   * Opens a folder to read.
   *
   * @param name the folder in messages
   * @param folder where it is
   * @param hadoop how files are opened
   * @return the folder
   * @throws InputException if it is none of Vane's or not whole
   * @throws IOException if the file system fails
   */
  public static FrameFolder open(String name, Path folder, Configuration hadoop)
      throws IOException {
    FileSystem system = folder.getFileSystem(hadoop);
    JsonNode note =
        note(system, folder)
            .orElseThrow(
                () ->
                    new InputException(
                        name
                            + ": found a folder, expected a file, or a folder that vane-spark wrote;"
                            + " files of a folder can be named by a pattern such as '"
                            + name
                            + "/*.xyz'"));
    if (note.path("version").asInt() != VERSION) {
      throw new InputException(
          name
              + ": found a folder of frames of version "
              + note.path("version")
              + ", expected "
              + VERSION
              + "; it was written by Vane "
              + note.path("vane").asText());
    }
    if (!note.path("complete").asBoolean()) {
      throw new InputException(
          name
              + ": found a folder that was not written to its end, expected a whole one; write it"
              + " again with --force");
    }
    List<FileStatus> parts = parts(system, folder);
    if (parts.size() != note.path("parts").asInt()) {
      throw new InputException(
          name
              + ": found "
              + parts.size()
              + " files of frames, expected "
              + note.path("parts")
              + " as the note in it says");
    }
    Layout layout =
        note.path("layout").asText().equals(Layout.XYZ.label()) ? Layout.XYZ : Layout.PARQUET;
    return new FrameFolder(layout, parts);
  }

  private static List<FileStatus> parts(FileSystem system, Path folder) throws IOException {
    List<FileStatus> parts =
        new ArrayList<>(
            Arrays.asList(
                system.listStatus(folder, path -> PART.matcher(path.getName()).matches())));
    parts.sort(Comparator.comparingLong(part -> number(part.getPath())));
    return parts;
  }

  private static long number(Path part) {
    Matcher matcher = PART.matcher(part.getName());
    return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
  }

  private static Optional<JsonNode> note(FileSystem system, Path folder) throws IOException {
    try (InputStream in = system.open(new Path(folder, NOTE))) {
      JsonNode note = JSON.readTree(in);
      return Optional.of(note).filter(read -> read.path("format").asText().equals(FORMAT));
    } catch (FileNotFoundException | JsonProcessingException notOurs) {
      return Optional.empty();
    }
  }

  /**
   * Whether a folder is one that {@code vane-spark} wrote, whole or not.
   *
   * @param folder where it is
   * @param hadoop how files are opened
   * @return false also if there is no such folder
   * @throws IOException if the file system fails
   */
  public static boolean isAt(Path folder, Configuration hadoop) throws IOException {
    return note(folder.getFileSystem(hadoop), folder).isPresent();
  }

  /**
   * Notes in a folder what it is. It is not there to read until it is {@link #finish finished}.
   *
   * @param folder the folder, made if it is not there
   * @param layout how frames will be kept
   * @param hadoop how files are opened
   * @throws IOException if it cannot be written
   */
  public static void begin(Path folder, Layout layout, Configuration hadoop) throws IOException {
    write(folder, layout, hadoop, false, 0, 0);
  }

  /**
   * Notes in a folder that it is whole.
   *
   * @param folder the folder with all its files
   * @param layout how frames are kept
   * @param frames the number of frames
   * @param hadoop how files are opened
   * @throws IOException if it cannot be written
   */
  public static void finish(Path folder, Layout layout, long frames, Configuration hadoop)
      throws IOException {
    int parts = parts(folder.getFileSystem(hadoop), folder).size();
    write(folder, layout, hadoop, true, parts, frames);
  }

  private static void write(
      Path folder, Layout layout, Configuration hadoop, boolean complete, int parts, long frames)
      throws IOException {
    ObjectNode note = JSON.createObjectNode();
    note.put("format", FORMAT);
    note.put("version", VERSION);
    note.put("vane", Version.text());
    note.put("layout", layout.label());
    note.put("complete", complete);
    note.put("parts", parts);
    note.put("frames", frames);
    try (OutputStream out = folder.getFileSystem(hadoop).create(new Path(folder, NOTE), true)) {
      out.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(note));
    }
  }

  /**
   * Whether the files are tables.
   *
   * @return false if they are text
   */
  public boolean isTable() {
    return layout == Layout.PARQUET;
  }

  /**
   * The files with frames.
   *
   * @return in the order of the frames
   */
  public List<FileStatus> parts() {
    return parts;
  }
}
