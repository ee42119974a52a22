package vane.cli.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vane.cli.Bundled;
import vane.cli.CommandLineRun;
import vane.cli.DriveModels;
import vane.cli.PythonScript;
import vane.engines.ForceEvaluation;
import vane.engines.ModelForces;
import vane.io.xyz.EnergyKey;
import vane.io.xyz.Frame;
import vane.io.xyz.StressKeys;
import vane.io.xyz.TrajectoryPath;
import vane.model.file.ModelFile;
import vane.parallel.WorkerPool;
import vane.structure.Cell;
import vane.structure.StressComponents;

/**
 * The script of examples/lammps, as it is. Needs Debian's python3-lammps (20220106), python3-ase
 * and numpy.
 */
@Tag("python")
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class LammpsExampleTest {
  private static final Path SCRIPT =
      Path.of("..", "examples", "lammps", "nve.py").toAbsolutePath().normalize();

  private static final String RUN_IT =
      """
      import runpy, sys
      del sys.argv[0]
      runpy.run_path(sys.argv[0], run_name='__main__')
      """;

  private static final String NUMBER = "(-?[0-9.]+(?:e[-+][0-9]+)?)";
  private static final Pattern DRIFT =
      Pattern.compile("energy drift: " + NUMBER + " meV/atom in .*, at most " + NUMBER + " .*");
  private static final Pattern DIFFERENCE =
      Pattern.compile("largest difference of first forces from Vane's: " + NUMBER + " eV/Å");

  @TempDir static Path shared;
  private static Path model;

  @TempDir Path folder;

  @BeforeAll
  static void train() {
    model = shared.resolve("model.vane");
    CommandLineRun.done(
        "train",
        Bundled.trajectory("ethane", 1, "::20"),
        Bundled.trajectory("heptane", 1, "::10"),
        "--preset",
        "fast",
        "--quiet",
        "--out",
        model.toString());
  }

  private static double number(List<String> lines, Pattern pattern, int group) {
    return lines.stream()
        .map(pattern::matcher)
        .filter(Matcher::matches)
        .mapToDouble(found -> Double.parseDouble(found.group(group)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + pattern + " in " + lines));
  }

  /** Runs the example, and gives the atoms after the last step with what LAMMPS had for them. */
  private Frame fiftySteps(String start) throws Exception {
    Path last = folder.resolve("last.xyz");
    List<String> lines;
    try (PythonScript script =
        PythonScript.start(
            folder, RUN_IT, SCRIPT.toString(), model.toString(), start, "50", last.toString())) {
      lines = script.lines();
    }
    assertThat(number(lines, DIFFERENCE, 1)).isLessThan(1e-10);
    // The kinetic energy alone changes by 10 meV an atom and more.
    assertThat(number(lines, DRIFT, 2)).isLessThan(0.6);
    assertThat(lines).anyMatch(line -> line.strip().startsWith("50 "));
    try (Stream<Frame> frames = TrajectoryPath.parse(last.toString()).frames()) {
      return frames.findFirst().orElseThrow();
    }
  }

  private static void sameAsTheModel(Frame last) {
    double energy = EnergyKey.byDefault().of(last).orElseThrow();
    double[] forces = last.vectors("forces");
    double largest = 0;
    ForceEvaluation expected;
    try (WorkerPool pool = new WorkerPool(1)) {
      expected = new ModelForces(ModelFile.open(model), pool).evaluate(last.structure());
    }
    // ASE writes positions and forces with eight decimals.
    assertThat(energy).isCloseTo(expected.energy().getAsDouble(), within(1e-6));
    for (int i = 0; i < forces.length; i++) {
      assertThat(forces[i]).isCloseTo(expected.forces()[i], within(1e-5));
      largest = Math.max(largest, Math.abs(forces[i]));
    }
    assertThat(largest).as("forces that say something").isGreaterThan(0.1);
    Optional<double[]> stress = StressKeys.byDefault().of(last);
    assertThat(stress.isPresent()).isEqualTo(last.structure().cell().isPresent());
    if (stress.isPresent()) {
      double[] right =
          StressComponents.ofVirial(
              expected.virial().orElseThrow(), last.structure().cell().orElseThrow());
      for (int k = 0; k < right.length; k++) {
        assertThat(stress.get()[k]).isCloseTo(right[k], within(1e-6));
      }
    }
  }

  @Test
  void aMoleculeMovesByTheForcesOfTheModel() throws Exception {
    // Long enough that LAMMPS sorts its atoms: it does so by bins of 2.5 Å.
    sameAsTheModel(
        fiftySteps(Path.of(Bundled.trajectory("heptane", 3, "0")).toAbsolutePath().toString()));
  }

  @Test
  void soDoesACrystalWhoseCellLammpsTurns() throws Exception {
    double[] vectors = {4.8, 0.3, -0.2, 0.9, 5.2, 0.4, -0.7, 0.6, 5.6};
    Path start =
        DriveModels.ethane(
            folder.resolve("start.xyz"), Optional.of(Cell.of(vectors, true, true, true)));
    Frame last = fiftySteps(start.toString());
    assertThat(last.structure().cell().orElseThrow().vectors())
        .containsExactly(vectors, within(1e-9));
    sameAsTheModel(last);
  }

  @Test
  void aModelWithoutEnergyIsRefused() throws Exception {
    Path start = DriveModels.ethane(folder.resolve("start.xyz"), Optional.empty());
    Path forcesOnly = DriveModels.withoutEnergy(folder);
    String expectsAnError =
        """
        import subprocess, sys
        run = subprocess.run([sys.executable, *sys.argv[1:]], stderr=subprocess.PIPE, text=True)
        print(run.stderr.strip())
        sys.exit(run.returncode != 1)
        """;
    try (PythonScript script =
        PythonScript.start(
            folder,
            expectsAnError,
            SCRIPT.toString(),
            forcesOnly.toString(),
            start.toString(),
            "1")) {
      assertThat(script.lines())
          .containsExactly(forcesOnly + " has no energy, expected an equivariant model.");
    }
  }
}
