package vane.io.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import vane.io.compression.Decompression;

/**
 * How a file shows that Vane wrote it for some purpose, so that a second run may replace what the
 * first one wrote.
 *
 * <p>When in doubt a file is taken for somebody else's. Immutable.
 */
public final class EarlierOutput {
  private static final int HEAD_BYTES = 1 << 20;
  private static final String MOMENTA = ":momenta:R:3";
  private static final String STATUS = ":vane_status:S:1";
  private static final String GENERATOR = "<meta name=\"generator\" content=\"Vane\">";

  private final String words;
  private final Sign sign;

  private EarlierOutput(String words, Sign sign) {
    this.words = words;
    this.sign = sign;
  }

  /** What tells a file. */
  @FunctionalInterface
  private interface Sign {
    boolean isBorneBy(Path file) throws IOException;
  }

  /**
   * Files that are never replaced unasked: models, arrays and runs that can go on.
   *
   * @return what recognises no file
   */
  public static EarlierOutput none() {
    return new EarlierOutput("", file -> false);
  }

  /**
   * Frames with the columns that predict adds.
   *
   * @param prefix what the names of the columns begin with
   * @return what recognises them
   */
  public static EarlierOutput prediction(String prefix) {
    String name = Pattern.quote(prefix);
    Pattern columns =
        Pattern.compile(
            "Properties=\\S*:" + name + "direction:R:3\\S*:" + name + "status:S:1(?::\\S*|\"|\\b)");
    boolean usual = prefix.equals("vane_");
    return new EarlierOutput(
        "a prediction with the columns " + prefix + "direction and " + prefix + "status",
        file -> {
          String header = header(file);
          // A run that began with a prediction keeps the columns of an unusual prefix.
          return columns.matcher(header).find()
              && !header.contains(" vane_gain=")
              && (usual || !header.contains(MOMENTA));
        });
  }

  /**
   * Frames that relax moved.
   *
   * @return what recognises them
   */
  public static EarlierOutput relaxation() {
    return new EarlierOutput(
        "relaxed structures with the column vane_forces",
        file -> {
          String header = header(file);
          return header.contains(":vane_forces:R:3")
              && !header.contains(STATUS)
              && !header.contains(MOMENTA);
        });
  }

  /**
   * Frames that select chose.
   *
   * @return what recognises them
   */
  public static EarlierOutput selection() {
    return new EarlierOutput(
        "chosen frames with the key vane_gain",
        file -> {
          String header = header(file);
          return header.contains(" vane_gain=")
              && header.contains(" vane_frame=")
              && !header.contains(STATUS);
        });
  }

  /**
   * JSON objects with some names.
   *
   * @param words what they are, for messages
   * @param names the names that all of them have
   * @return what recognises them
   */
  public static EarlierOutput json(String words, String... names) {
    List<String> expected = List.of(names);
    return new EarlierOutput(words, file -> jsonNames(file).containsAll(expected));
  }

  /**
   * Datasets for chemiscope that Vane made.
   *
   * @param words what they are, for messages
   * @param title how their title begins
   * @return what recognises them
   */
  public static EarlierOutput chemiscope(String words, String title) {
    String begin = "{\"meta\":{\"name\":\"" + title;
    return new EarlierOutput(
        words,
        file -> {
          String head = head(file);
          return head.startsWith(begin)
              && head.contains("\"description\":\"Predictions of the Vane model ");
        });
  }

  /**
   * Safetensors files of a format of Vane.
   *
   * @param words what they are, for messages
   * @param format what their metadata name {@code format}
   * @return what recognises them
   */
  public static EarlierOutput safetensors(String words, String format) {
    String entry = "\"format\":\"" + format + "\"";
    return new EarlierOutput(
        words,
        file -> {
          try (InputStream in = Files.newInputStream(file)) {
            // The header comes behind its length.
            in.skipNBytes(Long.BYTES);
            String head = new String(in.readNBytes(HEAD_BYTES), StandardCharsets.UTF_8);
            return head.startsWith("{\"__metadata__\":{") && head.contains(entry);
          }
        });
  }

  /**
   * Pages that Vane made.
   *
   * @param words what they are, for messages
   * @param title how their title begins
   * @return what recognises them
   */
  public static EarlierOutput page(String words, String title) {
    return new EarlierOutput(
        words,
        file -> {
          String head = head(file);
          return head.contains(GENERATOR) && head.contains("<title>" + title);
        });
  }

  /**
   * Files that belong to another one in their folder.
   *
   * @param main the name of that file
   * @return what recognises them by it
   */
  public EarlierOutput beside(String main) {
    return new EarlierOutput(
        words,
        file -> {
          Path other = file.resolveSibling(main);
          return Files.isRegularFile(other) && sign.isBorneBy(other);
        });
  }

  /**
   * Whether Vane wrote a file for this purpose.
   *
   * @param file a regular file
   * @return false if that is not sure, or the file cannot be read
   */
  public boolean isAt(Path file) {
    try {
      return sign.isBorneBy(file);
    } catch (IOException unreadable) {
      return false;
    }
  }

  /**
   * What such files are.
   *
   * @return a few words; empty if none is recognised
   */
  public String words() {
    return words;
  }

  /** The line with the keys of the first frame of a trajectory. */
  private static String header(Path file) throws IOException {
    String[] lines = head(file).split("\n", 3);
    return lines.length < 3 || !lines[0].strip().matches("[0-9]{1,10}") ? "" : " " + lines[1];
  }

  private static String head(Path file) throws IOException {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file))) {
      InputStream content = Decompression.of(raw, file);
      return new String(content.readNBytes(HEAD_BYTES), StandardCharsets.UTF_8);
    }
  }

  /** The names of the outermost object; none if there is no whole object. */
  private static Set<String> jsonNames(Path file) throws IOException {
    Set<String> names = new HashSet<>();
    try (JsonParser parser = new JsonFactory().createParser(file.toFile())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return names;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        names.add(parser.currentName());
        parser.nextToken();
        parser.skipChildren();
      }
    }
    return names;
  }
}
