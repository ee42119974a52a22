package vane.cli.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vane.audit.FrameBatches;
import vane.audit.FrameChoices;
import vane.cli.Bundled;
import vane.cli.CommandLineRun;
import vane.io.xyz.ForceColumn;
import vane.io.xyz.TrajectoryPath;

/** {@code vane check} with outliers and a page. */
class CheckTest {
  @TempDir static Path folder;

  /** Every twelfth frame of a run of ethane; the force on atom 5 of frame 17 has lost its sign. */
  private static Path wrong;

  @BeforeAll
  static void write() throws IOException {
    wrong = folder.resolve("wrong.xyz");
    StringBuilder text = new StringBuilder();
    FrameBatches.readWithForces(
        TrajectoryPath.parse(Bundled.trajectory("ethane", 1, "::12")),
        ForceColumn.byDefault(),
        FrameChoices.AS_THEY_ARE,
        Optional.empty(),
        warning -> {},
        batch ->
            batch.forEach(
                each -> {
                  int frame = each.frame().location().frame() / 12;
                  text.append("8\nProperties=species:S:1:pos:R:3:forces:R:3\n");
                  for (int i = 0; i < 8; i++) {
                    text.append(each.frame().structure().element(i));
                    for (int axis = 0; axis < 3; axis++) {
                      text.append(' ').append(each.frame().structure().position(i, axis));
                    }
                    for (int axis = 0; axis < 3; axis++) {
                      int sign = frame == 17 && i == 5 ? -1 : 1;
                      text.append(' ').append(sign * each.forces()[3 * i + axis]);
                    }
                    text.append('\n');
                  }
                }));
    Files.writeString(wrong, text);
  }

  @Test
  void anOutlierIsNamedInTextJsonAndPage() throws IOException {
    Path json = folder.resolve("check.json");
    Path page = folder.resolve("page");
    CommandLineRun run =
        CommandLineRun.of(
            "check",
            wrong.toString(),
            "--outliers",
            "--json",
            json.toString(),
            "--report",
            page.toString());
    String warning =
        "the forces of 1 frame disagree with those of all others (the worst: "
            + wrong
            + ": frame 17, atom 5)";
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.err()).contains("wrote " + json, "wrote " + page.resolve("report.html"));
    assertThat(run.out())
        .contains("84 compared with all others", "warning: " + warning)
        .contains(wrong + ": frame 17: 1 atom of 8 disagrees with all others")
        .containsPattern("atom 5 \\(H\\): read \\S+ \\S+ \\S+, expected \\S+ \\S+ \\S+ eV/Å: ");
    JsonNode outliers = new ObjectMapper().readTree(json.toFile()).get("outliers").get("outliers");
    assertThat(outliers).hasSize(1);
    assertThat(outliers.get(0).get("frame").asInt()).isEqualTo(17);
    assertThat(outliers.get(0).get("finding").asText()).isEqualTo("disagrees");
    assertThat(outliers.get(0).get("worst_atom").get("atom").asInt()).isEqualTo(5);
    assertThat(Files.readString(page.resolve("report.html")))
        .contains("<ul class=\"warnings\">", warning, "<h2>Outliers</h2>", "<td>5 (H)</td>")
        .contains(
            "\"reason\":\"outlier\",\"sentence\":\"The forces on 1 of 8 atoms disagree with those of"
                + " all other frames: the force on atom 5 (H) is off by ")
        .contains("\"focus\":5", "\"predicted\":[");
  }

  @Test
  void withoutTheOptionNothingIsSaidOfOutliers() {
    assertThat(CommandLineRun.done("check", wrong.toString()))
        .doesNotContain("outliers")
        .contains("nothing looks wrong");
  }

  @Test
  void fewFramesAreCheckedAllTheSame() {
    CommandLineRun run = CommandLineRun.of("check", wrong + "@:3", "--outliers");
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("nothing looks wrong");
    assertThat(run.err())
        .contains("warning: outliers cannot be looked for: found 3 frames to compare");
  }

  @Test
  void aPageOfAnotherKindStays() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Path page = Files.writeString(other.resolve("report.html"), "<title>mine</title>");
    for (String force : List.of("", "--force")) {
      CommandLineRun run =
          CommandLineRun.of(
              force.isEmpty()
                  ? new String[] {"check", wrong.toString(), "--report", other.toString()}
                  : new String[] {"check", wrong.toString(), "--report", other.toString(), force});
      assertThat(run.status()).isEqualTo(force.isEmpty() ? 2 : 0);
      assertThat(Files.readString(page).contains("mine")).isEqualTo(force.isEmpty());
    }
    CommandLineRun again =
        CommandLineRun.of("check", wrong.toString(), "--report", other.toString());
    assertThat(again.status()).as(again.err()).isZero();
  }
}
