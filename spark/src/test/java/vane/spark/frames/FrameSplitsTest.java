package vane.spark.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vane.InputException;
import vane.io.xyz.XyzReader;

/** Wherever a file is split, the frames are those of the ordinary reader. */
class FrameSplitsTest {
  private static final Configuration HADOOP = ReadFrames.HADOOP;

  @TempDir private Path folder;

  static Stream<Arguments> files() {
    return Stream.of(
        arguments("plain", water(3, "a comment", "\n")),
        arguments("crlf", water(3, "energy=-1.5", "\r\n")),
        arguments("comments that are whole numbers", water(4, "3", "\n") + water(2, "1", "\n")),
        arguments(
            "a comment that announces what follows",
            "3\n2\nH 0 0 0\nO 1 0 0\nH 2 0 0\n3\n1\nH 0 0 0\nH 0 0 1\nH 0 0 2\n"),
        arguments(
            "blank lines between",
            "\n\n" + water(1, "x", "\n") + "\n  \n" + water(2, "y", "\n") + "\n\n\n"),
        arguments("one atom", "1\n1\nH 0 0 0\n1\n\nHe 1 2 3\n1\n1\nLi 0 0 1\n"),
        arguments("no atom", "0\n0\n0\n1\n0\n\n1\n0\nH 0 0 0\n0\n1\n1\n1\nH 1 1 1\n"),
        arguments("no line end at the end", water(2, "", "\n") + "1\n\nH 0 0 0"),
        arguments("no line end at the end, and no atom", water(1, "", "\n") + "0\n" + "1"),
        arguments(
            "atomic numbers",
            "2\n4\n1 8 9 10\n8 1 2 3\n2\nProperties=Z:I:1:pos:R:3\n1 0 0 0\n8 0 0 1\n"),
        arguments("a byte order mark", "\uFEFF" + water(2, "Größe=1", "\n")),
        arguments("signs and spaces", " +1 \n\nH 0 0 0\n  1\t\n1 \nH 0 0 0\n"));
  }

