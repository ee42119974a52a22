package vane.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static vane.cli.WrittenFrames.frames;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vane.io.xyz.WholeFrames;

/** Every command that writes, where the system takes no more bytes of a file. */
@Tag("slow")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class FullDiskTest {
  private static final String LEARN =
      "learn --engine MODEL --start START --preset fast --replicas 4 --steps 200 --budget 20";

  @TempDir static Path shared;
  private static Path model;
  private static Path start;

  @TempDir Path words;
  @TempDir Path limited;
  @TempDir Path roomy;

  @BeforeAll
  static void aModelAndAStart() {
    model = DriveModels.withEnergy(shared);
    start = DriveModels.ethane(shared.resolve("start.xyz"), Optional.empty());
  }

  private static String[] words(String command, Path folder) {
    return (command.strip() + " -q --threads 1")
        .replace("MODEL", model.toString())
        .replace("START", start.toString())
        .replace("MANY", Bundled.trajectory("ethane", 3, "::10"))
        .replace("FOLDER", folder.toString())
        .split(" ");
  }

  /** The line of a command that found no room for a file. */
  private void requireRefused(String command, int kilobytes, String file) throws Exception {
    String next = takesResume(command) ? "--resume goes on" : "run it again";
    try (VaneProcess process =
        VaneProcess.startWithFilesUpTo(words, 1024L * kilobytes, words(command, limited))) {
      CommandLineRun run = process.end();
      assertThat(run.status()).as(run.err()).isEqualTo(1);
      assertThat(run.err().lines())
          .singleElement()
          .asString()
          .startsWith("vane: " + limited.resolve(file) + ": cannot be written to the end: ")
          .endsWith("; make room, then " + next)
          .doesNotContain("Exception");
    }
    try (Stream<Path> left = Files.list(limited)) {
      assertThat(left.map(each -> each.getFileName().toString())).noneMatch(n -> n.endsWith("tmp"));
    }
  }

  private static boolean takesResume(String command) {
    return command.matches("(md|sample|learn) .*");
  }

  /** With room the command comes to the end to which it comes where there always was room. */
  private void requireSameEnd(String command, String file) {
    CommandLineRun.done(words(command + (takesResume(command) ? " --resume" : ""), limited));
    CommandLineRun.done(words(command, roomy));
    assertThat(limited.resolve(file)).hasSameBinaryContentAs(roomy.resolve(file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "md MODEL START --steps 60 --stride 1 -o FOLDER/run.xyz | 30 | run.xyz",
        "md MODEL START --steps 30 --stride 1 --replicas 3 -o FOLDER/run.xyz | 30 | run.xyz",
        "sample --engine MODEL --start START --steps 60 --stride 1 -o FOLDER/run.xyz | 30 | run.xyz",
        LEARN + " -o FOLDER/m.vane | 10 | m.frames.xyz",
      })
  void aRunKeepsItsFramesAndGoesOn(String command, int kilobytes, String file) throws Exception {
    requireRefused(command, kilobytes, file);
    WholeFrames kept = WholeFrames.of(limited.resolve(file), 1);
    assertThat(kept.count()).isPositive();
    assertThat(kept.bytes()).isGreaterThan(1024L * kilobytes / 2);
    assertThat(limited.resolve("m.vane")).doesNotExist();
    requireSameEnd(command, file);
    assertThat(frames(limited.resolve(file)).size()).isGreaterThan((int) kept.count());
  }

  /** The frames have room, the model has not. */
  @Test
  void whatWasLearntBecomesAModelLater() throws Exception {
    String command = LEARN + " -o FOLDER/m.vane";
    requireRefused(command, 100, "m.vane");
    assertThat(limited.resolve("m.vane")).doesNotExist();
    byte[] frames = Files.readAllBytes(limited.resolve("m.frames.xyz"));
    CommandLineRun again = CommandLineRun.of(words(command + " --resume", limited));
    assertThat(again.status()).as(again.err()).isZero();
    assertThat(again.out()).contains(", 0 of them in this run");
    assertThat(limited.resolve("m.frames.xyz")).hasBinaryContent(frames);
    CommandLineRun.done("info", limited.resolve("m.vane").toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "relax MODEL START --force -o FOLDER/out | 1 | out",
        "predict MODEL MANY --force -o FOLDER/out | 30 | out",
        "predict MODEL MANY --force -o FOLDER/out.gz | 30 | out.gz",
        "train MANY --force --preset fast -o FOLDER/out | 30 | out",
      })
  void aFileThatWouldNotBeWholeIsNotThere(String command, int kilobytes, String file)
      throws Exception {
    Files.writeString(limited.resolve(file), "from before");
    requireRefused(command, kilobytes, file);
    assertThat(limited.resolve(file)).hasContent("from before");
    requireSameEnd(command, file);
  }

  @Test
  void stepsOfARelaxationStayAndItsResultIsNotThere() throws Exception {
    String command = "relax MODEL START -o FOLDER/out --trajectory FOLDER/steps.xyz";
    requireRefused(command, 10, "steps.xyz");
    assertThat(WholeFrames.of(limited.resolve("steps.xyz"), 1).count()).isPositive();
    assertThat(limited.resolve("out")).doesNotExist();
    requireSameEnd(command, "steps.xyz");
    assertThat(limited.resolve("out")).hasSameBinaryContentAs(roomy.resolve("out"));
  }
}
