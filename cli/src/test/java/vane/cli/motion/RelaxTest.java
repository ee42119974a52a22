package vane.cli.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static vane.cli.WrittenFrames.frames;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vane.cli.Bundled;
import vane.cli.CommandLineRun;
import vane.io.xyz.Column;
import vane.io.xyz.Frame;
import vane.io.xyz.TrajectoryPath;

/** {@code vane relax}. */
class RelaxTest {
  @TempDir static Path shared;
  private static String model;

  @TempDir Path folder;

  @BeforeAll
  static void train() {
    model = shared.resolve("ethane.vane").toString();
    CommandLineRun.done(
        "train", Bundled.trajectory("ethane", 1, "::10"), "--preset", "fast", "-q", "-o", model);
  }

  private static double distance(Frame frame, int a, int b) {
    double squared = 0;
    for (int axis = 0; axis < 3; axis++) {
      squared +=
          Math.pow(frame.structure().position(a, axis) - frame.structure().position(b, axis), 2);
    }
    return Math.sqrt(squared);
  }

  private static double largest(double[] vectors) {
    double largest = 0;
    for (int i = 0; i < vectors.length; i += 3) {
      largest =
          Math.max(
              largest,
              Math.sqrt(
                  vectors[i] * vectors[i]
                      + vectors[i + 1] * vectors[i + 1]
                      + vectors[i + 2] * vectors[i + 2]));
    }
    return largest;
  }

