package vane.io.output;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriteCheckTest {
  @TempDir Path folder;
  private Path input;

  @BeforeEach
  void anInputUnderManyNames() throws IOException {
    input = Files.writeString(folder.resolve("run.xyz"), "data");
    Files.createSymbolicLink(folder.resolve("link.xyz"), input);
    Files.createSymbolicLink(folder.resolve("chain.xyz"), Path.of("link.xyz"));
    Files.createLink(folder.resolve("hard.xyz"), input);
    Files.createSymbolicLink(folder.resolve("here"), folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run.xyz",
        "./run.xyz",
        "here/run.xyz",
        "here/./run.xyz",
        "link.xyz",
        "chain.xyz",
        "hard.xyz"
      })
  void anInputIsNeverReplacedWhateverItsName(String name) {
    Path out = Path.of(folder + "/" + name);
    for (boolean forced : new boolean[] {false, true}) {
      assertThatThrownBy(
              () ->
                  new WriteCheck(List.of(folder.resolve("none.xyz"), input), forced)
                      .require(out, EarlierOutput.none()))
          .isInstanceOf(OutputFileException.class)
          .hasMessageStartingWith(out + ": cannot be written: it is the input " + input);
    }
    assertThatThrownBy(
            () -> new WriteCheck(List.of(out), true).require(input, EarlierOutput.none()))
        .isInstanceOf(OutputFileException.class);
  }

  @Test
  void aFileOfSomebodyElseNeedsForce() throws IOException {
    Path other = Files.writeString(folder.resolve("other.xyz"), "mine");
    assertThatThrownBy(
            () -> new WriteCheck(List.of(input), false).require(other, EarlierOutput.selection()))
        .isInstanceOf(OutputFileException.class)
        .hasMessageContaining("Vane did not write it for this purpose")
        .hasMessageContaining("chosen frames")
        .hasMessageEndingWith("--force writes over it");
    assertThatCode(
            () -> new WriteCheck(List.of(input), true).require(other, EarlierOutput.selection()))
        .doesNotThrowAnyException();
  }

  @Test
  void whatHoldsNothingAndWhatIsNotThereMayBeWritten() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.xyz"));
    WriteCheck check = new WriteCheck(List.of(input), false);
    assertThatCode(() -> check.require(empty, EarlierOutput.none())).doesNotThrowAnyException();
    assertThatCode(() -> check.require(folder.resolve("new.xyz"), EarlierOutput.none()))
        .doesNotThrowAnyException();
    assertThatCode(() -> check.require(Path.of("/dev/null"), EarlierOutput.none()))
        .doesNotThrowAnyException();
  }

  @Test
  void twoOutputsAreNotOne() {
    WriteCheck check = new WriteCheck(List.of(input), true);
    check.require(folder.resolve("new.xyz"), EarlierOutput.none());
    assertThatThrownBy(() -> check.require(folder.resolve("here/new.xyz"), EarlierOutput.none()))
        .isInstanceOf(OutputFileException.class)
        .hasMessageContaining("is the output " + folder.resolve("new.xyz"));
  }
}
