package vane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vane.io.npy.NpyReader;
import vane.model.Provenance;
import vane.model.file.ModelFile;

/** The launcher {@code ./vane} between pipes, and every option that writes pointed at an input. */
@Tag("slow")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class PipesTest {
  private static final Path LAUNCHER = Path.of("..", "vane").toAbsolutePath().normalize();

  @TempDir static Path folder;
  @TempDir static Path words;

  @BeforeAll
  static void inputs() {
    WritingOptions.makeInputs(folder);
  }

  /** Runs a line of bash, in which {@code vane} is the launcher. */
  private static CommandLineRun bash(String line) throws IOException, InterruptedException {
    Path out = words.resolve("out.txt");
    Path err = words.resolve("err.txt");
    Process process =
        new ProcessBuilder(
                "bash", "-c", "vane() { '" + LAUNCHER + "' \"$@\"; }; set -o pipefail; " + line)
            .directory(folder.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    int status = process.waitFor();
    return new CommandLineRun(
        status, Files.readString(out, StandardCharsets.UTF_8), Files.readString(err));
  }

  private static CommandLineRun done(String line) throws IOException, InterruptedException {
    CommandLineRun run = bash(line);
    assertThat(run.status()).as("%s: %s", line, run.err()).isZero();
    return run;
  }

  @Test
  void checkReadsAndWritesPipes() throws Exception {
    CommandLineRun run = done("cat run.xyz | vane check - -q --json - | head -c 100000");
    assertThat(run.out()).startsWith("{").contains("\"kind\" : \"vane check\"", "/dev/stdin");
  }

  @Test
  void trainReadsPipesAndKnowsTheirChecksum() throws Exception {
    done("vane train run.xyz --preset fast -q --out file.vane");
    String sha256 = provenance("file.vane").sha256();
    done("cat run.xyz | vane train - --preset fast -q --out dash.vane");
    done("vane train <(cat run.xyz) --preset fast -q --out substituted.vane");
    done("vane train /dev/stdin@0:8 --preset fast -q --out slice.vane < run.xyz");
    for (String model : List.of("dash.vane", "substituted.vane", "slice.vane")) {
      assertThat(provenance(model).sha256()).as(model).isEqualTo(sha256);
    }
    assertThat(provenance("slice.vane").frames()).isEqualTo(8);
  }

  private static Provenance.DataFile provenance(String model) {
    return ModelFile.open(folder.resolve(model)).provenance().data().get(0);
  }

  @Test
  void predictStandsBetweenPipes() throws Exception {
    done("vane predict m.vane run.xyz -q --out p.xyz");
    String expected = Files.readString(folder.resolve("p.xyz"));
    CommandLineRun run = done("cat run.xyz | vane predict m.vane - --out -");
    assertThat(run.out()).isEqualTo(expected);
    assertThat(run.err()).contains("vane: wrote ");
    assertThat(done("vane predict m.vane <(cat run.xyz) -q --out /dev/stdout").out())
        .isEqualTo(expected);
    done("echo before > q.xyz; vane predict m.vane run.xyz -q --out /dev/fd/5 5>> q.xyz");
    assertThat(folder.resolve("q.xyz")).hasContent("before\n" + expected);
    done("mkfifo fifo; cat fifo > r.xyz & vane predict m.vane run.xyz -q --out fifo; wait");
    assertThat(folder.resolve("r.xyz")).hasContent(expected);
  }

  @Test
  void aReaderThatHasEnoughEndsTheCommandQuietly() throws Exception {
    CommandLineRun run =
        bash(
            "vane predict m.vane run.xyz run.xyz run.xyz -q --out - | head -1; echo ${PIPESTATUS[0]}");
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines()).containsExactly("8", "141");
    run = bash("cat run.xyz | vane evaluate m.vane - -q | head -1");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void evaluateWritesItsFiguresAloneToStandardOutput() throws Exception {
    done("vane evaluate m.vane run.xyz -q --json e.json");
    CommandLineRun run = done("cat run.xyz | vane evaluate m.vane - --json -");
    String expected = Files.readString(folder.resolve("e.json"));
    assertThat(run.out().replace("/dev/stdin", "run.xyz")).isEqualTo(expected);
    assertThat(run.err()).contains("force RMSE");
  }

  @Test
  void describeReadsAPipeAndFillsOne() throws Exception {
    done("vane describe run.xyz --species C,H --out a.npy");
    done("cat run.xyz | vane describe - --species C,H --out - > b.npy");
    assertThat(NpyReader.read(folder.resolve("b.npy")).shape()[0]).isPositive();
    assertThat(folder.resolve("b.npy")).hasSameBinaryContentAs(folder.resolve("a.npy"));
  }

  @Test
  void whatAPipeCannotDoIsOneLine() throws Exception {
    for (String line :
        List.of(
            "cat run.xyz | vane predict m.vane -@-1 --out n.xyz",
            "cat run.xyz | vane train - - --out n.vane",
            "vane md m.vane run.xyz@0 --steps 10 --resume --out -",
            "vane evaluate m.vane run.xyz --report -",
            "vane predict <(cat m.vane) run.xyz --out n.xyz")) {
      CommandLineRun run = bash(line);
      assertThat(run.status()).as(line).isEqualTo(2);
      assertThat(run.err().lines()).as(line).hasSize(1);
      assertThat(run.out()).isEmpty();
    }
  }

  @Test
  void noOptionReplacesAnInput() throws Exception {
    for (String command : WritingOptions.AT_AN_INPUT) {
      List<String> before = WritingOptions.content(folder);
      String line = String.join(" ", WritingOptions.words(command, folder, Optional.of("--force")));
      CommandLineRun run = bash("vane " + line);
      assertThat(run.status()).as(line).isEqualTo(2);
      assertThat(run.err().lines()).singleElement().asString().contains("it is the input");
      assertThat(WritingOptions.content(folder)).as(line).isEqualTo(before);
    }
    CommandLineRun run = bash("vane predict m.vane - --out run.xyz --force < run.xyz");
    assertThat(run.err()).contains("it is the input /dev/stdin");
  }
}