  @Test
  void eachFrameIsRelaxedAndWhatWasTrueOfItBeforeIsLeftOut() {
    Path out = folder.resolve("relaxed.xyz");
    CommandLineRun run =
        CommandLineRun.of(
            "relax",
            model,
            Bundled.trajectory("ethane", 3, "100:300:100"),
            "--fmax",
            "0.01",
            "-o",
            out.toString());
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out().lines())
        .hasSize(2)
        .allMatch(
            line ->
                line.matches(
                    ".*ethane-run3.xyz.gz: frame \\d+: relaxed after \\d+ steps, largest force"
                        + " 0\\.0\\d+ eV/Å, energy -?[0-9.]+ eV"));
    List<Frame> relaxed = frames(out);
    assertThat(relaxed).hasSize(2);
    double[] energies = new double[2];
    for (int f = 0; f < 2; f++) {
      Frame frame = relaxed.get(f);
      assertThat(frame.columns().stream().map(Column::name))
          .containsExactly("vane_forces", "vane_uncertainty");
      assertThat(largest(frame.vectors("vane_forces"))).isLessThanOrEqualTo(0.01);
      assertThat(frame.info()).containsKey("molecule").doesNotContainKey("energy");
      energies[f] = frame.info().get("vane_energy").real().orElseThrow();
      assertThat(distance(frame, 0, 1)).as("C-C").isBetween(1.4, 1.6);
    }
    assertThat(energies[1]).isCloseTo(energies[0], within(1e-3));
  }

  @Test
  void bothOptimizersEndAtTheSameEnergyAndEveryStepCanBeKept() {
    double[] energies = new double[2];
    for (int i = 0; i < 2; i++) {
      Path out = folder.resolve("relaxed" + i + ".xyz");
      Path steps = folder.resolve("steps" + i + ".xyz");
      String said =
          CommandLineRun.done(
              "relax",
              model,
              Bundled.trajectory("ethane", 3, "50"),
              "--fmax",
              "0.005",
              "--optimizer",
              i == 0 ? "fire" : "lbfgs",
              "--trajectory",
              steps.toString(),
              "-o",
              out.toString());
      energies[i] = frames(out).get(0).info().get("vane_energy").real().orElseThrow();
      List<Frame> all = frames(steps);
      assertThat(said).contains("relaxed after " + (all.size() - 1) + " steps");
      assertThat(all.get(0).info().get("vane_energy").real().orElseThrow())
          .isGreaterThan(energies[i]);
      assertThat(all.get(all.size() - 1).structure().positions())
          .containsExactly(frames(out).get(0).structure().positions());
    }
    assertThat(energies[1]).isCloseTo(energies[0], within(1e-3));
  }

  @Test
  void atomsStayThatTheOptionOrTheFrameFixes() throws IOException {
    Path start = folder.resolve("start.xyz");
    try (Stream<Frame> one =
        TrajectoryPath.parse(Bundled.trajectory("ethane", 3, "200")).frames()) {
      Frame frame = one.findFirst().orElseThrow();
      StringBuilder text = new StringBuilder();
      text.append(frame.structure().size());
      text.append("\nProperties=species:S:1:pos:R:3:move_mask:L:1 pbc=\"F F F\"\n");
      for (int a = 0; a < frame.structure().size(); a++) {
        text.append(
            String.format(
                Locale.ROOT,
                "%s %.8f %.8f %.8f %s%n",
                frame.structure().element(a).symbol(),
                frame.structure().position(a, 0),
                frame.structure().position(a, 1),
                frame.structure().position(a, 2),
                a == 1 ? "F" : "T"));
      }
      Files.writeString(start, text);
    }
    Path out = folder.resolve("out.xyz");
    CommandLineRun.done(
        "relax",
        model,
        start.toString(),
        "--fix",
        "0,3-4",
        "--steps",
        "5000",
        "-o",
        out.toString());
    double[] before = frames(start).get(0).structure().positions();
    double[] after = frames(out).get(0).structure().positions();
    for (int a = 0; a < before.length / 3; a++) {
      boolean stayed =
          Arrays.equals(
              Arrays.copyOfRange(before, 3 * a, 3 * a + 3),
              Arrays.copyOfRange(after, 3 * a, 3 * a + 3));
      assertThat(stayed).as("atom %d", a).isEqualTo(List.of(0, 1, 3, 4).contains(a));
    }
    assertThat(frames(out).get(0).column("move_mask")).isPresent();
  }

  @Test
  void whatDoesNotConvergeIsWrittenAndSaid() {
    Path out = folder.resolve("out.xyz");
    CommandLineRun run =
        CommandLineRun.of(
            "relax",
            model,
            Bundled.trajectory("ethane", 3, "0"),
            "--steps",
            "2",
            "--fmax",
            "1e-6",
            "-o",
            out.toString());
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).contains("frame 0: NOT relaxed after 2 steps, largest force");
    assertThat(frames(out)).hasSize(1);
  }

  @Test
  void modelsOfForcesWithoutAnEnergyRelaxToo() {
    String cosines = folder.resolve("clusters.vane").toString();
    CommandLineRun.done(
        "train",
        Bundled.trajectory("ethane", 1, "::40"),
        "--method",
        "oa-mlm",
        "--preset",
        "clusters",
        "-q",
        "-o",
        cosines);
    assertThat(CommandLineRun.done("info", cosines))
        .contains("norms by distance regression")
        .contains("held out");
    Path out = folder.resolve("out.xyz");
    CommandLineRun run =
        CommandLineRun.of(
            "relax",
            cosines,
            Bundled.trajectory("ethane", 3, "100"),
            "--steps",
            "5",
            "-o",
            out.toString());
    // So few examples make a poor model: what counts is that it can be followed.
    assertThat(run.status()).as(run.err()).isLessThan(2);
    assertThat(run.out()).contains("relaxed after").doesNotContain("energy");
    Frame relaxed = frames(out).get(0);
    assertThat(relaxed.info()).doesNotContainKey("vane_energy");
    assertThat(largest(relaxed.vectors("vane_forces"))).isPositive().isFinite();
    assertThat(relaxed.column("vane_uncertainty")).isPresent();
  }

  @Test
  void badInputIsOneLineAndNothingIsWritten() throws IOException {
    String directions = Bundled.smallModel(folder, "directions.vane").toString();
    Path gold = folder.resolve("gold.xyz");
    Files.writeString(gold, "1\nProperties=species:S:1:pos:R:3 pbc=\"F F F\"\nAu 0 0 0\n");
    String ethane = Bundled.trajectory("ethane", 3, "0");
    String[][] runs = {
      {directions, ethane},
      {model, gold.toString()},
      {model, ethane, "--fix", "99"},
      {model, ethane, "--fix", "3-1"},
      {model, ethane, "--fmax", "0"},
      {model, ethane, "--optimizer", "newton"},
      {model, ethane, "--relax-cell"},
      {model, ethane, "--trajectory", folder.resolve("steps.xyz.gz").toString()},
      {model, gold.toString(), "--trajectory", gold.toString()},
      {model, gold.toString(), "--trajectory", directions},
      {model, gold.toString(), "--trajectory", directions, "--force"},
    };
    String[] expected = {
      "expected one that predicts forces",
      "Au",
      "found atom 99 among the fixed ones, expected 0 to 7",
      "found atoms '3-1', expected indices from 0 and ranges such as 0,3-5",
      "found a largest force of 0.0",
      "--optimizer: found 'newton', expected lbfgs or fire",
      "does not repeat in three directions",
      "does not end in .gz",
      "expected another file",
      "--force writes over it",
      "Au",
    };
    Path out = folder.resolve("never.xyz");
    for (int r = 0; r < runs.length; r++) {
      String[] arguments = CommandLineRun.join(new String[] {"relax"}, runs[r]);
      CommandLineRun run = CommandLineRun.of(CommandLineRun.join(arguments, "-o", out.toString()));
      assertThat(run.status()).as(run.err()).isEqualTo(2);
      assertThat(run.err().lines().filter(line -> !line.contains("wrote"))).hasSize(1);
      assertThat(run.err()).contains(expected[r]);
      assertThat(out).doesNotExist();
    }
    // What a refused run was to write over is as it was.
    assertThat(frames(gold)).hasSize(1);
    assertThat(CommandLineRun.done("info", directions)).contains("oa-mlm");
  }
}
