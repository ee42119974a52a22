package vane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vane.equivariant.EquivariantPotential;
import vane.equivariant.EquivariantPreset;
import vane.equivariant.EquivariantSettings;
import vane.equivariant.EquivariantTrainer;
import vane.equivariant.PotentialEvaluation;
import vane.io.xyz.ForceColumn;
import vane.io.xyz.Frame;
import vane.io.xyz.TrajectoryPath;
import vane.mlm.DirectionPredictions;
import vane.mlm.Environments;
import vane.mlm.OaMlm;
import vane.mlm.OaMlmSettings;
import vane.mlm.OaMlmTrainer;
import vane.model.ForceModel;
import vane.model.ForcePrediction;
import vane.model.ModelFile;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.LabelledStructure;
import vane.structure.Structure;

/** What the README shows works as it stands there. */
class ReadmeTest {
  private static final Path README = Path.of("..", "README.md");
  private static final Path THIS = Path.of("src/test/java/vane/cli/ReadmeTest.java");

  @TempDir Path folder;

  /** README: a model file, a trajectory, and the directions. */
  private static double[] directions(Path alkanes, String run) {
    ForceModel model = ModelFile.open(alkanes);
    try (WorkerPool pool = new WorkerPool(2);
        Stream<Frame> frames = TrajectoryPath.parse(run).frames()) {
      List<Structure> structures = frames.map(Frame::structure).toList();
      List<ForcePrediction> predictions = model.predict(structures, pool, ProgressListener.SILENT);
      double[] directions = predictions.get(0).directions(); // [nAtoms × 3], unit vectors
      Optional<double[]> forces = predictions.get(0).forces(); // [nAtoms × 3] in eV/Å
      assertThat(forces).isEmpty();
      return directions;
    }
  }

  /** README: a potential from a trajectory. */
  private static double[] learnt(String run) {
    List<LabelledStructure> training = new ArrayList<>();
    try (Stream<Frame> frames = TrajectoryPath.parse(run).frames()) {
      frames.forEach(
          frame ->
              training.add(
                  new LabelledStructure(frame.structure(), ForceColumn.byDefault().of(frame), 0)));
    }
    EquivariantSettings settings =
        new EquivariantSettings(EquivariantPreset.FAST.basis(2), 0, OptionalDouble.empty());
    try (WorkerPool pool = new WorkerPool(2)) {
      EquivariantPotential potential =
          new EquivariantTrainer(settings, pool, ProgressListener.SILENT).fit(training);
      List<Structure> structures = List.of(training.get(0).structure());
      PotentialEvaluation atoms =
          potential.evaluate(structures, pool, ProgressListener.SILENT).get(0);
      double energy = atoms.energy(); // in eV; its zero is arbitrary
      double[] forces = atoms.forces(); // [nAtoms × 3] in eV/Å, the energy's negative gradient
      double[] uncertainties = atoms.uncertainties(); // [nAtoms] in eV/Å, of a component
      assertThat(energy).isFinite();
      assertThat(uncertainties).hasSize(forces.length / 3);
      return forces;
    }
  }

  /** README: the method alone. */
  private static DirectionPredictions predict(
      Environments environments, Environments others, WorkerPool pool) {
    OaMlm mlm =
        new OaMlmTrainer(OaMlmSettings.paper(500), pool, ProgressListener.SILENT).fit(environments);
    DirectionPredictions directions = mlm.predict(others, pool, ProgressListener.SILENT);
    return directions;
  }

  @Test
  void theExampleOfAModelFileWorks() {
    Path model = Bundled.smallModel(folder, "alkanes.vane");
    assertThat(directions(model, Bundled.trajectory("ethane", 3, ":10"))).hasSize(24);
  }

  @Test
  void theExampleOfAPotentialWorks() {
    assertThat(learnt(Bundled.trajectory("propane", 1, "::50"))).hasSize(33);
  }

  @Test
  void theExampleOfTheMethodAloneWorks() {
    int count = 520;
    SplittableRandom random = new SplittableRandom(1);
    double[] x = random.doubles(count * 2L).toArray();
    double[] y = random.doubles(count * 3L, -1, 1).toArray();
    double[] v = new double[count * 3];
    int[] kinds = new int[count];
    for (int i = 0; i < count; i++) {
      kinds[i] = 1;
      v[3 * i] = 1;
    }
    Environments environments = Environments.of(2, 1, x, y, kinds, v);
    try (WorkerPool pool = new WorkerPool(2)) {
      Environments few = environments.select(new int[] {3, 5});
      assertThat(predict(environments, few, pool).size()).isEqualTo(2);
    }
  }

  @Test
  void theCodeOfTheReadmeIsTheCodeTestedHere() throws IOException {
    String tested = Files.readString(THIS);
    List<String> blocks =
        Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(README))
            .results()
            .map(block -> block.group(1))
            .toList();
    assertThat(blocks).hasSize(3);
    for (String block : blocks) {
      String here =
          block
              .replace("Path.of(\"alkanes.vane\")", "alkanes")
              .replace("\"run.xyz.gz@:10\"", "run")
              .replace("\"data/alkanes/propane-run1.xyz.gz\"", "run");
      // The last line closes what the test closes after giving its result.
      assertThat(squeezed(tested)).contains(squeezed(here).replaceFirst("}$", ""));
    }
  }

  private static String squeezed(String code) {
    return code.replaceAll("\\s+", "");
  }

  @Test
  void theCommandsOfTheReadmeExist() throws IOException {
    List<String> shown =
        Pattern.compile("(?m)^\\| `([a-z]+)` \\|")
            .matcher(Files.readString(README))
            .results()
            .map((MatchResult command) -> command.group(1))
            .toList();
    assertThat(shown)
        .containsExactlyInAnyOrderElementsOf(Main.commandLine().getSubcommands().keySet());
  }
}
