package vane.io.xyz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The trajectories that come with the project are read to the end. */
class AlkaneFilesTest {

  private record Totals(int frames, long atoms, double meanForceZ) {}

  private static Totals totals(Path file) {
    int frames = 0;
    long atoms = 0;
    double sum = 0;
    try (XyzReader reader = XyzReader.open(file)) {
      for (Frame frame : reader) {
        frames++;
        atoms += frame.structure().size();
        double[] forces = ForceColumn.byDefault().of(frame);
        for (int i = 2; i < forces.length; i += 3) {
          sum += forces[i];
        }
      }
    }
    return new Totals(frames, atoms, sum / atoms);
  }

  @Test
  void holdEighteenThousandFrames() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(XyzFiles.alkanes())) {
      files = all.filter(file -> file.toString().endsWith(".xyz.gz")).sorted().toList();
    }
    assertThat(files).hasSize(18);
    long atoms = 0;
    for (Path file : files) {
      Totals totals = totals(file);
      assertThat(totals.frames()).as(file.toString()).isEqualTo(1000);
      assertThat(totals.meanForceZ()).as("no net force in %s", file).isBetween(-1e-3, 1e-3);
      atoms += totals.atoms();
    }
    // Ethane to heptane, C(n)H(2n+2): 3·1000·(8 + 11 + 14 + 17 + 20 + 23).
    assertThat(atoms).isEqualTo(279_000);
  }
}
