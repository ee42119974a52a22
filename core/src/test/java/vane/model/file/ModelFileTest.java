package vane.model.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vane.InputException;
import vane.alignment.PermutationRule;
import vane.alignment.RotationGroup;
import vane.direction.DirectionSolver;
import vane.direction.SequentialQuadratic;
import vane.io.safetensors.SafetensorsFile;
import vane.io.safetensors.SafetensorsWriter;
import vane.io.xyz.ForceColumn;
import vane.io.xyz.Frame;
import vane.io.xyz.TrajectoryPath;
import vane.linalg.FactoredMatrix;
import vane.linalg.TestMatrices;
import vane.mlm.CosineReading;
import vane.mlm.OaMlm;
import vane.mlm.reference.ReferenceMap;
import vane.model.ForceModel;
import vane.model.ForcePrediction;
import vane.model.OaMlmForceModel;
import vane.model.TinyModels;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Element;
import vane.structure.Structure;

class ModelFileTest {
  private static final OaMlmForceModel MODEL =
      TinyModels.train(20, PermutationRule.ALL, RotationGroup.ORTHOGONAL);

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(PermutationRule.class)
  void aModelPredictsTheSameAfterARoundTrip(PermutationRule permutations) {
    OaMlmForceModel model = TinyModels.train(20, permutations, RotationGroup.PROPER);
    Path file = folder.resolve("model.vane");
    ModelFile.save(model, file);
    ForceModel read = ModelFile.open(file);

    assertThat(read.elements()).isEqualTo(model.elements());
    assertThat(read.method()).isEqualTo("oa-mlm");
    assertThat(read.provenance()).isEqualTo(model.provenance());
    assertThat(((OaMlmForceModel) read).descriptor()).isEqualTo(model.descriptor());
    model
        .models()
        .forEach(
            (element, part) -> {
              OaMlmForceModel.ElementModel again = ((OaMlmForceModel) read).models().get(element);
              assertThat(again.mlm().report()).isEqualTo(part.mlm().report());
              assertThat(again.mlm().map().fitSettings()).isEqualTo(part.mlm().map().fitSettings());
              assertThat(again.mlm().reading()).isEqualTo(part.mlm().reading());
            });
    List<Structure> test = TinyModels.molecules(5, 9);
    try (WorkerPool pool = new WorkerPool(1)) {
      List<ForcePrediction> before = model.predict(test, pool, ProgressListener.SILENT);
      List<ForcePrediction> after = read.predict(test, pool, ProgressListener.SILENT);
      for (int s = 0; s < test.size(); s++) {
        assertThat(after.get(s).directions()).containsExactly(before.get(s).directions());
      }
    }
  }

  /** Weights kept as a product are written as two tensors, and come back as they were. */
  @Test
  void weightsOfFewDirectionsComeBackAsTheyWere() {
    SortedMap<Element, OaMlmForceModel.ElementModel> models = new TreeMap<>();
    MODEL
        .models()
        .forEach(
            (element, part) ->
                models.put(element, withTwoDirections(part, element.atomicNumber())));
    OaMlmForceModel model = new OaMlmForceModel(MODEL.descriptor(), models, MODEL.provenance());
    Path file = folder.resolve("product.vane");
    ModelFile.save(model, file);
    assertThat(SafetensorsFile.openVerified(file).tensors().get("C.weight_directions").shape())
        .containsExactly(20L, 2L);
    List<Structure> test = TinyModels.molecules(5, 9);
    try (WorkerPool pool = new WorkerPool(1)) {
      List<ForcePrediction> before = model.predict(test, pool, ProgressListener.SILENT);
      List<ForcePrediction> after =
          ModelFile.open(file).predict(test, pool, ProgressListener.SILENT);
      for (int s = 0; s < test.size(); s++) {
        assertThat(after.get(s).directions()).containsExactly(before.get(s).directions());
        assertThat(after.get(s).directions())
            .isNotEqualTo(MODEL.predict(test, pool, ProgressListener.SILENT).get(s).directions());
      }
    }
  }

