package vane.cli.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static vane.cli.WrittenFrames.frames;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vane.cli.CommandLineRun;
import vane.cli.DriveModels;
import vane.io.xyz.Column;
import vane.io.xyz.Frame;

/** {@code vane learn}. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LearnTest {
  @TempDir static Path engines;
  private static Path engine;
  private static Path start;

  @TempDir Path folder;

  @BeforeAll
  static void anEngine() {
    engine = DriveModels.withEnergy(engines);
    start = DriveModels.ethane(engines.resolve("start.xyz"), Optional.empty());
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  private String[] learn(String out, String... more) {
    return learn(30, out, more);
  }

  private String[] learn(int budget, String out, String... more) {
    String[] base = {
      "learn",
      "--engine",
      engine.toString(),
      "--start",
      start.toString(),
      "--preset",
      "fast",
      "--replicas",
      "4",
      "--steps",
      "200",
      "--budget",
      Integer.toString(budget),
      "-o",
      file(out).toString()
    };
    return CommandLineRun.join(base, more);
  }

  @Test
  void learnsAModelAndKeepsTheFrames() {
    CommandLineRun run = CommandLineRun.of(learn("m.vane", "--uncertainty", "0.05"));
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("engine calls of 30", "0 failed", "held-out force error 0.");
    assertThat(run.err()).contains("round 1: 10 of 30 calls, 10 frames", "wrote");
    List<Frame> frames = frames(file("m.frames.xyz"));
    assertThat(frames).hasSizeBetween(11, 30);
    for (Frame frame : frames) {
      assertThat(frame.columns().stream().map(Column::name)).containsExactly("forces");
      assertThat(frame.info()).containsKeys("energy", "learn_round", "learn_call", "learn_purpose");
    }
    assertThat(CommandLineRun.done("info", file("m.vane").toString())).contains("m.frames.xyz");
    CommandLineRun.done(
        "train",
        file("m.frames.xyz").toString(),
        "--preset",
        "fast",
        "-q",
        "-o",
        file("again.vane").toString());
  }

  @Test
  void goesOnAfterAKillAndCallsTheEngineForNoFrameTwice() throws IOException {
    CommandLineRun.done(learn("whole.vane", "-q", "--uncertainty", "0.05"));
    byte[] whole = Files.readAllBytes(file("whole.frames.xyz"));
    int count = frames(file("whole.frames.xyz")).size();
    // Of the seeds, of a later round, and all: the last two in the middle of a frame.
    for (int bytes : new int[] {whole.length / 5, 3 * whole.length / 4, whole.length}) {
      Files.write(file("cut.frames.xyz"), Arrays.copyOf(whole, bytes));
      Files.deleteIfExists(file("cut.vane"));
      int kept = (int) (count * (long) bytes / whole.length);
      CommandLineRun run =
          CommandLineRun.of(learn("cut.vane", "--resume", "--uncertainty", "0.05"));
      assertThat(run.status()).as(run.err()).isZero();
      assertThat(run.err()).contains("going on with ");
      int before = Integer.parseInt(run.err().replaceAll("(?s).*going on with (\\d+) .*", "$1"));
      assertThat(before).isBetween(kept - 1, kept + 1);
      assertThat(run.out()).contains(", " + (count - before) + " of them in this run");
      assertThat(file("cut.frames.xyz")).hasBinaryContent(whole);
    }
    // A finished run goes on to the same model, and with a larger budget to more frames.
    byte[] model = Files.readAllBytes(file("cut.vane"));
    CommandLineRun.done(learn("cut.vane", "--resume", "-q", "--uncertainty", "0.05"));
    assertThat(file("cut.vane")).hasBinaryContent(model);
    CommandLineRun.done(learn(count + 5, "cut.vane", "--resume", "-q", "--uncertainty", "0.05"));
    assertThat(Files.readAllBytes(file("cut.frames.xyz"))).startsWith(whole);
  }

  @Test
  void touchesNoFileThatIsNotOfTheRun() throws IOException {
    Files.writeString(file("mine.vane"), "mine");
    Files.writeString(file("other.frames.xyz"), "1\nProperties=species:S:1:pos:R:3\nH 0 0 0\n");
    requireRefused("mine.vane", "there already");
    requireRefused("other.vane", "there already");
    requireRefused("mine.vane", "not learnt from", "--resume");
    requireRefused("other.vane", "no key learn", "--resume");
    assertThat(file("mine.vane")).hasContent("mine");
    assertThat(file("mine.frames.xyz")).doesNotExist();
    assertThat(file("other.vane")).doesNotExist();

    CommandLineRun.done(learn(8, "done.vane", "-q"));
    byte[] frames = Files.readAllBytes(file("done.frames.xyz"));
    requireRefused(
        "done.vane", "found a run with seed=0, expected seed=5", "--resume", "--seed", "5");
    assertThat(file("done.frames.xyz")).hasBinaryContent(frames);
    CommandLineRun.done(learn(8, "done.vane", "-q", "--seed", "5", "--force"));
    assertThat(Files.readAllBytes(file("done.frames.xyz"))).isNotEqualTo(frames);
  }

  private void requireRefused(String out, String expected, String... more) {
    CommandLineRun run = CommandLineRun.of(learn(out, more));
    assertThat(run.status()).as(run.err()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--engine xtb --molecule ethane --budget 0 | found 0 engine calls",
        "--engine xtb --molecule ethane --temperature 0 | found a temperature of 0 K",
        "--engine xtb --molecule ethane --temperature 1,2,3 --replicas 2 | found 3 temperatures",
        "--engine xtb --molecule ethane --hottest 0.5 | found 0.5 times",
        "--engine xtb --molecule ethane --preset paper | found 'paper'",
        "--engine xtb --molecule ethane --frames x.xyz.gz | does not end in .gz",
        "--engine xtb --molecule ethane --resume --force | expected one of them",
        "--engine xtb --molecule ethane --uncertainty -1 | found a limit of uncertainty",
        "--engine xtb | --molecule and --start: found none",
        "--engine ipi --method gfn1 --molecule ethane | expected xtb",
        "--engine no-such.vane --molecule ethane | no-such.vane",
      })
  void badUsageIsOneLineAndNothingIsWritten(String options, String expected) throws IOException {
    CommandLineRun run =
        CommandLineRun.of(
            CommandLineRun.join(
                ("learn " + options.strip()).split(" "), "-o", file("never.vane").toString()));
    assertThat(run.status()).as(run.err()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains(expected);
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  @Tag("xtb")
  void aStartWithAtomsNearlyOnEachOtherIsOneLine() throws IOException {
    Files.writeString(
        file("bad.xyz"), "3\nProperties=species:S:1:pos:R:3\nO 0 0 0\nH 0 0 0.05\nH 0 0.9 0.3\n");
    CommandLineRun run =
        CommandLineRun.of(
            "learn",
            "--engine",
            "xtb",
            "--start",
            file("bad.xyz").toString(),
            "-q",
            "-o",
            file("bad.vane").toString());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err().lines())
        .singleElement()
        .asString()
        .matches(
            "vane: found no frames to begin with: step \\d+: atom \\d moves by .*: the motion"
                + " explodes, .* a start with smaller forces; .*");
    assertThat(file("bad.vane")).doesNotExist();
  }
}
