package vane.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vane.cli.Bundled;
import vane.cli.CommandLineRun;

/** The paper's experiment at a tiny size, with all its data. */
@Tag("slow")
class ReproduceTest {
  @TempDir Path folder;

  @Test
  void moreReferencesThanCarbonAtomsIsToldBeforeHydrogenIsTrained() {
    CommandLineRun run =
        CommandLineRun.of(
            "reproduce",
            "--quiet",
            "--data",
            Bundled.FOLDER.toString(),
            "--references",
            "60000",
            "--out",
            folder.toString());
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().lines()).singleElement().asString().contains("element C", "54000");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aSolverThatIsNamedTwiceIsRefused() {
    CommandLineRun run = CommandLineRun.of("reproduce", "--quiet", "--solver", "sqp,global,sqp");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err().lines()).singleElement().asString().contains("--solver", "sqp twice");
  }

  @Test
  void writesResultsAndPrintsThemBesideThePaper() throws IOException {
    Path out = folder.resolve("new").resolve("results");
    String table =
        CommandLineRun.done(
            "reproduce",
            "--data",
            Bundled.FOLDER.toString(),
            "--references",
            "40",
            "--test-environments",
            "40",
            "--solver",
            "sqp,closed-form",
            "--out",
            out.toString());
    assertThat(table)
        .contains(
            "K = 40",
            "solver sqp",
            "closed-form",
            "55.4",
            "42.1",
            out.resolve("results.json").toString());

    JsonNode json = new ObjectMapper().readTree(out.resolve("results.json").toFile());
    assertThat(json.get("scale").asText()).isEqualTo("custom");
    assertThat(json.at("/settings/references").asInt()).isEqualTo(40);
    assertThat(json.at("/settings/solver").asText()).isEqualTo("sqp");
    assertThat(json.at("/settings/otherSolvers/0").asText()).isEqualTo("closed-form");
    assertThat(json.at("/settings/soap/lMax").asInt()).isEqualTo(1);
    assertThat(json.at("/machine/vane").asText()).isNotEmpty();
    for (String element : new String[] {"C", "H"}) {
      JsonNode result = json.at("/elements/" + element);
      assertThat(result.at("/regular/trainAngleDeg").asDouble()).isBetween(0.0, 180.0);
      assertThat(result.at("/regular/testAngleDeg").asDouble()).isBetween(0.0, 180.0);
      assertThat(result.at("/regular/test/environments").asInt()).isEqualTo(40);
      assertThat(result.get("robust").isArray()).isTrue();
      for (JsonNode model : List.of(result.get("regular"), result.at("/robust/10"))) {
        assertThat(model.get("solvers").size()).isEqualTo(1);
        assertThat(model.at("/solvers/closed-form/test/environments").asInt()).isEqualTo(40);
      }
    }
    assertThat(json.at("/elements/C/paper/regularTestAngleDeg").asDouble()).isEqualTo(55.4);
    assertThat(json.at("/elements/H/paper/regularTestAngleDeg").asDouble()).isEqualTo(42.1);
  }
}