  private static String water(int frames, String comment, String end) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < frames; i++) {
      text.append(3).append(end).append(comment).append(end);
      text.append("O 0 0 ").append(i).append(end);
      text.append("H 0 0.75 0.5").append(end).append("H 0 -0.75 0.5").append(end);
    }
    return text.toString();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void everySplitGivesTheSameFrames(String what, String text) throws IOException {
    Path file = folder.resolve("run.xyz");
    Files.writeString(file, text);
    long length = Files.size(file);
    FrameIndexSettings settings = new FrameIndexSettings(length, 16, false);
    FrameIndex whole = index(file, settings);
    assertThat(ReadFrames.of(whole, 2)).isEqualTo(ReadFrames.ordinary(file.toString()));
    assertThat(ReadFrames.of(whole, 1)).isEqualTo(ReadFrames.ordinary(file.toString()));
    List<FrameRange> ranges = whole.ranges(1);
    for (long first = 1; first < length; first++) {
      assertThat(index(file, settings, first).ranges(1)).as("split at %d", first).isEqualTo(ranges);
      long second = first + 1 + (first * 7) % 23;
      if (second < length) {
        assertThat(index(file, settings, first, second).ranges(1))
            .as("split at %d and %d", first, second)
            .isEqualTo(ranges);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void partsOfEverySizeGiveTheSameFrames(String what, String text) throws IOException {
    Path file = folder.resolve("run.xyz");
    Files.writeString(file, text);
    for (long placeBytes : new long[] {1, 1 << 16}) {
      List<FrameRange> ranges =
          index(file, new FrameIndexSettings(1 << 20, placeBytes, false)).ranges(1);
      for (long bytes = 1; bytes < 24; bytes += 1 + bytes / 8) {
        assertThat(index(file, new FrameIndexSettings(bytes, placeBytes, false)).ranges(1))
            .as("parts of %d bytes", bytes)
            .isEqualTo(ranges);
      }
    }
  }

  static Stream<Arguments> broken() {
    return Stream.of(
        arguments("cut in a frame", water(3, "c", "\n").substring(0, 90)),
        arguments(
            "a count that is none",
            water(2, "c", "\n") + "three\nc\nH 0 0 0\n" + water(2, "c", "\n")),
        arguments("a frame cut by the next", "3\nc\nO 0 0 0\nH 0 0 1\n" + water(3, "c", "\n")),
        arguments("a line too many", "1\n\nH 0 0 0\nH 0 0 1\n" + water(2, "c", "\n")),
        arguments("garbage", water(2, "c", "\n") + "<html>\n\nnothing here\n7 8 9\n3\n\nend\n"),
        arguments(
            "a huge count",
            water(2, "c", "\n") + "123456789012\n\nH 0 0 0\n" + water(1, "c", "\n")),
        arguments(
            "a negative count", water(1, "c", "\n") + "-1\n\nH 0 0 0\n" + water(2, "2", "\n")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void everySplitGivesTheErrorOfTheOrdinaryReader(String what, String text) throws IOException {
    Path file = folder.resolve("run.xyz");
    Files.writeString(file, text);
    String expected = errorOfOrdinaryReader(file);
    for (long bytes = 1; bytes <= Files.size(file); bytes += 1 + bytes / 20) {
      FrameIndexSettings settings = new FrameIndexSettings(bytes, 16, false);
      assertThatThrownBy(() -> index(file, settings))
          .isInstanceOf(InputException.class)
          .hasMessage(expected);
    }
  }

  private static String errorOfOrdinaryReader(Path file) {
    try (XyzReader reader = XyzReader.open(file)) {
      reader.forEach(frame -> assertThat(frame).isNotNull());
    } catch (InputException error) {
      return error.getMessage();
    }
    throw new AssertionError("no error");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void everySplitSkipsTheSameBadFrames(String what, String text) throws IOException {
    Path file = folder.resolve("run.xyz");
    Files.writeString(file, text);
    FrameIndex whole = index(file, new FrameIndexSettings(1 << 20, 16, true));
    List<BadFrame> refused = new ArrayList<>();
    List<String> frames = ReadFrames.of(whole, 2, true, refused);
    assertThat(refused).isNotEmpty();
    assertThat(frames.size() + refused.size()).isEqualTo((int) whole.frames());
    assertThat(frames).isNotEmpty();
    for (long bytes = 1; bytes <= Files.size(file); bytes += 1 + bytes / 20) {
      FrameIndex parts = index(file, new FrameIndexSettings(bytes, 16, true));
      assertThat(parts.ranges(3)).as("parts of %d bytes", bytes).isEqualTo(whole.ranges(3));
    }
  }

  @Test
  void goesOnAtTheNextFrame() throws IOException {
    Path file = folder.resolve("run.xyz");
    Files.writeString(
        file, water(1, "c", "\n") + "lost\n\n5\n6 7\n" + water(2, "1", "\n") + "2\nc\nH 0 0 0\n");
    FrameIndex index = index(file, new FrameIndexSettings(8, 1, true));
    List<BadFrame> refused = new ArrayList<>();
    List<String> frames = ReadFrames.of(index, 1, true, refused);
    assertThat(frames).hasSize(3);
    assertThat(frames.get(1)).contains("run.xyz 2 10 ").contains("comment=1");
    assertThat(refused).extracting(BadFrame::frame).containsExactly(1, 4);
    assertThat(refused.get(0).toString())
        .contains("run.xyz:6: frame 1: found 'lost'")
        .endsWith("(at byte 39)");
  }

  @Test
  void numbersThatAreNoneAreErrorsOfTheReader() throws IOException {
    Path file = folder.resolve("run.xyz");
    Files.writeString(file, water(2, "c", "\n") + "1\nc\nH 0 zero 0\n" + water(2, "c", "\n"));
    FrameIndex index = index(file, new FrameIndexSettings(16, 1, false));
    assertThat(index.frames()).isEqualTo(5);
    assertThatThrownBy(() -> ReadFrames.of(index, 2))
        .hasMessage(errorOfOrdinaryReader(file))
        .hasMessageContaining("run.xyz:13: frame 2: atom 0, column pos");
    List<BadFrame> refused = new ArrayList<>();
    assertThat(ReadFrames.of(index, 2, true, refused)).hasSize(4);
    assertThat(refused).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("slices")
  void slicesChooseWhatTheOrdinaryReaderDoes(String slice) throws IOException {
    Path file = folder.resolve("run.xyz");
    Files.writeString(file, water(11, "c", "\n"));
    String path = file + "@" + slice;
    FrameIndex index = index(path, new FrameIndexSettings(50, 64, false), new ArrayList<>());
    List<String> expected = ReadFrames.ordinary(path);
    assertThat(index.frames()).isEqualTo(expected.size());
    for (int framesEach = 1; framesEach < 12; framesEach++) {
      assertThat(ReadFrames.of(index, framesEach)).isEqualTo(expected);
    }
  }

  static Stream<String> slices() {
    return Stream.of(
        "0", "-1", "5", ":", "::2", "1::3", "-4:", ":-4", "-100:", ":100", "2:9:4", "::100", "10:",
        "0:1");
  }

  @ParameterizedTest
  @MethodSource("noFrames")
  void slicesOutsideAreErrors(String slice) throws IOException {
    Path file = folder.resolve("run.xyz");
    Files.writeString(file, water(2, "c", "\n"));
    String path = file + "@" + slice;
    assertThatThrownBy(() -> index(path, FrameIndexSettings.usual(false), new ArrayList<>()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(path);
  }

  static Stream<String> noFrames() {
    return Stream.of("2", "-3", "5:", "1:1", ":0", "x:", "::0");
  }

  private static FrameIndex index(Path file, FrameIndexSettings settings, long... borders)
      throws IOException {
    List<Long> at = new ArrayList<>();
    for (long border : borders) {
      at.add(border);
    }
    return index(file.toString(), settings, at);
  }

  /** An index without a cluster, with parts that begin at given bytes or have the usual size. */
  private static FrameIndex index(String path, FrameIndexSettings settings, List<Long> borders)
      throws IOException {
    List<FrameSource> sources = FrameSource.parse(path, HADOOP);
    Map<String, List<FileSplit>> splits = new LinkedHashMap<>();
    for (FrameSource source : sources) {
      for (FileStatus file : source.files()) {
        splits.put(
            file.getPath().toString(),
            borders.isEmpty()
                ? FrameIndex.splits(source, file, settings.splitBytes())
                : parts(source.name(file), file, borders));
      }
    }
    return FrameIndex.of(
        open ->
            open.stream()
                .map(
                    split ->
                        SplitFrames.of(
                            split, settings.placeBytes(), settings.skipBadFrames(), HADOOP))
                .toList(),
        sources,
        splits,
        settings,
        HADOOP);
  }

  private static List<FileSplit> parts(String name, FileStatus file, List<Long> borders) {
    List<FileSplit> parts = new ArrayList<>();
    long from = 0;
    for (long border : borders) {
      parts.add(part(name, file, from, border));
      from = border;
    }
    parts.add(part(name, file, from, SplitFrames.END));
    return parts;
  }

  private static FileSplit part(String name, FileStatus file, long from, long to) {
    return new FileSplit(name, file.getPath().toString(), false, from, to, FileSplit.UNKNOWN);
  }
}
