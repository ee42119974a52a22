package vane.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vane.cli.Bundled;
import vane.cli.CommandLineRun;
import vane.io.xyz.Column;
import vane.io.xyz.Frame;
import vane.io.xyz.TrajectoryPath;

/** {@code train --method oa-mlm --preset accurate}, and what can be done with the model. */
class AccurateTest {
  @TempDir static Path shared;
  private static String model;
  private static CommandLineRun training;

  @TempDir Path folder;

  @BeforeAll
  static void train() {
    model = shared.resolve("accurate.vane").toString();
    training =
        CommandLineRun.of(
            "train",
            Bundled.trajectory("ethane", 1, "::20"),
            "--method",
            "oa-mlm",
            "--preset",
            "accurate",
            "--references",
            "40",
            "--out",
            model);
  }

  @Test
  void trainingSaysWhatItMadeAndWarnsOfFewExamples() {
    assertThat(training.status()).isZero();
    assertThat(training.err().lines())
        .anyMatch(
            line ->
                line.matches(
                    "vane: C: 40 references, 100 training environments, ridge regression with"
                        + " lambda 1e-\\d+, force RMSE [0-9.]+ eV/Å on \\d+ environments held out"))
        .anyMatch(
            line ->
                line.equals(
                    "vane: warning: C: found 100 training environments, expected 500 or more for a"
                        + " reliable model"));
  }

  @Test
  void infoTellsTheSettings() {
    assertThat(CommandLineRun.done("info", model).lines())
        .contains(
            "method        oa-mlm",
            "description   SOAP of H, C: r_cut 4.0 Å, n_max 6, l_max 4, sigma 0.4 Å, periodic where"
                + " the frames are; 5 neighbours")
        .anyMatch(line -> line.contains("permutations same-species, sigma2 0.5 Å, longest force"));
  }

  @Test
  void predictionsHaveForces() throws IOException {
    Path out = folder.resolve("out.xyz");
    CommandLineRun.done(
        "predict", model, Bundled.trajectory("ethane", 3, "100:300:100"), "-o", out.toString());
    try (Stream<Frame> frames = TrajectoryPath.parse(out.toString()).frames()) {
      List<Frame> all = frames.toList();
      assertThat(all).hasSize(2);
      assertThat(all.get(0).columns().stream().map(Column::name))
          .contains("forces", "vane_direction", "vane_forces", "vane_status");
    }
    Path json = folder.resolve("errors.json");
    CommandLineRun.done(
        "evaluate", model, Bundled.trajectory("ethane", 3, "::100"), "--json", json.toString());
    JsonNode carbon = new ObjectMapper().readTree(Files.readString(json)).at("/elements/C");
    assertThat(carbon.at("/forceRmseEvPerAngstrom").asDouble()).isBetween(0.01, 2.0);
    assertThat(carbon.at("/weightedMeanAngleDeg").asDouble()).isBetween(0.5, 40.0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--sigma1=0.3",
        "--loss=squared",
        "--epsilon=1.1",
        "--solver=global",
        "--huber-alpha=1",
        "--references=0",
        "--sigma2=0",
        "--selection=best"
      })
  void whatDoesNotBelongToThePresetIsRefused(String option) {
    CommandLineRun run =
        CommandLineRun.of(
            "train",
            "no-such-file.xyz",
            "--method",
            "oa-mlm",
            "--preset",
            "accurate",
            option,
            "-o",
            "unused.vane");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).doesNotContain("no-such-file");
    assertThat(run.err().lines()).hasSize(1);
  }

  @Test
  void anUnknownPresetIsRefused() {
    CommandLineRun run =
        CommandLineRun.of(
            "train", "x.xyz", "--method", "oa-mlm", "--preset", "best", "-o", "m.vane");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains("--preset: found 'best', expected paper or accurate or clusters");
  }

  @Test
  void aSolverIsForModelsOfCosines() {
    CommandLineRun run =
        CommandLineRun.of(
            "evaluate", model, Bundled.trajectory("ethane", 3, "0"), "--solver", "global");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--solver").contains("preset paper");
  }

  @Test
  @Tag("slow")
  void anotherRunOfAMoleculeIsPredictedWell() throws IOException {
    String file = folder.resolve("propane.vane").toString();
    CommandLineRun.done(
        "train",
        Bundled.trajectory("propane", 1, "::4"),
        Bundled.trajectory("propane", 2, "::4"),
        "--method",
        "oa-mlm",
        "--preset",
        "accurate",
        "--references",
        "200",
        "--quiet",
        "-o",
        file);
    Path json = folder.resolve("errors.json");
    CommandLineRun.done(
        "evaluate", file, Bundled.trajectory("propane", 3, "::20"), "--json", json.toString());
    JsonNode elements = new ObjectMapper().readTree(Files.readString(json)).get("elements");
    assertThat(elements.at("/C/weightedMeanAngleDeg").asDouble()).isLessThan(15);
    assertThat(elements.at("/H/weightedMeanAngleDeg").asDouble()).isLessThan(6);
  }
}
