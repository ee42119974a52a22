package vane.cli.directions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vane.cli.PythonScript;

/** The examples of directions give what their README says. Needs Python 3 with numpy. */
@Tag("python")
class DirectionsExamplesTest {
  private static final Path EXAMPLES = Path.of("../examples/directions").toAbsolutePath();

  @TempDir Path folder;

  private double meanOf(List<String> lines, String name) {
    String line = lines.stream().filter(each -> each.startsWith(name)).findFirst().orElseThrow();
    return Double.parseDouble(line.substring(name.length()).strip().replaceFirst("°.*", ""));
  }

  private List<String> run(String script) throws IOException, InterruptedException {
    try (PythonScript python = PythonScript.start(folder, EXAMPLES.resolve(script))) {
      return python.lines();
    }
  }

  @Test
  void placesBeatInverseDistanceWeightingOfWind() throws IOException, InterruptedException {
    List<String> lines = run("wind.py");
    assertThat(meanOf(lines, "vane: X = place, no Y"))
        .isLessThan(4)
        .isLessThan(meanOf(lines, "inverse-distance weighting, 8 neighbours, power 2"));
  }

  @Test
  void orientationAdaptionBeatsItsAbsence() throws IOException, InterruptedException {
    List<String> lines = run("field.py");
    assertThat(meanOf(lines, "OA-MLM: X and Y, closed form"))
        .isLessThan(
            0.7 * meanOf(lines, "without orientation adaption: X and the points as features"));
  }
}
