package vane.io.xyz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vane.io.pipe.Descriptor;
import vane.io.pipe.NamedPipe;

class TrajectoryPathTest {
  private static final int FRAMES = 7;

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void writeFrames() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < FRAMES; i++) {
      text.append("1\nn=").append(i).append("\nH 0 0 0\n");
    }
    file = XyzFiles.write(folder, text.toString());
  }

  private static List<Integer> numbers(String path) {
    try (Stream<Frame> frames = TrajectoryPath.parse(path).frames()) {
      return frames
          .map(
              frame -> {
                assertThat(frame.info().get("n").real()).hasValue(frame.location().frame());
                return frame.location().frame();
              })
          .toList();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|0,1,2,3,4,5,6",
        "@0|0",
        "@5|5",
        "@-1|6",
        "@-7|0",
        "@:|0,1,2,3,4,5,6",
        "@::|0,1,2,3,4,5,6",
        "@:3|0,1,2",
        "@:1000|0,1,2,3,4,5,6",
        "@2:|2,3,4,5,6",
        "@2:4|2,3",
        "@::2|0,2,4,6",
        "@1::2|1,3,5",
        "@0:1000:10|0",
        "@1:6:3|1,4",
        "@-3:|4,5,6",
        "@-3:-1|4,5",
        "@-3:6|4,5",
        "@:-5|0,1",
        "@-100:2|0,1",
        "@-5::2|2,4,6",
        "@0:7:2147483647|0",
      })
  void choosesAsPythonSlicesDo(String slice, String expected) {
    List<Integer> wanted = new ArrayList<>();
    for (String number : expected.split(",")) {
      wanted.add(Integer.valueOf(number));
    }
    assertThat(numbers(file + slice)).isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "@7|7: no such frame, the file holds 7 frames (0 to 6)",
        "@-8|-8: no such frame, the file holds 7 frames (0 to 6)",
        "@2147483647|2147483647: no such frame, the file holds 7 frames (0 to 6)",
        "@7:|7:: chooses no frame, the file holds 7 frames (0 to 6)",
        "@5:2|5:2: chooses no frame, the file holds 7 frames (0 to 6)",
        "@-2:2|-2:2: chooses no frame, the file holds 7 frames (0 to 6)",
        "@:-7|:-7: chooses no frame, the file holds 7 frames (0 to 6)",
      })
  void refusesToChooseNothing(String slice, String message) {
    assertThatThrownBy(() -> numbers(file + slice))
        .isInstanceOf(FrameSliceException.class)
        .hasMessage(file + "@" + message)
        .satisfies(error -> assertThat(((FrameSliceException) error).frames()).hasValue(FRAMES));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "@|expected a frame such as @-1 or frames such as @0:1000:10",
        "@1:2:3:4|expected a frame such as @-1 or frames such as @0:1000:10",
        "@::-1|step -1, expected at least 1 (frames come in the order of the file)",
        "@::0|step 0, expected at least 1 (frames come in the order of the file)",
        "@a|found 'a', expected a whole number",
        "@1:b|found 'b', expected a whole number",
        "@99999999999|found '99999999999', expected a whole number",
      })
  void refusesWhatIsNoSlice(String slice, String message) {
    assertThatThrownBy(() -> TrajectoryPath.parse(file + slice))
        .isInstanceOf(FrameSliceException.class)
        .hasMessage(file + slice + ": " + message);
  }

  @Test
  void takesAFileWithAnAtSignAsItIs() throws IOException {
    Path odd = Files.copy(file, folder.resolve("a@1"));
    assertThat(numbers(odd.toString())).hasSize(FRAMES);
    assertThat(numbers(odd + "@1")).containsExactly(1);
    Path inFolder = Files.createDirectory(folder.resolve("x@2")).resolve("a.xyz");
    Files.copy(file, inFolder);
    assertThat(TrajectoryPath.parse(inFolder.toString()).path()).isEqualTo(inFolder);
    assertThat(TrajectoryPath.parse(folder + "/b@c.xyz").path())
        .isEqualTo(folder.resolve("b@c.xyz"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.xyz", "a.xyz@5", "a.xyz@-1", "a.xyz@1:", "a.xyz@:-2:3"})
  void printsAsItIsWritten(String text) {
    assertThat(TrajectoryPath.parse(text)).hasToString(text);
  }

  @Test
  void doesNotReadBehindTheLastFrameChosen() {
    Path bad = XyzFiles.write(folder, "1\n\nH 0 0 0\n1\n\nbroken\n");
    try (Stream<Frame> frames = TrajectoryPath.parse(bad + "@0").frames()) {
      assertThat(frames).hasSize(1);
    }
    assertThatThrownBy(() -> numbers(bad + "@1")).isInstanceOf(XyzFormatException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"''|0,1,2,3,4,5,6", "@2|2", "@::3|0,3,6", "@2:4|2,3"})
  void pipesAreReadOnce(String slice, String expected) throws Exception {
    Path pipe = NamedPipe.make(folder.resolve("pipe"));
    CompletableFuture<Void> written = NamedPipe.write(pipe, Files.readAllBytes(file));
    assertThat(numbers(pipe + slice).stream().map(String::valueOf))
        .containsExactly(expected.split(","));
    written.get();
  }

  @Test
  void framesOfAPipeAreNotCountedFromItsEnd() throws Exception {
    Path pipe = NamedPipe.make(folder.resolve("pipe"));
    for (String slice : List.of("@-1", "@-3:", "@:-1")) {
      assertThatThrownBy(() -> TrajectoryPath.parse(pipe + slice))
          .isInstanceOf(FrameSliceException.class)
          .hasMessageStartingWith(pipe + slice + ": ")
          .hasMessageContaining("read only once");
    }
  }

  @Test
  void aSliceBehindTheEndOfAPipeKnowsItsFrames() throws Exception {
    Path pipe = NamedPipe.make(folder.resolve("pipe"));
    CompletableFuture<Void> written = NamedPipe.write(pipe, Files.readAllBytes(file));
    assertThatThrownBy(() -> numbers(pipe + "@9"))
        .isInstanceOf(FrameSliceException.class)
        .hasMessageContaining("the file holds 7 frames");
    written.get();
  }

  @Test
  void theDigestTakesWhatStandsBehindTheChosenFrames() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (Stream<Frame> frames =
        TrajectoryPath.parse(file + "@1").frames(Optional.of(digest), refused -> {})) {
      assertThat(frames).hasSize(1);
    }
    assertThat(digest.digest())
        .isEqualTo(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }

  @Test
  void aDashIsStandardInput() {
    assertThat(TrajectoryPath.parse("-").path()).isEqualTo(Descriptor.STANDARD_INPUT);
    assertThat(TrajectoryPath.parse("-@::2")).isEqualTo(TrajectoryPath.parse("/dev/stdin@::2"));
    assertThat(TrajectoryPath.parse("./-").path()).isEqualTo(Path.of("./-"));
  }
}
