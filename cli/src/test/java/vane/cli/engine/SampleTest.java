package vane.cli.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static vane.cli.WrittenFrames.frames;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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

/** {@code vane sample}. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SampleTest {
  @TempDir Path folder;

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  @Tag("xtb")
  void xtbGivesDataThatTrainReads() throws IOException {
    String[] run = {
      "sample",
      "--engine",
      "xtb",
      "--molecule",
      "Ethane",
      "--temperature",
      "400",
      "--timestep",
      "1",
      "--stride",
      "5",
      "--seed",
      "3",
      "-q"
    };
    CommandLineRun.done(CommandLineRun.join(run, "--steps", "100", "-o", file("whole.xyz")));
    List<Frame> whole = frames(folder.resolve("whole.xyz"));
    assertThat(whole).hasSize(21);
    for (Frame frame : whole) {
      assertThat(frame.columns().stream().map(Column::name)).containsExactly("forces", "momenta");
      assertThat(frame.info().get("molecule").text()).isEqualTo("ethane");
      double energy = frame.info().get("energy").real().orElseThrow();
      // GFN2-xTB's ethane at rest has -7.3363 Hartree.
      assertThat(energy).isBetween(-199.8, -197.5);
      double[] net = new double[3];
      double[] forces = frame.vectors("forces");
      for (int i = 0; i < forces.length; i++) {
        net[i % 3] += forces[i];
      }
      assertThat(net).containsExactly(new double[3], within(1e-5));
    }

    // The same in two pieces: xtb starts from other electrons, which changes last digits.
    CommandLineRun.done(CommandLineRun.join(run, "--steps", "50", "-o", file("pieces.xyz")));
    CommandLineRun.done(
        CommandLineRun.join(run, "--steps", "100", "--resume", "-o", file("pieces.xyz")));
    List<Frame> pieces = frames(folder.resolve("pieces.xyz"));
    assertThat(pieces).hasSize(21);
    assertThat(pieces.get(20).structure().positions())
        .containsExactly(whole.get(20).structure().positions(), within(1e-4));

    CommandLineRun.done("train", file("whole.xyz"), "--preset", "fast", "-q", "-o", file("m.vane"));
    assertThat(CommandLineRun.done("evaluate", file("m.vane"), file("whole.xyz"))).contains("all");
  }

  @Test
  void anyClientOfTheProtocolIsAnEngine() {
    Path model = DriveModels.withEnergy(folder);
    Path start = DriveModels.ethane(folder.resolve("start.xyz"), Optional.empty());
    String socket = folder.resolve("s").toString();
    String[] motion = {
      "--start", start.toString(), "--steps", "20", "--thermostat", "nve", "--timestep", "0.5"
    };
    CompletableFuture<CommandLineRun> driver =
        CompletableFuture.supplyAsync(
            () ->
                CommandLineRun.of(
                    "drive",
                    model.toString(),
                    "--template",
                    start.toString(),
                    "--unix",
                    socket,
                    "--wait",
                    "60",
                    "-q"));
    String[] sample = {
      "sample", "--engine", "ipi", "--unix", socket, "--wait", "60", "-o", file("ipi.xyz")
    };
    CommandLineRun.done(CommandLineRun.join(sample, motion));
    assertThat(driver.join().status()).as(driver.join().err()).isZero();
    String[] alone = {"sample", "--engine", model.toString(), "-o", file("alone.xyz")};
    CommandLineRun.done(CommandLineRun.join(alone, motion));
    List<Frame> byClient = frames(folder.resolve("ipi.xyz"));
    List<Frame> byModel = frames(folder.resolve("alone.xyz"));
    assertThat(byClient).hasSameSizeAs(byModel).hasSize(3);
    assertThat(byClient.get(2).structure().positions())
        .containsExactly(byModel.get(2).structure().positions(), within(1e-9));
    assertThat(byClient.get(2).info().get("energy").real().orElseThrow())
        .isCloseTo(byModel.get(2).info().get("energy").real().orElseThrow(), within(1e-8));
    assertThat(byModel.get(2).column("uncertainty")).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--engine xtb --molecule water --steps 10 | found the molecule water",
        "--engine xtb --steps 10 | --molecule and --start: found none",
        "--engine xtb --molecule ethane --start x.xyz --steps 10 | --molecule and --start: found both",
        "--engine ipi --method gfn1 --molecule ethane --steps 10 | expected xtb",
        "--engine xtb --port 3000 --molecule ethane --steps 10 | expected ipi",
        "--engine xtb --molecule ethane --steps 7 | expected a multiple of --stride",
        "--engine no-such.vane --molecule ethane --steps 10 | no-such.vane",
      })
  void badUsageIsOneLineAndNothingIsWritten(String options, String expected) {
    Path out = folder.resolve("never.xyz");
    CommandLineRun run =
        CommandLineRun.of(
            CommandLineRun.join(("sample " + options.strip()).split(" "), "-o", out.toString()));
    assertThat(run.status()).as(run.err()).isEqualTo(2);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains(expected);
    assertThat(Files.exists(out)).isFalse();
  }
}
