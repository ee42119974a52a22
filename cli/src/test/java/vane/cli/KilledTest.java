package vane.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static vane.cli.WrittenFrames.frames;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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

/** Commands that are killed by {@code kill -9} while they work. */
@Tag("slow")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class KilledTest {
  /** More than the frames of the replicas at one step, less than the first frames to learn from. */
  private static final int SOME_FRAMES_BYTES = 5000;

  @TempDir static Path shared;
  private static Path model;
  private static Path start;

  @TempDir Path words;
  @TempDir Path killed;
  @TempDir Path whole;

  @BeforeAll
  static void aModelAndAStart() {
    model = DriveModels.withEnergy(shared);
    start = DriveModels.ethane(shared.resolve("start.xyz"), Optional.empty());
  }

  private static String[] words(String command, Path folder) {
    return (command.strip() + " --threads 1")
        .replace("MODEL", model.toString())
        .replace("START", start.toString())
        .replace("MANY", Bundled.trajectory("ethane", 3, ":"))
        .replace("FOLDER", folder.toString())
        .split(" ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "md MODEL START --steps 1500 -o FOLDER/run.xyz | run.xyz",
        "md MODEL START --steps 800 --replicas 3 -o FOLDER/run.xyz | run.xyz",
        "sample --engine MODEL --start START --steps 1500 -o FOLDER/run.xyz | run.xyz",
        "learn --engine MODEL --start START --preset fast --replicas 4 --steps 200 --budget 20"
            + " -o FOLDER/m.vane | m.frames.xyz",
      })
  void aRunGoesOnToTheSameBytes(String command, String file) throws Exception {
    Path cut = killed.resolve(file);
    try (VaneProcess process = VaneProcess.start(words, words(command, killed))) {
      process.killWhen(() -> cut.toFile().length() > SOME_FRAMES_BYTES);
    }
    long kept = WholeFrames.of(cut, 1).count();
    assertThat(kept).isPositive();
    assertThat(killed.resolve("m.vane")).doesNotExist();
    CommandLineRun on = CommandLineRun.of(words(command + " --resume", killed));
    assertThat(on.status()).as(on.err()).isZero();
    assertThat(on.err()).contains("going on ");
    CommandLineRun.done(words(command, whole));
    assertThat(cut).hasSameBinaryContentAs(whole.resolve(file));
    assertThat(frames(cut).size()).isGreaterThan((int) kept);
  }

  @ParameterizedTest
  @CsvSource({
    "predict MODEL MANY -o FOLDER/out",
    "predict MODEL MANY -o FOLDER/out.gz",
    "relax MODEL MANY --fmax 0.5 -o FOLDER/out --trajectory FOLDER/steps.xyz",
  })
  void aFileThatIsNotWholeHasNotItsName(String command) throws Exception {
    try (VaneProcess process = VaneProcess.start(words, words(command, killed))) {
      process.killWhen(() -> Stream.of(leftOver()).anyMatch(each -> each.length() > 0));
    }
    assertThat(killed.resolve("out")).doesNotExist();
    assertThat(killed.resolve("out.gz")).doesNotExist();
    assertThat(leftOver()).hasSize(1);
    CommandLineRun.done(words(command.replace("MANY", "START"), killed));
    assertThat(leftOver()).as("what the killed process left").isEmpty();
    CommandLineRun.done(words(command.replace("MANY", "START"), whole));
    for (File each : whole.toFile().listFiles()) {
      assertThat(killed.resolve(each.getName())).hasSameBinaryContentAs(each.toPath());
    }
  }

  /** What stands under a temporary name. */
  private File[] leftOver() {
    return killed.toFile().listFiles((folder, name) -> name.endsWith(".tmp"));
  }

  @Test
  void aModelIsWholeOrNotThere() throws Exception {
    String command = "train MANY --preset fast -o FOLDER/m.vane";
    String few = command.replace("MANY", Bundled.trajectory("ethane", 3, "::20"));
    try (VaneProcess process = VaneProcess.start(words, words(few, killed))) {
      // It speaks when it has learnt, and writes the model then.
      process.killWhen(process::hasSpoken);
    }
    Path file = killed.resolve("m.vane");
    if (Files.exists(file)) {
      CommandLineRun.done("info", file.toString());
    }
    CommandLineRun.done(words(few + " --force", killed));
    CommandLineRun.done("info", file.toString());
  }

  @Test
  void anEngineThatIsKilledIsOneLineAndAnotherGoesOn() throws Exception {
    String socket = killed.resolve("s").toString();
    String drive = "drive MODEL --template START --wait 60 -q --unix " + socket;
    String sample =
        "sample --engine ipi --wait 60 -q --start START --steps 2000 --stride 1 -o FOLDER/run.xyz"
            + " --unix "
            + socket;
    Path run = killed.resolve("run.xyz");
    CompletableFuture<CommandLineRun> sampling =
        CompletableFuture.supplyAsync(() -> CommandLineRun.of(words(sample, killed)));
    try (VaneProcess engine = VaneProcess.start(words, words(drive, killed))) {
      engine.killWhen(() -> run.toFile().length() > 0);
    }
    long kept = WholeFrames.of(run, 1).count();
    assertThat(sampling.get().status()).isEqualTo(1);
    assertThat(sampling.get().err().lines())
        .singleElement()
        .asString()
        .startsWith("vane: step " + kept + ": ")
        .contains(socket)
        .endsWith("; --resume goes on from the last frame");
    String further = sample.replace("2000", Long.toString(kept + 10)) + " --resume";
    CompletableFuture<CommandLineRun> driving =
        CompletableFuture.supplyAsync(() -> CommandLineRun.of(words(drive, killed)));
    CommandLineRun.done(words(further, killed));
    assertThat(driving.get().status()).as(driving.get().err()).isZero();
    assertThat(frames(run)).hasSize((int) kept + 11);
  }
}
