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
  private static final Path SCRIPT = Path.of("../examples/ethanol/learn.py").toAbsolutePath();
  private static final String RESULT = "force RMSE on an xTB run at 300 K: ";

  @TempDir Path folder;

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void ethanolIsLearntFromNothing() throws Exception {
    try (PythonScript script =
        PythonScript.start(folder, SCRIPT, folder.resolve("ethanol").toString(), "60")) {
      List<String> lines = script.lines();
      String error =
          lines.stream().filter(each -> each.startsWith(RESULT)).findFirst().orElseThrow();
      assertThat(Double.parseDouble(error.substring(RESULT.length()).split(" ")[0]))
          .isLessThan(150);
    }
  }
}
