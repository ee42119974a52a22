package vane.cli.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static vane.cli.WrittenFrames.frames;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vane.cli.CommandLineRun;
import vane.cli.DriveModels;

/** xtb that is missing or fails, and motions that explode: one line each, and frames stay. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class EngineFailureTest {
  private static final String NOT_CONVERGED =
      "GFN2-xTB failed: xtb_calculator_singlepoint: Electronic structure method terminated; scf:"
          + " Self consistent charge iterator did not converge";

  @TempDir Path inputs;
  @TempDir Path folder;

  /** Ions of lithium fluoride that fly apart: on the way the electrons find no place any more. */
  @BeforeEach
  void lithiumFluoride() throws IOException {
    Files.writeString(
        inputs.resolve("leaving.xyz"),
        "2\nProperties=species:S:1:pos:R:3:momenta:R:3\nLi 0 0 0 0 0 -9\nF 0 0 2 0 0 0\n");
    Files.writeString(
        inputs.resolve("apart.xyz"), "2\nProperties=species:S:1:pos:R:3\nLi 0 0 0\nF 0 0 8\n");
  }

  private CommandLineRun run(String command) {
    return CommandLineRun.of(
        (command.strip() + " -q --threads 1")
            .replace("INPUTS", inputs.toString())
            .replace("FOLDER", folder.toString())
            .split(" "));
  }

  private void requireLine(String command, int status, String line) {
    CommandLineRun run = run(command);
    assertThat(run.status()).as(run.err()).isEqualTo(status);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).singleElement().asString().matches("vane: " + line);
  }

  private void requireNothingWritten() throws IOException {
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "sample --engine xtb --molecule ethane --steps 10 -o FOLDER/run.xyz",
    "sample --engine xtb --method gfn-ff --molecule ethane --steps 10 -o FOLDER/run.xyz",
    "learn --engine xtb --molecule ethane -o FOLDER/m.vane",
    "learn --engine ENGINE --start START --seed-forces gfn-ff -o FOLDER/m.vane",
  })
  void aMissingLibraryIsALineThatNamesThePackage(String command) throws IOException {
    String replaced =
        command.contains("ENGINE")
            ? command
                .replace("ENGINE", DriveModels.withEnergy(inputs).toString())
                .replace(
                    "START",
                    DriveModels.ethane(inputs.resolve("start.xyz"), Optional.empty()).toString())
            : command;
    System.setProperty("vane.xtb.library", "no-such-library");
    try {
      requireLine(replaced, 2, "found no library no-such-library, .*apt-get install libxtb6.*");
    } finally {
      System.clearProperty("vane.xtb.library");
    }
    requireNothingWritten();
  }

  @Test
  @Tag("xtb")
  void electronsThatStopToConvergeEndARunAtTheStepAndItsFramesStay() {
    String sample =
        "sample --engine xtb --start INPUTS/leaving.xyz --keep-velocities --thermostat nve"
            + " --timestep 1 --steps 40 --stride 1 -o FOLDER/run.xyz";
    requireLine(
        sample,
        1,
        "step \\d+: " + NOT_CONVERGED + "; --resume tries again from the last frame, .*");
    Path file = folder.resolve("run.xyz");
    int kept = frames(file).size();
    assertThat(kept).isGreaterThan(2);
    // It begins with other electrons: they may not even converge for the last frame.
    CommandLineRun again = run(sample + " --resume");
    assertThat(again.status()).isEqualTo(1);
    int now = frames(file).size();
    assertThat(now).isGreaterThanOrEqualTo(kept);
    assertThat(again.err().lines())
        .singleElement()
        .asString()
        .matches(
            "vane: step (%d: %s; the run cannot go on from there|%d: %s; --resume tries again .*), .*"
                .formatted(now - 1, NOT_CONVERGED, now, NOT_CONVERGED));
  }

  @ParameterizedTest
  @Tag("xtb")
  @CsvSource(
      delimiter = '|',
      value = {
        "sample --engine xtb --start INPUTS/apart.xyz --steps 10 -o FOLDER/run.xyz | 1"
            + " | .*apart.xyz: frame 0: NOT_CONVERGED; begin with a structure that it can .*",
        "learn --engine xtb --start INPUTS/apart.xyz --budget 9 -o FOLDER/m.vane | 2"
            + " | the engine failed on all of the first 3 frames, .*charge.* \\(NOT_CONVERGED\\)",
        "learn --engine xtb --start INPUTS/apart.xyz --budget 60 -o FOLDER/m.vane | 2"
            + " | the engine failed on all of the first 10 frames, .*charge.* \\(NOT_CONVERGED\\)",
      })
  void aStartThatDoesNotConvergeIsALineAndNothingIsWritten(String command, int status, String line)
      throws IOException {
    requireLine(command, status, line.replace("NOT_CONVERGED", NOT_CONVERGED));
    requireNothingWritten();
  }

  @Test
  @Tag("xtb")
  void aStepThatIsTooLongEndsARunAndItsFramesStay() {
    requireLine(
        "sample --engine xtb --molecule methane --timestep 6 --temperature 4000 --steps 200"
            + " --stride 1 -o FOLDER/run.xyz",
        1,
        "step \\d+: atom \\d moves by .* Å in one step, .*: the motion explodes, use a smaller time"
            + " step .*");
    assertThat(frames(folder.resolve("run.xyz"))).isNotEmpty();
  }

  @ParameterizedTest
  @Tag("xtb")
  @CsvSource({
    "gfn-ff,--seed-forces springs does without GFN-FF",
    "springs,use a smaller --timestep",
  })
  void aStepThatIsTooLongEndsLearningBeforeACallOfTheEngine(String seedForces, String next)
      throws IOException {
    requireLine(
        "learn --engine xtb --molecule methane --timestep 40 --seed-forces "
            + seedForces
            + " -o FOLDER/m.vane",
        1,
        "found no frames to begin with: step \\d+: atom \\d moves by .*; " + next);
    requireNothingWritten();
  }
}
