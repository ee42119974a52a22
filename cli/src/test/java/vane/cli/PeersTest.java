package vane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The scripts of benchmarks/peers that train other methods, on a few bundled frames. Needs Debian's
 * python3-ase and python3-scipy.
 */
@Tag("python")
class PeersTest {
  private static final Path COMPARE =
      Path.of("..", "benchmarks", "peers", "compare.py").toAbsolutePath().normalize();
  private static final Path LITHIUM = Path.of("..", "data", "lithium").toAbsolutePath().normalize();

  /** Runs it as a program of its own. */
  private static final String RUN_IT =
      """
      import os, runpy, sys
      del sys.argv[0]
      sys.path.insert(0, os.path.dirname(sys.argv[0]))
      runpy.run_path(sys.argv[0], run_name='__main__')
      """;

  private static final int FRAMES = 3;
  private static final int RMSE = 5;
  private static final int ENERGY_RMSE = 7;

  @TempDir Path folder;

  /** The cells of the table's rows, below its head. */
  private List<String[]> rows(String... arguments) throws Exception {
    String[] words =
        Stream.concat(Stream.of(COMPARE.toString()), Arrays.stream(arguments))
            .toArray(String[]::new);
    try (PythonScript script = PythonScript.start(folder, RUN_IT, words)) {
      List<String> lines = script.lines();
      assertThat(lines.get(0)).startsWith("| method | settings | frames |");
      return lines.stream().skip(2).map(line -> line.split(" *\\| *")).toList();
    }
  }

  private static double number(String[] row, int cell) {
    return Double.parseDouble(row[cell]);
  }

  @Test
  void allMethodsLearnAMolecule() throws Exception {
    List<String[]> rows =
        rows(
            Path.of(Bundled.trajectory("ethane", 1, "::20"))
                .toAbsolutePath()
                .normalize()
                .toString(),
            Path.of(Bundled.trajectory("ethane", 3, "::50"))
                .toAbsolutePath()
                .normalize()
                .toString(),
            "--run",
            "vane --preset fast",
            "--run",
            "snap --twojmax 4 --cutoff 4 --chemical",
            "--run",
            "linear_ace --cutoff 4 --radial 5 --largest-l 3 --functions 40 60",
            "--run",
            "sgdml --frames 20 40 --width 10 --methyls");
    assertThat(rows.stream().map(row -> row[1]))
        .containsExactly("Vane", "SNAP, chemical", "linear ACE", "sGDML", "sGDML");
    assertThat(rows.stream().map(row -> row[FRAMES])).containsExactly("50", "50", "50", "20", "40");
    for (String[] row : rows) {
      // The forces themselves are 820 meV/Å.
      assertThat(number(row, RMSE)).as(Arrays.toString(row)).isBetween(0.1, 300.0);
      assertThat(number(row, ENERGY_RMSE)).as(Arrays.toString(row)).isBetween(0.001, 10.0);
    }
  }

  @Test
  void linearMethodsLearnACrystal() throws Exception {
    List<String[]> rows =
        rows(
            LITHIUM.resolve("training.xyz.gz") + "@::20",
            LITHIUM.resolve("test.xyz.gz") + "@::5",
            "--run",
            "snap --twojmax 4",
            "--run",
            "linear_ace --radial 5 --largest-l 3 --functions 15 15");
    assertThat(rows.stream().map(row -> row[1])).containsExactly("SNAP", "linear ACE");
    for (String[] row : rows) {
      // The forces themselves are 240 meV/Å.
      assertThat(number(row, RMSE)).as(Arrays.toString(row)).isBetween(1.0, 120.0);
    }
  }
}
