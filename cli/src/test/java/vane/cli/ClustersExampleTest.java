package vane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example of clusters gives what docs/clusters.md says. Needs Python 3 with ase, and libxtb.
 */
@Tag("xtb")
class ClustersExampleTest {
  private static final Path SCRIPT = Path.of("../examples/clusters/relax.py").toAbsolutePath();

  @TempDir Path folder;

  private double[] row(List<String> lines, String name) {
    String line = lines.stream().filter(each -> each.startsWith(name)).findFirst().orElseThrow();
    return Arrays.stream(line.substring(name.length()).strip().split(" +"))
        .mapToDouble(Double::parseDouble)
        .toArray();
  }

  @Test
  void ringsRelaxByTheEquivariantModel() throws Exception {
    try (PythonScript script =
        PythonScript.start(folder, SCRIPT, "--models", "equivariant", "--steps", "1000")) {
      List<String> lines = script.lines();
      double[] relaxed = row(lines, "equivariant");
      double[] before = row(lines, "before");
      // Angle, force RMSE, RMSD, three kinds of bonds, energy, largest force.
      assertThat(relaxed[0]).isLessThan(2);
      assertThat(relaxed[1]).isLessThan(50);
      assertThat(relaxed[3]).as("Au-S").isLessThan(0.02);
      assertThat(relaxed[4]).as("S-C").isLessThan(0.01);
      assertThat(relaxed[5]).as("C-H").isLessThan(0.005);
      assertThat(relaxed[6]).as("energy").isBetween(-0.01, 0.1);
      assertThat(relaxed[7]).as("largest force").isLessThanOrEqualTo(0.005);
      assertThat(before[4]).isGreaterThan(5 * relaxed[6]);
    }
  }
}
