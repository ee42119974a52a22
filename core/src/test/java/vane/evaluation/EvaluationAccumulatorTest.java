package vane.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vane.model.AtomStatus;
import vane.model.ForcePrediction;
import vane.model.MadeUpPredictions;
import vane.structure.Element;
import vane.structure.Structure;

class EvaluationAccumulatorTest {
  private static final Element H = Element.of(1);
  private static final Element C = Element.of(6);
  private static final Element O = Element.of(8);
  private static final Structure CHO =
      Structure.of(List.of(C, H, O), new double[] {0, 0, 0, 0, 0, 1, 1, 0, 0});

  /** Forces of the norms 2, 1 and 5 along x, y and z. */
  private static final double[] FORCES = {2, 0, 0, 0, 1, 0, 0, 0, 5};

  private final EvaluationAccumulator accumulator = new EvaluationAccumulator();

  /** Carbon right, hydrogen off by 90 degrees, oxygen unknown. */
  private static ForcePrediction prediction() {
    return MadeUpPredictions.directions(
        new double[] {1, 0, 0, 1, 0, 0, 0, 0, 0},
        AtomStatus.OK,
        AtomStatus.OK,
        AtomStatus.UNKNOWN_ELEMENT);
  }

  @BeforeEach
  void takeFrames() {
    accumulator.add(CHO, FORCES, prediction(), "a");
    accumulator.add(CHO, FORCES, prediction(), "b");
    accumulator.add(CHO, FORCES, prediction(), "a");
    accumulator.add(CHO, FORCES, prediction());
  }

  @Test
  void everyFrameCountsOnceForItsElements() {
    Evaluation evaluation = accumulator.evaluation("m");
    assertThat(evaluation.frames()).isEqualTo(4);
    assertThat(evaluation.skippedAtoms()).isEqualTo(4);
    assertThat(evaluation.elements()).containsOnlyKeys(H, C);
    assertThat(evaluation.all().environments()).isEqualTo(8);
    assertThat(evaluation.all().weightedMeanAngleDeg().orElseThrow())
        .isCloseTo(90.0 / 5, within(1e-12));
  }

  @Test
  void detailsHoldTheAnglesOfEachElement() {
    EvaluationDetails details = accumulator.details("m");
    assertThat(details.evaluation().model()).isEqualTo("m");
    AngleSamples hydrogen = details.elements().get(H);
    assertThat(hydrogen.size()).isEqualTo(4);
    assertThat(hydrogen.angleDeg(3)).isCloseTo(90, within(1e-12));
    assertThat(details.elements().get(C).forceNorm(0)).isEqualTo(2);
  }

  @Test
  void moleculesHoldTheFramesThatWereNamed() {
    EvaluationDetails details = accumulator.details("m");
    assertThat(details.molecules()).containsOnlyKeys("a", "b");
    MoleculeErrors a = details.molecules().get("a");
    assertThat(a.frames()).isEqualTo(2);
    assertThat(a.all().environments()).isEqualTo(4);
    assertThat(a.samples().size()).isEqualTo(4);
    assertThat(a.elements().get(H).meanAngleDeg().orElseThrow()).isCloseTo(90, within(1e-12));
    assertThat(a.elements().get(C).environments()).isEqualTo(2);
  }
}
