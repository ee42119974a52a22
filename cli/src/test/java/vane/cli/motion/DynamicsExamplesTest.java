package vane.cli.motion;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vane.cli.PythonScript;

/** The examples of dynamics give what docs/dynamics.md says. Needs Python 3 with ase and numpy. */
@Tag("python")
class DynamicsExamplesTest {
  private static final Path EXAMPLES = Path.of("../examples/dynamics").toAbsolutePath();

  @TempDir Path folder;

  private List<String> lines(String script, String... arguments) throws Exception {
    try (PythonScript running = PythonScript.start(folder, EXAMPLES.resolve(script), arguments)) {
      return running.lines();
    }
  }

  @Test
  void energyIsConserved() throws Exception {
    List<String> lines =
        lines("nve.py", "--presets", "fast", "--seeds", "1", "--picoseconds", "1", "--without-xtb");
    List<String> rows =
        lines.stream().filter(line -> line.matches("(heptane|lithium) .*")).toList();
    assertThat(rows).hasSize(3);
    for (String row : rows) {
      // System, preset, temperature, drift, time.
      double drift = Double.parseDouble(row.split(" +")[3]);
      assertThat(Math.abs(drift)).as(row).isLessThan(0.5);
    }
  }

  @Test
  void hotLithiumDiffuses() throws Exception {
    List<String> lines = lines("diffusion.py", "800", "8", folder.resolve("lithium").toString());
    String result =
        lines.stream().filter(line -> line.startsWith("diffusion")).findFirst().orElseThrow();
    double[] numbers =
        Arrays.stream(result.replaceAll(".*K: ", "").split(" m²/s ± "))
            .mapToDouble(text -> Double.parseDouble(text.split(" ")[0]))
            .toArray();
    assertThat(numbers[0]).as(result).isBetween(0.6e-8, 2.4e-8);
  }
}
