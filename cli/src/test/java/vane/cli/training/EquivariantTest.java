package vane.cli.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static vane.cli.WrittenFrames.frames;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vane.cli.Bundled;
import vane.cli.CommandLineRun;
import vane.io.xyz.Frame;

/** The equivariant model from the command line. */
class EquivariantTest {
  @TempDir static Path shared;

  private static String model;
  private static CommandLineRun training;

  @TempDir Path folder;

  @BeforeAll
  static void train() {
    model = shared.resolve("ethane.vane").toString();
    training =
        CommandLineRun.of(
            "train",
            Bundled.trajectory("ethane", 1, "::10"),
            Bundled.trajectory("ethane", 2, "::10"),
            "--preset",
            "fast",
            "--out",
            model);
  }

  @Test
  void itIsTheDefaultAndSaysWhatItMade() {
    assertThat(training.status()).as(training.err()).isZero();
    assertThat(training.err().lines())
        .anyMatch(
            line ->
                line.matches(
                    "vane: 200 frames, \\d+ functions per element, ridge 1e-\\d+, force RMSE"
                        + " 0\\.\\d+ eV/Å on 28 frames held out"))
        .anyMatch(line -> line.equals("vane: H: 1200 training environments"))
        .anyMatch(
            line ->
                line.equals(
                    "vane: warning: C: found 400 training environments, expected 500 or more for a"
                        + " reliable model"));
    CommandLineRun info = CommandLineRun.of("info", model);
    assertThat(info.out())
        .contains("method        equivariant", "cutoff 3.5 Å", "1200 training environments");
  }

  @Test
  void anotherRunIsPredictedWithHonestUncertainty() throws IOException {
    Path json = folder.resolve("errors.json");
    CommandLineRun.done(
        "evaluate", model, Bundled.trajectory("ethane", 3, "::5"), "--json", json.toString());
    JsonNode all = new ObjectMapper().readTree(Files.readString(json)).get("all");
    assertThat(all.get("weightedMeanAngleDeg").asDouble()).isLessThan(2);
    assertThat(all.get("forceRmseEvPerAngstrom").asDouble()).isLessThan(0.06);
    assertThat(all.at("/uncertainty/fractionWithinOne").asDouble()).isBetween(0.55, 0.85);
    assertThat(all.at("/uncertainty/fractionWithinTwo").asDouble()).isGreaterThan(0.88);
    assertThat(all.at("/uncertainty/rankCorrelation").asDouble()).isGreaterThan(0.2);
  }

  @Test
  void predictionsHoldForcesThatSumToZero() {
    String out = folder.resolve("out.xyz").toString();
    CommandLineRun.done(
        "predict",
        model,
        Bundled.trajectory("ethane", 3, "::250"),
        "-o",
        out,
        "--remove-net-force");
    List<Frame> frames = frames(out);
    assertThat(frames).hasSize(4);
    for (Frame frame : frames) {
      double[] forces = frame.vectors("vane_forces");
      for (int axis = 0; axis < 3; axis++) {
        double sum = 0;
        for (int i = axis; i < forces.length; i += 3) {
          sum += forces[i];
        }
        assertThat(sum).isCloseTo(0, within(1e-7));
      }
      assertThat(frame.column("vane_uncertainty")).isPresent();
      assertThat(frame.column("vane_direction")).isPresent();
      assertThat(frame.column("vane_status")).isPresent();
    }
  }

  @Test
  void whatIsOutsideOfTheTrainingRangeIsFlaggedAndBounded() throws IOException {
    Path near = folder.resolve("near.xyz");
    // Two hydrogen atoms of two molecules 0.6 Å apart, and atoms that hardly see each other.
    Files.writeString(near, "2\n\nH 0 0 0\nH 0 0 0.6\n2\n\nC 0 0 0\nH 0 0 3.4\n1\n\nC 0 0 0\n");
    String out = folder.resolve("out.xyz").toString();
    CommandLineRun.done("predict", model, near.toString(), "-o", out);
    List<Frame> frames = frames(out);
    for (Frame frame : frames) {
      for (double force : frame.vectors("vane_forces")) {
        assertThat(Math.abs(force)).isLessThan(50);
      }
    }
    assertThat(Files.readString(Path.of(out)).lines().toList().get(2)).endsWith("extrapolating");
    assertThat(Files.readString(Path.of(out)).lines().reduce((a, b) -> b).orElseThrow())
        .endsWith("none");
  }

  @ParameterizedTest
  @CsvSource({
    "'--references 5',--references: found with --method equivariant",
    "'--r-cut 3',--r-cut: found with --method equivariant",
    "'--preset paper','--preset: found ''paper'', expected default or fast or accurate'",
    "'--cutoff 0',found a cutoff of 0.0 Å",
    "'--degrees 3',--degrees: found [3]",
    "'--degrees 3,4,99',found 99 for the degree of order 3",
    "'--degrees 3,4,-1.5',found -1.5 for the degree of order 3",
    "'--angular-weight 0',found an angular weight of 0.0",
    "'--largest-l 11',found 11 for the highest angular degree",
    "'--ridge 0',found a ridge of 0.0",
    "'--training-environments -1',--training-environments: found -1",
    "'--method oa-mlm --ridge 1e-8',--ridge: found with --method oa-mlm",
    "'--method kernel','--method: found ''kernel'', expected equivariant or oa-mlm'"
  })
  void whatDoesNotBelongIsRefused(String options, String message) {
    String[] fixed = {"train", "no-such-file.xyz", "-o", folder.resolve("m.vane").toString()};
    CommandLineRun run = CommandLineRun.of(CommandLineRun.join(fixed, options.split(" ")));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains(message).doesNotContain("no-such-file");
    assertThat(folder.resolve("m.vane")).doesNotExist();
  }
}
