package vane.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.LabelledStructure;
import vane.structure.Structure;

/** What a file says of the force on an atom that a constraint holds is no force to learn. */
class HeldAtomsTest {
  /** A hydrogen atom. */
  private static final int HELD = 2;

  @ParameterizedTest
  @EnumSource(OaMlmPreset.class)
  void theyTeachTheOaMlmNothing(OaMlmPreset preset) {
    double[] zeroed = predictions(preset, examples(0));
    assertThat(predictions(preset, examples(7))).containsExactly(zeroed);
    assertThat(predictions(preset, free(examples(7)))).isNotEqualTo(zeroed);
  }

  /** Molecules one atom of which is held, and has this as each component of its force. */
  private static List<LabelledStructure> examples(double component) {
    BitSet held = new BitSet();
    held.set(HELD);
    return TinyModels.molecules(80, 1).stream()
        .map(
            structure -> {
              double[] forces = TinyModels.forces(structure);
              Arrays.fill(forces, 3 * HELD, 3 * HELD + 3, component);
              return new LabelledStructure(structure, forces, 0).withHeld(held);
            })
        .toList();
  }

  private static List<LabelledStructure> free(List<LabelledStructure> examples) {
    return examples.stream().map(example -> example.withHeld(new BitSet())).toList();
  }

  private static double[] predictions(OaMlmPreset preset, List<LabelledStructure> examples) {
    OaMlmForceSettings settings = preset.settings(0).withSample(20, 40);
    List<Structure> test = TinyModels.molecules(3, 2);
    try (WorkerPool pool = new WorkerPool(1)) {
      ForceModel model =
          settings.trainer(pool, ProgressListener.SILENT).fit(TrainingData.of(examples));
      return model.predict(test, pool, ProgressListener.SILENT).stream()
          .flatMapToDouble(each -> Arrays.stream(each.directions()))
          .toArray();
    }
  }
}
