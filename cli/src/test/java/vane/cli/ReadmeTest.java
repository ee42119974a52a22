package vane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vane.Version;
import vane.equivariant.EquivariantPreset;
import vane.io.xyz.ForceColumn;
import vane.io.xyz.Frame;
import vane.io.xyz.TrajectoryPath;
import vane.mlm.CosineSettings;
import vane.mlm.CosineTrainer;
import vane.mlm.OaMlm;
import vane.mlm.Predictions;
import vane.mlm.reference.Environments;
import vane.model.EnergyAndForces;
import vane.model.EquivariantForceSettings;
import vane.model.ForceModel;
import vane.model.ForceModelSettings;
import vane.model.ForcePrediction;
import vane.model.Potential;
import vane.model.TrainingData;
import vane.model.file.ModelFile;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Element;
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

  /** README: a model from a trajectory. */
  private static ForceModel learnt(String run, Path file) {
    TrainingData data =
        TrainingData.read(List.of(TrajectoryPath.parse(run)), ForceColumn.byDefault());
    ForceModelSettings settings = EquivariantForceSettings.of(EquivariantPreset.FAST);
    try (WorkerPool pool = new WorkerPool(2)) {
      ForceModel model = settings.trainer(pool, ProgressListener.SILENT).fit(data);
      model.report().training().forEach(System.out::println); // what train prints
      ModelFile.save(model, file);
      return model;
    }
  }

  /** README: energy, forces and virial. */
  private static double energy(Path file, List<Structure> structures) {
    Potential potential = ModelFile.open(file).potential().orElseThrow();
    try (WorkerPool pool = new WorkerPool(2)) {
      EnergyAndForces found = potential.evaluate(structures, pool, ProgressListener.SILENT).get(0);
      double energy = found.energy(); // in eV; its zero is arbitrary if learnt from forces alone
      double[] forces = found.forces(); // [nAtoms × 3] in eV/Å, its exact negative gradient
      double[] virial = found.virial(); // [3 × 3] in eV
      assertThat(virial).hasSize(9);
      assertThat(forces).hasSize(3 * structures.get(0).size());
      return energy;
    }
  }

  /** README: the method alone. */
  private static Predictions predict(
      Environments environments, Environments others, WorkerPool pool) {
    OaMlm mlm =
        new CosineTrainer(CosineSettings.paper(500), pool, ProgressListener.SILENT)
            .fit(environments);
    Predictions predictions = mlm.predict(others, pool, ProgressListener.SILENT);
    double[] directions = predictions.directions(); // [N × 3], unit vectors
    assertThat(directions).hasSize(3 * others.size());
    return predictions;
  }

  @Test
  void theExampleOfAModelFileWorks() {
    Path model = Bundled.smallModel(folder, "alkanes.vane");
    assertThat(directions(model, Bundled.trajectory("ethane", 3, ":10"))).hasSize(24);
  }

  @Test
  void theExampleOfAPotentialWorks() {
    Path file = folder.resolve("propane.vane");
    ForceModel model = learnt(Bundled.trajectory("propane", 1, "::50"), file);
    assertThat(ModelFile.open(file).elements()).isEqualTo(model.elements());
    Structure hydrogen =
        Structure.of(List.of(Element.of(1), Element.of(1)), new double[] {0, 0, 0, 0, 0, 1.9});
    assertThat(energy(file, List.of(hydrogen))).isFinite();
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
    List<String> blocks = javaBlocks();
    assertThat(blocks).hasSize(5);
    for (String block : blocks.subList(1, 5)) {
      String here =
          block
              .replace("Path.of(\"alkanes.vane\")", "alkanes")
              .replace("\"run.xyz.gz@:10\"", "run")
              .replace("\"data/alkanes/propane-run1.xyz.gz\"", "run")
              .replace("Path.of(\"propane.vane\")", "file");
      // The last line closes what the test closes after giving its result.
      assertThat(squeezed(tested)).contains(squeezed(here).replaceFirst("}$", ""));
    }
  }

  /** The imports, and what needs them. */
  private static List<String> javaBlocks() throws IOException {
    return Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL)
        .matcher(Files.readString(README))
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  @Test
  void theImportsOfTheReadmeAreAllThatItsCodeNeeds() throws IOException {
    List<String> blocks = javaBlocks();
    String environments = Environments.class.getName();
    List<String> given =
        List.of(
            "",
            "",
            "List<Structure> structures",
            "%s environments, %s others, WorkerPool pool".formatted(environments, environments));
    StringBuilder program = new StringBuilder(blocks.get(0)).append("class Program {\n");
    for (int i = 0; i < given.size(); i++) {
      program.append("void example%d(%s) {\n".formatted(i, given.get(i)));
      program.append(blocks.get(i + 1)).append("}\n");
    }
    Path source = folder.resolve("Program.java");
    Files.writeString(source, program.append("}\n"));
    StringWriter said = new StringWriter();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    boolean compiled =
        compiler
            .getTask(
                said,
                null,
                null,
                List.of("-proc:none", "-d", folder.toString()),
                null,
                compiler.getStandardFileManager(null, null, null).getJavaFileObjects(source))
            .call();
    assertThat(compiled).as(said.toString()).isTrue();
  }

  @Test
  void theVersionsInWhatLibraryUsersReadAreThoseOfThisBuild() throws IOException {
    String openblas = Loader.getVersion("org.bytedeco", "openblas");
    String javacpp = Loader.getVersion("org.bytedeco", "javacpp");
    String vane = Version.text();
    for (String file :
        List.of(
            "README.md",
            "docs/library.md",
            "examples/library/pom.xml",
            "examples/library/build.gradle")) {
      String text = Files.readString(Path.of("..", file));
      assertThat(text).as(file).contains(vane, openblas);
      assertThat(versions(text, "vane-core:([^\"`]+)")).as(file).isSubsetOf(vane);
      assertThat(versions(text, "openblas(?:-platform)?:([\\d.]+-[\\d.]+\\d)"))
          .as(file)
          .isSubsetOf(openblas);
      assertThat(versions(text, "javacpp:([\\d.]+\\d)")).as(file).isSubsetOf(javacpp);
    }
  }

  private static List<String> versions(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(version -> version.group(1))
        .distinct()
        .toList();
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
