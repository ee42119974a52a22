package vane.cli.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vane.cli.Bundled;
import vane.cli.CommandLineRun;
import vane.cli.program.ExitStatus;

/** {@code train --learning-curve} from the command line. */
class LearningCurveTest {
  @TempDir Path folder;

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private CommandLineRun train(String slice, String... more) {
    return CommandLineRun.of(
        CommandLineRun.join(
            new String[] {
              "train", Bundled.trajectory("ethane", 1, slice), "--preset", "fast", "--cutoff", "3.5"
            },
            more));
  }

  @Test
  void theCurveIsMeasuredAndTheModelStaysTheSame() throws IOException {
    CommandLineRun run =
        train("::25", "--learning-curve", path("curve"), "--out", path("with.vane"));
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out().lines().limit(1))
        .containsExactly("learning curve: force RMSE on 5 frames held out of 40");
    assertThat(run.out().lines()).hasSize(3 + 4 * 2);
    assertThat(run.err())
        .containsPattern("vane: training took \\d+\\.\\d s")
        .containsPattern(
            "vane: from 17 to 33 frames the force RMSE on what is held out changes by H \\S+ %, C"
                + " \\S+ %")
        .doesNotContain("limits them");

    JsonNode json =
        new ObjectMapper().readTree(folder.resolve("curve/learning-curve.json").toFile());
    assertThat(json.get("points"))
        .extracting(p -> p.get("frames").asInt())
        .containsExactly(5, 9, 17, 33);
    JsonNode first = json.at("/points/0");
    JsonNode last = json.at("/points/3");
    assertThat(first.at("/trainingEnvironments/H").asInt()).isEqualTo(30);
    assertThat(last.at("/heldOut/elements/C/environments").asInt()).isEqualTo(10);
    assertThat(last.at("/training/elements/H/environments").asInt()).isEqualTo(30);
    assertThat(last.at("/heldOut/all/forceRmseEvPerAngstrom").asDouble())
        .isLessThan(first.at("/heldOut/all/forceRmseEvPerAngstrom").asDouble());
    assertThat(Files.readAllLines(folder.resolve("curve/learning-curve.csv"))).hasSize(1 + 4 * 3);
    for (String file : List.of("report.html", "learning-curve.svg", "learning-curve.png")) {
      assertThat(folder.resolve("curve").resolve(file)).isNotEmptyFile();
    }

    assertThat(train("::25", "--out", path("without.vane")).status()).isZero();
    assertThat(folder.resolve("with.vane")).hasSameBinaryContentAs(folder.resolve("without.vane"));
  }

  @Test
  void tooFewFramesAreOneLineAndNothingIsWritten() {
    CommandLineRun run = train("::50", "--learning-curve", path("curve"), "--out", path("m.vane"));
    assertThat(run.status()).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(run.err().lines())
        .containsExactly(
            "vane: learning curve: found 20 frames, of which 2 are held out and 16 are to learn"
                + " from, expected 32 or more to learn from");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aFileOfAnotherKindStays() throws IOException {
    Files.createDirectory(folder.resolve("curve"));
    Files.writeString(folder.resolve("curve/learning-curve.csv"), "mine");
    CommandLineRun run = train("::25", "--learning-curve", path("curve"), "--out", path("m.vane"));
    assertThat(run.status()).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(run.err()).contains("learning-curve.csv");
    assertThat(folder.resolve("curve/learning-curve.csv")).hasContent("mine");
    assertThat(folder.resolve("m.vane")).doesNotExist();
  }

  @Test
  void addedFramesHaveNoCurve() {
    CommandLineRun run =
        train(
            "::25",
            "--add-to",
            path("old.vane"),
            "--learning-curve",
            path("c"),
            "--out",
            path("m"));
    assertThat(run.status()).isEqualTo(ExitStatus.BAD_INPUT);
    assertThat(run.err()).contains("found with --add-to");
  }
}
