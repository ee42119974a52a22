package vane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    Path output = folder.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder("/usr/bin/python3", EXAMPLES.resolve(script).toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    builder
        .environment()
        .put("VANE", java + " -cp '" + System.getProperty("java.class.path") + "' vane.cli.Main");
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    Process process = builder.start();
    boolean ended = process.waitFor(10, TimeUnit.MINUTES);
    process.destroy();
    String text = Files.readString(output);
    assertThat(ended).as("Python within ten minutes; its output: %s", text).isTrue();
    assertThat(process.exitValue()).as("exit status of Python; its output: %s", text).isZero();
    return text.lines().toList();
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
