package vane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The example of ethanol gives what its README says. Needs Python 3, and libxtb. */
@Tag("xtb")
class EthanolExampleTest {
  private static final Path EXAMPLE = Path.of("../examples/ethanol").toAbsolutePath();
  private static final String RESULT = "force RMSE on an xTB run at 300 K: ";

  @TempDir Path folder;

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void ethanolIsLearntFromNothing() throws Exception {
    String results = folder.resolve("ethanol").toString();
    try (PythonScript script =
        PythonScript.start(folder, EXAMPLE.resolve("learn.py"), results, "90")) {
      List<String> lines = script.lines();
      String error =
          lines.stream().filter(each -> each.startsWith(RESULT)).findFirst().orElseThrow();
      assertThat(Double.parseDouble(error.substring(RESULT.length()).split(" ")[0])).isLessThan(80);
    }
    // Conformer, frames known, largest error of a bond, RMSD, mean and largest error in 1/cm.
    try (PythonScript script =
        PythonScript.start(folder, EXAMPLE.resolve("frequencies.py"), results)) {
      List<String> lines = script.lines();
      for (String conformer : List.of("anti", "gauche")) {
        String[] row =
            lines.stream()
                .filter(each -> each.startsWith(conformer))
                .findFirst()
                .orElseThrow()
                .split(" +");
        assertThat(Double.parseDouble(row[2])).as("bonds, " + conformer).isLessThan(0.005);
        assertThat(Double.parseDouble(row[4])).as("frequencies, " + conformer).isLessThan(30);
      }
    }
  }
}
