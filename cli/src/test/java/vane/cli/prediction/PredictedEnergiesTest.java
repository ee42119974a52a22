package vane.cli.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static vane.cli.WrittenFrames.frames;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vane.cli.Bundled;
import vane.cli.CommandLineRun;
import vane.io.xyz.Frame;
import vane.model.EnergyAndForces;
import vane.model.file.ModelFile;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;

/** Energies and stresses that {@code predict} writes. */
class PredictedEnergiesTest {
  private static final String LATTICE = "Lattice=\"4.1 0 0 0 4.2 0 0.3 0 4.6\" ";

  @TempDir static Path shared;
  private static Path model;

  @TempDir Path folder;

  @BeforeAll
  static void train() {
    model = shared.resolve("ethane.vane");
    CommandLineRun.done(
        "train",
        Bundled.trajectory("ethane", 1, "::20"),
        "--preset",
        "fast",
        "--quiet",
        "--out",
        model.toString());
  }

  /** Methane twisted a little, once for each beginning of the comment line. */
  private Path methane(String... comments) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int f = 0; f < comments.length; f++) {
      text.append("5\n").append(comments[f]).append("Properties=species:S:1:pos:R:3\nC 0 0 0\n");
      text.append("H 0.63 0.61 0.6").append(f).append("\nH -0.6").append(f).append(" -0.63 0.63\n");
      text.append("H -0.63 0.62 -0.61\nH 0.61 -0.6").append(f).append(" -0.66\n");
    }
    return Files.writeString(folder.resolve("in.xyz"), text);
  }

  private List<Frame> predicted(Path in, String... options) {
    Path out = folder.resolve("out.xyz");
    String[] fixed = {
      "predict", model.toString(), in.toString(), "-o", out.toString(), "--quiet", "--force"
    };
    CommandLineRun.done(CommandLineRun.join(fixed, options));
    return frames(out);
  }

  @Test
  void predictWritesTheEnergyAndWhereThereIsOneTheStress() throws IOException {
    Path in = methane("", LATTICE, LATTICE + "pbc=\"T T F\" ");
    List<Frame> found = predicted(in);
    List<EnergyAndForces> expected;
    try (WorkerPool pool = new WorkerPool(1)) {
      expected =
          ModelFile.open(model)
              .potential()
              .orElseThrow()
              .evaluate(
                  found.stream().map(Frame::structure).toList(), pool, ProgressListener.SILENT);
    }
    for (int f = 0; f < 3; f++) {
      assertThat(found.get(f).info().get("vane_energy").real()).hasValue(expected.get(f).energy());
    }
    assertThat(found.get(0).info()).doesNotContainKey("vane_stress");
    assertThat(found.get(2).info()).doesNotContainKey("vane_stress");
    double[] virial = expected.get(1).virial();
    double volume = 4.1 * 4.2 * 4.6;
    double[] stress = found.get(1).info().get("vane_stress").reals().orElseThrow();
    int[] voigt = {0, 4, 8, 5, 2, 1};
    assertThat(stress).hasSize(6);
    for (int c = 0; c < 6; c++) {
      assertThat(stress[c]).isCloseTo(-virial[voigt[c]] / volume, within(1e-12));
    }
  }

  @Test
  void thePrefixAppliesAndNetForcesDoNotMatter() throws IOException {
    Path in = methane(LATTICE);
    Frame plain = predicted(in).get(0);
    Frame other = predicted(in, "--prefix", "my_", "--remove-net-force").get(0);
    assertThat(other.info().keySet()).containsExactly("my_energy", "my_stress");
    assertThat(other.info().get("my_energy")).isEqualTo(plain.info().get("vane_energy"));
    assertThat(other.info().get("my_stress")).isEqualTo(plain.info().get("vane_stress"));
  }

  @Test
  void aPartOfAFrameHasNoEnergyAndKeepsNone() throws IOException {
    Path in = folder.resolve("in.xyz");
    Files.writeString(
        in,
        "3\n"
            + LATTICE
            + "vane_energy=-7 vane_stress=\"1 2 3 4 5 6\" note=kept\n"
            + "C 0 0 0\nH 0 0 1.1\nO 0 0 2.5\n");
    Frame found = predicted(in, "--skip-unknown").get(0);
    assertThat(found.column("vane_forces")).isPresent();
    assertThat(found.info().keySet()).containsExactly("note");
  }
}