  private static OaMlmForceModel.ElementModel withTwoDirections(
      OaMlmForceModel.ElementModel part, int seed) {
    ReferenceMap map = part.mlm().map();
    int k = map.references().size();
    FactoredMatrix weights =
        FactoredMatrix.product(
            TestMatrices.random(k, 2, seed), TestMatrices.random(2, map.outputs(), seed + 1));
    return new OaMlmForceModel.ElementModel(
        part.scaler(),
        new OaMlm(
            ReferenceMap.of(
                map.references(), map.fitSettings(), map.inputs(), weights, map.intercepts()),
            part.mlm().reading(),
            part.mlm().report()));
  }

  @Test
  void modelsOfTheFirstVersionStillPredictTheSame() throws IOException {
    Path file = Path.of("src/test/resources/golden/model/version-1.vane");
    double[] expected =
        Files.readAllLines(file.resolveSibling("version-1-directions.txt")).stream()
            .mapToDouble(Double::parseDouble)
            .toArray();
    try (WorkerPool pool = new WorkerPool(1)) {
      List<ForcePrediction> predictions =
          ModelFile.open(file).predict(TinyModels.molecules(3, 77), pool, ProgressListener.SILENT);
      for (int s = 0; s < 3; s++) {
        assertThat(predictions.get(s).directions())
            .containsExactly(Arrays.copyOfRange(expected, 15 * s, 15 * s + 15), within(1e-9));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"version-1-huber", "version-2-projections", "version-2-equivariant"})
  void modelsOfEveryKindAndVersionStillPredictTheSame(String name) {
    Path golden = Path.of("src/test/resources/golden/model");
    ForceModel model = ModelFile.open(golden.resolve(name + ".vane"));
    List<Frame> frames;
    try (Stream<Frame> read =
        TrajectoryPath.parse(golden.resolve(name + "-predicted.xyz").toString()).frames()) {
      frames = read.toList();
    }
    assertThat(frames).hasSize(3);
    try (WorkerPool pool = new WorkerPool(1)) {
      List<ForcePrediction> predictions =
          model.predict(
              frames.stream().map(Frame::structure).toList(), pool, ProgressListener.SILENT);
      for (int f = 0; f < 3; f++) {
        ForcePrediction prediction = predictions.get(f);
        assertThat(prediction.directions())
            .containsExactly(column(frames.get(f), "vane_direction"), within(1e-9));
        if (prediction.forces().isPresent()) {
          assertThat(prediction.forces().get())
              .containsExactly(column(frames.get(f), "vane_forces"), within(1e-9));
        }
        assertThat(prediction.forces().isPresent())
            .isEqualTo(frames.get(f).column("vane_forces").isPresent());
      }
    }
  }

  private static double[] column(Frame frame, String name) {
    return ForceColumn.named(name).of(frame);
  }

  /** In a file {@code sqp} is the search on the sphere: the only one that there was. */
  @Test
  void sqpInAFileOfBeforeIsTheSearchOnTheSphere() {
    Path file = folder.resolve("sphere.vane");
    ModelFile.save(MODEL.with(SequentialQuadratic.SPHERE), file);
    assertThat(solverText(file)).contains("\"solver\":\"sqp\"");
    assertThat(solverOf(file)).isEqualTo("sqp-sphere");
    assertThat(ModelFile.open(file).report().toString()).contains("solver sqp-sphere");
  }

  /** An older Vane has no solver of this label and says so in one line. */
  @Test
  void theUnconstrainedSearchHasALabelThatOldVersionsRefuse() {
    Path file = folder.resolve("free.vane");
    ModelFile.save(MODEL.with(SequentialQuadratic.PAPER), file);
    assertThat(solverText(file)).contains("\"solver\":\"sqp-r3\"");
    assertThat(solverOf(file)).isEqualTo("sqp");
    assertThat(DirectionSolver.names()).doesNotContain("sqp-r3");
  }

  @Test
  void theOtherSolversHaveTheirOwnNamesInFiles() {
    for (String name : List.of("sqp-hipparchus", "global", "closed-form")) {
      Path file = folder.resolve(name + ".vane");
      ModelFile.save(MODEL.with(DirectionSolver.parse(name)), file);
      assertThat(solverText(file)).contains("\"solver\":\"" + name + "\"");
      assertThat(solverOf(file)).isEqualTo(name);
    }
  }

  private static String solverText(Path file) {
    return SafetensorsFile.openVerified(file).metadata().get("settings.C");
  }

  private static String solverOf(Path file) {
    return ((OaMlmForceModel) ModelFile.open(file))
        .models().values().stream()
            .map(part -> ((CosineReading) part.mlm().reading()).solver().name())
            .distinct()
            .collect(Collectors.joining(","));
  }

  @Test
  void theSameModelGivesTheSameBytes() throws IOException {
    Path first = folder.resolve("first.vane");
    Path second = folder.resolve("second.vane");
    ModelFile.save(MODEL, first);
    ModelFile.save(TinyModels.train(20, PermutationRule.ALL, RotationGroup.ORTHOGONAL), second);
    assertThat(Files.mismatch(first, second)).isEqualTo(-1);
  }

  @Test
  void aCutFileIsRefused() throws IOException {
    byte[] bytes = saved();
    for (int length : new int[] {0, 1, 7, 8, 100, bytes.length / 2, bytes.length - 1}) {
      assertRefused(Arrays.copyOf(bytes, length));
    }
    assertRefused(Arrays.copyOf(bytes, bytes.length + 1));
  }

  @Test
  void anyChangedByteOfTheHeaderIsRefused() throws IOException {
    byte[] bytes = saved();
    int header = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    for (int i = 0; i < 8 + header; i += 7) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;
      assertRefused(changed);
    }
  }

