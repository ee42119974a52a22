package vane.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vane.audit.LabelledFrame;
import vane.io.xyz.Frame;
import vane.model.AtomStatus;
import vane.model.ForcePrediction;
import vane.model.MadeUpPredictions;
import vane.structure.Element;
import vane.structure.Structure;

class NotableFramesTest {
  private static final Structure PAIR =
      Structure.of(List.of(Element.of(1), Element.of(1)), new double[] {0, 0, 0, 0, 0, 1});

  /** Forces of the norm 1 along x; predictions along x that are off by as much as is said. */
  private static PredictedFrame frame(double error, double uncertainty, AtomStatus status) {
    ForcePrediction prediction =
        MadeUpPredictions.forces(
            new double[] {1 + error, 0, 0, 1, 0, 0},
            new double[] {uncertainty, 0.01},
            status,
            AtomStatus.OK);
    double[] forces = {1, 0, 0, 1, 0, 0};
    return PredictedFrame.of(
        new LabelledFrame(Frame.of(PAIR), forces, new BitSet()),
        OptionalDouble.empty(),
        prediction);
  }

  /** Frame 70 is the worst, 71 the most uncertain, 72 the only flagged one. */
  private static PredictedFrame numbered(int number) {
    return frame(
        number == 70 ? 1 : 0.001 * (number % 7),
        number == 71 ? 1 : 0.001 * (number % 5),
        number == 72 ? AtomStatus.EXTRAPOLATING : AtomStatus.OK);
  }

  private static NotableFrames many(int count, int mostFrames, long mostAtoms) {
    NotableFrames frames = new NotableFrames(mostFrames, mostAtoms);
    IntStream.range(0, count).forEach(number -> frames.add(numbered(number)));
    return frames;
  }

  @Test
  void aFewFramesAreAllChosenInTheirOrder() {
    NotableFrames frames = new NotableFrames(3, 100);
    List<PredictedFrame> given =
        List.of(
            frame(0.1, 0.1, AtomStatus.OK),
            frame(0.9, 0.1, AtomStatus.OK),
            frame(0.5, 0.9, AtomStatus.EXTRAPOLATING));
    given.forEach(frames::add);
    assertThat(frames.chosen()).extracting(NotableFrames.Chosen::frame).isEqualTo(given);
    assertThat(frames.seen()).isEqualTo(3);
  }

  @Test
  void ofManyTheKindsTakeTurns() {
    List<NotableFrames.Chosen> chosen = many(100, 13, 1000).chosen();
    Map<NotableFrames.Reason, Long> counts =
        chosen.stream()
            .collect(Collectors.groupingBy(NotableFrames.Chosen::reason, Collectors.counting()));
    assertThat(counts)
        .isEqualTo(
            Map.of(
                NotableFrames.Reason.WORST, 4L,
                NotableFrames.Reason.UNCERTAIN, 4L,
                NotableFrames.Reason.FLAGGED, 1L,
                NotableFrames.Reason.TYPICAL, 4L));
    assertThat(chosen)
        .anyMatch(each -> each.frame().largestError().orElseThrow() == 1)
        .anyMatch(each -> each.frame().largestUncertainty().orElseThrow() == 1)
        .anyMatch(each -> each.frame().extrapolating() == 1);
  }

  @Test
  void theNumberOfAtomsIsBoundedToo() {
    assertThat(many(100, 50, 20).chosen()).hasSize(10);
    assertThat(many(100, 50, 1).chosen()).as("one frame at least").hasSize(1);
    assertThat(many(0, 50, 1).chosen()).isEmpty();
  }

  @Test
  void typicalFramesComeFromEverywhere() {
    NotableFrames frames = new NotableFrames(100, 1000);
    IntStream.range(0, 10_000).forEach(n -> frames.add(frame(0, n, AtomStatus.OK)));
    double mean =
        frames.chosen().stream()
            .filter(each -> each.reason() == NotableFrames.Reason.TYPICAL)
            .mapToDouble(each -> each.frame().largestUncertainty().orElseThrow())
            .average()
            .orElseThrow();
    // Some 33 numbers of 0 to 10 000: four standard errors of their mean.
    assertThat(mean).isCloseTo(5000, within(2000.0));
  }

  @Test
  void pointsAreTheAtomsOfWhichAllIsKnown() {
    Structure five =
        Structure.of(
            List.of(Element.of(1), Element.of(1), Element.of(1), Element.of(8), Element.of(1)),
            new double[15]);
    BitSet held = new BitSet();
    held.set(2);
    double[] forces = {2, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0};
    ForcePrediction prediction =
        MadeUpPredictions.forces(
            new double[] {0, 2, 0, 3, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0},
            new double[] {0.1, 0.2, 5, 0, 0.3},
            AtomStatus.OK,
            AtomStatus.EXTRAPOLATING,
            AtomStatus.EXTRAPOLATING,
            AtomStatus.UNKNOWN_ELEMENT,
            AtomStatus.NONE);
    PredictedFrame frame =
        PredictedFrame.of(
            new LabelledFrame(Frame.of(five), forces, held), OptionalDouble.of(-1), prediction);
    assertThat(frame.points().stream().toArray())
        .as("others: no force, held, unknown, no direction")
        .containsExactly(0);
    assertThat(frame.angle(0)).isCloseTo(90, within(1e-12));
    assertThat(frame.forceError(0)).isCloseTo(Math.sqrt(8), within(1e-12));
    // The atoms 0, 1 and 4 count: squared errors 8, 9 and 1 of nine components.
    assertThat(frame.error().orElseThrow()).isCloseTo(Math.sqrt(2), within(1e-12));
    assertThat(frame.largestError()).hasValue(3);
    assertThat(frame.largestUncertainty()).hasValue(0.3);
    assertThat(frame.extrapolating()).isEqualTo(1);
  }
}
