package vane.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vane.InputException;
import vane.alignment.PermutationRule;
import vane.alignment.RotationGroup;
import vane.evaluation.AngleErrors;
import vane.io.safetensors.SafetensorsFile;
import vane.io.safetensors.SafetensorsWriter;
import vane.mlm.ProjectionReading;
import vane.model.file.ModelFile;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.structure.Structure;

class WholeForceModelTest {
  private static final OaMlmForceModel MODEL = TinyModels.trainForces(40, 400, 2);

  @TempDir private Path folder;

  @Test
  void learnsTheForcesOfSprings() {
    AngleErrors errors = new AngleErrors();
    List<Structure> test = TinyModels.molecules(20, 2);
    List<ForcePrediction> predictions = predict(MODEL, test, 2);
    double squares = 0;
    double all = 0;
    int within = 0;
    for (int s = 0; s < test.size(); s++) {
      double[] truth = TinyModels.forces(test.get(s));
      double[] forces = predictions.get(s).forces().orElseThrow();
      double[] uncertainties = predictions.get(s).uncertainties().orElseThrow();
      for (int i = 0; i < truth.length; i++) {
        double error = Math.abs(forces[i] - truth[i]);
        squares += error * error;
        all += truth[i] * truth[i];
        within += error <= uncertainties[i / 3] ? 1 : 0;
      }
      for (int i = 0; i < truth.length; i += 3) {
        errors.add(forces[i], forces[i + 1], forces[i + 2], truth[i], truth[i + 1], truth[i + 2]);
      }
    }
    assertThat(errors.weightedMeanDegrees().orElseThrow()).isLessThan(15);
    assertThat(squares / all).isLessThan(0.05);
    assertThat(within / 300.0).isBetween(0.5, 0.9);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void forcesTurnWithTheMolecule(boolean reflect) {
    List<Structure> straight = TinyModels.molecules(10, 3);
    double[] turn = {0.36, 0.48, -0.8, -0.8, 0.6, 0, 0.48, 0.64, 0.6};
    for (int i = 0; i < 9; i++) {
      turn[i] *= reflect ? -1 : 1;
    }
    List<Structure> turned = new ArrayList<>();
    for (Structure structure : straight) {
      double[] positions = times(structure.positions(), turn);
      for (int i = 0; i < positions.length; i++) {
        positions[i] += 3 - i % 3;
      }
      turned.add(Structure.of(structure.elements(), positions));
    }
    List<ForcePrediction> before = predict(MODEL, straight, 1);
    List<ForcePrediction> after = predict(MODEL, turned, 1);
    for (int s = 0; s < straight.size(); s++) {
      assertThat(after.get(s).forces().orElseThrow())
          .containsExactly(times(before.get(s).forces().orElseThrow(), turn), within(1e-8));
      assertThat(after.get(s).uncertainties().orElseThrow())
          .containsExactly(before.get(s).uncertainties().orElseThrow(), within(1e-8));
    }
  }

  @Test
  void theNumberOfThreadsDoesNotShow() {
    List<Structure> test = TinyModels.molecules(20, 5);
    OaMlmForceModel one = TinyModels.trainForces(40, 400, 1);
    List<ForcePrediction> expected = predict(MODEL, test, 2);
    List<ForcePrediction> found = predict(one, test, 1);
    for (int s = 0; s < test.size(); s++) {
      assertThat(found.get(s).forces().orElseThrow())
          .containsExactly(expected.get(s).forces().orElseThrow());
    }
  }

  @Test
  void aNeighbourhoodUnlikeAnyIsFlaggedAndItsForceBounded() {
    Structure usual = TinyModels.molecules(1, 6).get(0);
    double[] positions = usual.positions();
    for (int axis = 0; axis < 3; axis++) {
      // Two hydrogen atoms almost on top of each other.
      positions[6 + axis] = positions[3 + axis] + 0.1;
    }
    Structure odd = Structure.of(usual.elements(), positions);
    ForcePrediction prediction = predict(MODEL, List.of(odd), 1).get(0);
    assertThat(prediction.status(1)).isEqualTo(AtomStatus.EXTRAPOLATING);
    double[] forces = prediction.forces().orElseThrow();
    double longest = reading(MODEL, Element.of(1)).range().length();
    for (int a = 1; a < 5; a++) {
      double norm = Math.hypot(Math.hypot(forces[3 * a], forces[3 * a + 1]), forces[3 * a + 2]);
      assertThat(norm).isLessThanOrEqualTo(longest * (1 + 1e-12));
    }
  }

  @Test
  void anAtomAloneHasNoForce() {
    Structure alone = Structure.of(List.of(Element.of(6)), new double[3]);
    ForcePrediction prediction = predict(MODEL, List.of(alone), 1).get(0);
    assertThat(prediction.status(0)).isEqualTo(AtomStatus.NONE);
    assertThat(prediction.forces().orElseThrow()).containsExactly(0, 0, 0);
    assertThat(prediction.uncertainties().orElseThrow()[0]).isPositive().isFinite();
  }

  @Test
  void oneMoleculeIsEnoughToTrainOn() {
    OaMlmForceModel model = TinyModels.trainForces(1000, 1, 1);
    assertThat(model.models().get(Element.of(6)).mlm().report().references()).isEqualTo(1);
    assertThat(model.models().get(Element.of(1)).mlm().report().references()).isEqualTo(4);
    double[] forces = predict(model, TinyModels.molecules(1, 2), 1).get(0).forces().orElseThrow();
    for (double component : forces) {
      assertThat(component).isFinite();
    }
  }

  @Test
  void anElementWithoutForcesIsAnError() {
    Structure alone = Structure.of(List.of(Element.of(6)), new double[3]);
    TrainingData data =
        TrainingData.of(List.of(new LabelledStructure(alone, new double[] {1, 0, 0}, 0)));
    try (WorkerPool pool = new WorkerPool(1)) {
      ForceModelTrainer trainer =
          OaMlmPreset.ACCURATE.settings(0).withSample(1, 1).trainer(pool, ProgressListener.SILENT);
      assertThatExceptionOfType(ElementTrainingException.class)
          .isThrownBy(() -> trainer.fit(data))
          .satisfies(e -> assertThat(e.symbol()).isEqualTo("C"));
    }
  }

  @Test
  void aModelPredictsTheSameAfterARoundTrip() {
    Path file = folder.resolve("model.vane");
    ModelFile.save(MODEL, file);
    OaMlmForceModel read = (OaMlmForceModel) ModelFile.open(file);
    assertThat(SafetensorsFile.openVerified(file).metadata())
        .containsEntry("format_version", "2")
        .containsEntry("method", "oa-mlm");
    assertThat(read.elements()).isEqualTo(MODEL.elements());
    assertThat(read.provenance()).isEqualTo(MODEL.provenance());
    assertThat(read.descriptor()).isEqualTo(MODEL.descriptor());
    MODEL
        .models()
        .forEach(
            (element, part) -> {
              OaMlmForceModel.ElementModel again = read.models().get(element);
              assertThat(again.mlm().report()).isEqualTo(part.mlm().report());
              assertThat(again.mlm().reading()).isEqualTo(part.mlm().reading());
            });
    List<Structure> test = TinyModels.molecules(5, 9);
    List<ForcePrediction> before = predict(MODEL, test, 1);
    List<ForcePrediction> after = predict(read, test, 1);
    for (int s = 0; s < test.size(); s++) {
      assertThat(after.get(s).forces().orElseThrow())
          .containsExactly(before.get(s).forces().orElseThrow());
      assertThat(after.get(s).uncertainties().orElseThrow())
          .containsExactly(before.get(s).uncertainties().orElseThrow());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "C.projection_weights",
        "C.reference_vectors",
        "C.reference_points",
        "C.reference_descriptions",
        "C.scaler_range"
      })
  void aTensorOfAnotherShapeIsRefused(String name) {
    Path whole = folder.resolve("whole.vane");
    ModelFile.save(MODEL, whole);
    Path changed = folder.resolve("changed.vane");
    copy(SafetensorsFile.openVerified(whole), changed, name, "\n", "");
    assertThatExceptionOfType(InputException.class)
        .isThrownBy(() -> ModelFile.open(changed))
        .satisfies(e -> assertThat(e.getMessage()).contains("changed.vane").doesNotContain("\n"));
  }

  @Test
  void settingsThatCannotBeAreRefused() {
    Path file = folder.resolve("whole.vane");
    ModelFile.save(MODEL, file);
    SafetensorsFile whole = SafetensorsFile.openVerified(file);
    for (String[] change :
        new String[][] {
          {"\"length_share\":", "\"length_share\":7,\"was\":"},
          {"\"sigma2\":", "\"sigma2\":\"x\",\"was\":"},
          {"\"scale\":", "\"scale\":-1,\"was\":"},
          {"\"goodness\":", "\"other\":"}
        }) {
      Path changed = folder.resolve("changed.vane");
      copy(whole, changed, "", change[0], change[1]);
      assertThatExceptionOfType(InputException.class)
          .as(change[1])
          .isThrownBy(() -> ModelFile.open(changed))
          .satisfies(e -> assertThat(e.getMessage()).contains("changed.vane").doesNotContain("\n"));
    }
  }

  @Test
  void bothKindsOfModelAreReadBack() {
    Path file = folder.resolve("cosines.vane");
    ModelFile.save(TinyModels.train(8, PermutationRule.ALL, RotationGroup.ORTHOGONAL), file);
    OaMlmForceModel read = (OaMlmForceModel) ModelFile.open(file);
    assertThat(read.givesDirectionsAlone()).isTrue();
    assertThat(MODEL.givesDirectionsAlone()).isFalse();
  }

  /** Copies a file; one tensor loses its last row, and a text changes in all metadata. */
  private static void copy(
      SafetensorsFile whole, Path file, String less, String found, String replacement) {
    SafetensorsWriter writer = new SafetensorsWriter();
    whole
        .metadata()
        .forEach(
            (key, value) -> {
              if (!key.equals("vane_header_sha256")) {
                writer.metadata(key, value.replace(found, replacement));
              }
            });
    whole
        .tensors()
        .forEach(
            (name, info) -> {
              long[] shape = info.shape().stream().mapToLong(Long::longValue).toArray();
              shape[0] -= name.equals(less) ? 1 : 0;
              writer.add(
                  name,
                  info.type(),
                  (first, rows, destination) -> whole.readRows(name, first, rows, destination, 0),
                  shape);
            });
    writer.write(file);
  }

  private static ProjectionReading reading(OaMlmForceModel model, Element element) {
    return (ProjectionReading) model.models().get(element).mlm().reading();
  }

  private static List<ForcePrediction> predict(
      ForceModel model, List<Structure> structures, int threads) {
    try (WorkerPool pool = new WorkerPool(threads)) {
      return model.predict(structures, pool, ProgressListener.SILENT);
    }
  }

  private static double[] times(double[] rows, double[] matrix) {
    double[] result = new double[rows.length];
    for (int i = 0; i < rows.length; i += 3) {
      for (int c = 0; c < 3; c++) {
        result[i + c] =
            rows[i] * matrix[c] + rows[i + 1] * matrix[3 + c] + rows[i + 2] * matrix[6 + c];
      }
    }
    return result;
  }
}