  @Test
  void aNumberThatIsNotFiniteIsRefused() throws IOException {
    byte[] bytes = saved();
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int data = 8 + (int) buffer.getLong(0);
    int refused = 0;
    // The kinds of points at the end are whole numbers and hold no NaN.
    for (int at = data; at < bytes.length - 20 * 4 * 4 * 2 - 8; at += 8 * 997) {
      double kept = buffer.getDouble(at);
      buffer.putDouble(at, Double.NaN);
      assertRefused(bytes);
      buffer.putDouble(at, kept);
      refused++;
    }
    assertThat(refused).isGreaterThan(5);
  }

  @Test
  void aFileOfALaterVersionSaysSo() {
    Path file = folder.resolve("later.vane");
    new SafetensorsWriter()
        .metadata("format", "vane-model")
        .metadata("format_version", "4")
        .write(file);
    assertThatExceptionOfType(ModelFormatException.class)
        .isThrownBy(() -> ModelFile.open(file))
        .withMessageContaining("later.vane")
        .withMessageContaining("format version 4")
        .satisfies(e -> assertThat(e.file()).isEqualTo(file));
  }

  @Test
  void anotherSafetensorsFileIsNoModel() {
    Path file = folder.resolve("other.safetensors");
    new SafetensorsWriter().add("a", new double[] {1, 2}, 2).write(file);
    assertThatExceptionOfType(ModelFormatException.class)
        .isThrownBy(() -> ModelFile.open(file))
        .withMessageContaining("vane-model");
  }

  private byte[] saved() throws IOException {
    Path file = folder.resolve("whole.vane");
    ModelFile.save(MODEL, file);
    return Files.readAllBytes(file);
  }

  private void assertRefused(byte[] bytes) throws IOException {
    Path file = folder.resolve("broken.vane");
    Files.write(file, bytes);
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> ModelFile.open(file))
        .satisfies(e -> assertThat(e.getMessage()).contains("broken.vane").doesNotContain("\n"));
  }
}
