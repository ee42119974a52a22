package vane.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vane.InputException;
import vane.equivariant.EquivariantPreset;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Cell;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.structure.Structure;

/** Frames that teach nothing are refused in words that are true of them. */
class NothingToLearnTest {
  private static final List<Element> ONE = List.of(Element.of(29));
  private static final double[] ORIGIN = new double[3];

  private static Structure copper(double latticeAngstrom) {
    double a = latticeAngstrom;
    return Structure.of(
        ONE, ORIGIN, Cell.of(new double[] {a, 0, 0, 0, a, 0, 0, 0, a}, true, true, true));
  }

  private static Arguments refused(Structure frame, int frames, String words) {
    return Arguments.of(frame, frames, words);
  }

  static List<Arguments> frames() {
    String images = "found frames of one atom whose neighbours are its own images, where symmetry";
    return List.of(
        refused(copper(2.5), 1, images),
        refused(copper(2.5), 40, images),
        refused(copper(30), 40, "found no atom with a neighbour within "),
        refused(Structure.of(ONE, ORIGIN), 40, "found no atom with a neighbour within "));
  }

  @ParameterizedTest
  @MethodSource("frames")
  void saysWhyThereIsNothingToLearn(Structure frame, int frames, String words) {
    TrainingData data =
        TrainingData.of(
            Collections.nCopies(frames, new LabelledStructure(frame, new double[3], 0)));
    EquivariantForceSettings usual = EquivariantForceSettings.of(EquivariantPreset.FAST);
    EquivariantForceSettings given =
        new EquivariantForceSettings(
            usual.preset(),
            OptionalDouble.of(4),
            usual.degrees(),
            usual.angularWeight(),
            usual.largestL(),
            usual.ridge(),
            usual.trainingEnvironments(),
            usual.networks(),
            0);
    try (WorkerPool pool = new WorkerPool(1)) {
      for (EquivariantForceSettings settings : List.of(usual, given)) {
        assertThatThrownBy(() -> settings.trainer(pool, ProgressListener.SILENT).fit(data))
            .isInstanceOf(InputException.class)
            .hasMessageContaining(words);
      }
    }
  }
}
