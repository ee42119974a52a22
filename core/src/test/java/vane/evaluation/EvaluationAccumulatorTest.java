package vane.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vane.io.xyz.EnergyKey;
import vane.io.xyz.Frame;
import vane.io.xyz.FrameLocation;
import vane.io.xyz.InfoValue;
import vane.io.xyz.StressKeys;
import vane.model.AtomStatus;
import vane.model.ForcePrediction;
import vane.model.MadeUpPredictions;
import vane.structure.Cell;
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

  private final EvaluationAccumulator accumulator = new EvaluationAccumulator(true, false);

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
    accumulator.add(molecule("a"), FORCES, prediction());
    accumulator.add(molecule("b"), FORCES, prediction());
    accumulator.add(molecule("a"), FORCES, prediction());
    accumulator.add(CHO, FORCES, prediction());
  }

  private static Frame molecule(String name) {
    return Frame.of(CHO).with("molecule", InfoValue.of(name));
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
  void framesAreTakenForTheirMolecules() {
    EvaluationDetails details = accumulator.details("m");
    assertThat(details.molecules()).containsOnlyKeys("a", "b", "CHO");
    MoleculeErrors a = details.molecules().get("a");
    assertThat(a.frames()).isEqualTo(2);
    assertThat(a.all().environments()).isEqualTo(4);
    assertThat(a.samples().size()).isEqualTo(4);
    assertThat(a.elements().get(H).meanAngleDeg().orElseThrow()).isCloseTo(90, within(1e-12));
    assertThat(a.elements().get(C).environments()).isEqualTo(2);
  }

  @Test
  void withoutForcesThereAreNoForceErrors() {
    ErrorSummary all = accumulator.evaluation("m").all();
    assertThat(all.forceRmseEvPerAngstrom()).isEmpty();
    assertThat(all.largestError()).isEmpty();
    assertThat(all.largestUnflaggedError()).isEmpty();
    assertThat(all.uncertainty()).isEmpty();
    assertThat(all.extrapolating()).isZero();
    assertThat(accumulator.details("m").forces()).isEmpty();
    assertThat(accumulator.details("m").uncertainties()).isEmpty();
  }

  /** Carbon off by 0.5 along y, hydrogen by 2 along x and flagged, oxygen unknown. */
  private static EvaluationAccumulator withForces(boolean forReport) {
    EvaluationAccumulator forces = new EvaluationAccumulator(forReport, true);
    ForcePrediction prediction =
        MadeUpPredictions.forces(
            new double[] {2, 0.5, 0, 2, 1, 0, 0, 0, 0},
            new double[] {0.25, 4, 0},
            AtomStatus.OK,
            AtomStatus.EXTRAPOLATING,
            AtomStatus.UNKNOWN_ELEMENT);
    ForcePrediction exact =
        MadeUpPredictions.forces(
            new double[] {2, 0, 0, 0, 1, 0, 0, 0, 0},
            new double[] {0.25, 1, 0},
            AtomStatus.OK,
            AtomStatus.OK,
            AtomStatus.UNKNOWN_ELEMENT);
    for (int frame = 0; frame < 3; frame++) {
      forces.add(
          Frame.of(CHO, List.of(), Map.of(), new FrameLocation(Path.of("t.xyz"), frame, 1)),
          FORCES,
          frame == 0 ? exact : prediction);
    }
    return forces;
  }

  @Test
  void forceErrorsAreSummedUpAndTheLargestPlaced() {
    Evaluation evaluation = withForces(false).evaluation("m");
    ErrorSummary all = evaluation.all();
    assertThat(all.forceMaeEvPerAngstrom().orElseThrow()).isCloseTo(5 / 18.0, within(1e-15));
    assertThat(all.forceRmseEvPerAngstrom().orElseThrow())
        .isCloseTo(Math.sqrt(8.5 / 18), within(1e-15));
    assertThat(all.largestError())
        .contains(new PlacedError(2, new FrameLocation(Path.of("t.xyz"), 1, 1), 1));
    assertThat(all.largestUnflaggedError())
        .contains(new PlacedError(0.5, new FrameLocation(Path.of("t.xyz"), 1, 1), 0));
    assertThat(all.largestError().orElseThrow()).hasToString("t.xyz: frame 1, atom 1");
    assertThat(all.extrapolating()).isEqualTo(2);
    assertThat(evaluation.elements().get(C).extrapolating()).isZero();
    assertThat(evaluation.elements().get(H).largestUnflaggedError().orElseThrow())
        .isEqualTo(new PlacedError(0, new FrameLocation(Path.of("t.xyz"), 0, 1), 1));

    UncertaintySummary uncertainty = all.uncertainty().orElseThrow();
    assertThat(uncertainty.atoms()).isEqualTo(6);
    assertThat(uncertainty.withoutUncertainty()).isZero();
    assertThat(uncertainty.fractionWithinOne()).isEqualTo(16 / 18.0);
    assertThat(uncertainty.fractionWithinTwo()).isEqualTo(1);
    assertThat(evaluation.netForceRemoved()).isTrue();
  }

  /** Forces of random errors, with uncertainties that tell of them. */
  private static void addRandom(EvaluationAccumulator into, int frames) {
    Random random = new Random(4);
    AtomStatus[] ok = {AtomStatus.OK, AtomStatus.OK, AtomStatus.OK};
    for (int frame = 0; frame < frames; frame++) {
      double[] predicted = FORCES.clone();
      double[] uncertainties = new double[3];
      for (int a = 0; a < 3; a++) {
        uncertainties[a] = 0.1 + random.nextDouble();
        for (int c = 0; c < 3; c++) {
          predicted[3 * a + c] += uncertainties[a] * random.nextGaussian();
        }
      }
      into.add(CHO, FORCES, MadeUpPredictions.forces(predicted, uncertainties, ok));
    }
  }

  @Test
  void ofManyAtomsOnlyAPartIsKeptAndTheRestOfTheFiguresStays() {
    EvaluationAccumulator all = new EvaluationAccumulator();
    EvaluationAccumulator part = new EvaluationAccumulator().keepingAtMost(6000);
    addRandom(all, 4000);
    addRandom(part, 4000);
    ErrorSummary expected = all.evaluation("m").all();
    ErrorSummary found = part.evaluation("m").all();
    assertThat(found.environments()).isEqualTo(12000);
    assertThat(found.forceRmseEvPerAngstrom()).isEqualTo(expected.forceRmseEvPerAngstrom());
    assertThat(found.meanAngleDeg()).isEqualTo(expected.meanAngleDeg());
    assertThat(found.largestError()).isEqualTo(expected.largestError());
    UncertaintySummary uncertainty = found.uncertainty().orElseThrow();
    assertThat(uncertainty.atoms()).isEqualTo(12000);
    assertThat(uncertainty.fractionWithinOne())
        .isEqualTo(expected.uncertainty().orElseThrow().fractionWithinOne());
    assertThat(found.medianAngleDeg().orElseThrow())
        .isNotEqualTo(expected.medianAngleDeg().orElseThrow())
        .isCloseTo(expected.medianAngleDeg().orElseThrow(), withinPercentage(5));
    assertThat(uncertainty.rankCorrelation().orElseThrow())
        .isCloseTo(
            expected.uncertainty().orElseThrow().rankCorrelation().orElseThrow(), within(0.03));
    int kept = part.details("m").elements().get(C).size();
    assertThat(kept).isBetween(800, 2000);
    assertThat(part.warnings()).hasSize(1);
    assertThat(part.warnings().get(0)).contains("those of ", "atoms of 12000, in frames drawn");
    assertThat(all.warnings()).isEmpty();
  }

  /** Errors of 300 and 306 meV for three atoms, and of 1 and 0 eV/Å³ for one component of six. */
  @Test
  void energiesAndStressesAreComparedWhereBothHaveThem() throws IOException {
    Structure crystal =
        Structure.of(
            CHO.elements(),
            CHO.positions(),
            Cell.of(new double[] {9, 0, 0, 0, 9, 0, 0, 0, 9}, true, true, true));
    EvaluationAccumulator energies =
        new EvaluationAccumulator(
            false,
            false,
            new EnergyComparison(EnergyKey.named("REF_energy"), StressKeys.byDefault(), true));
    AtomStatus[] ok = {AtomStatus.OK, AtomStatus.OK, AtomStatus.OK};
    ForcePrediction forces = MadeUpPredictions.forces(FORCES, new double[] {1, 1, 1}, ok);
    Frame frame = Frame.of(crystal).with("REF_energy", InfoValue.of(-5.0));
    InfoValue stress = InfoValue.of(0, 0, 0, 0, 0, 2);
    energies.add(
        frame.with("stress", stress),
        FORCES,
        MadeUpPredictions.withEnergy(forces, -4.7, 0, 0, 0, 0, 0, 3));
    energies.add(
        frame.with("stress", stress),
        FORCES,
        MadeUpPredictions.withEnergy(forces, -4.694, 0, 0, 0, 0, 0, 2));
    energies.add(frame, FORCES, forces);
    JsonNode all =
        new ObjectMapper().readTree(EvaluationJson.text(energies.evaluation("m"))).get("all");
    assertThat(all.get("energyRmseMevPerAtom").asDouble()).isCloseTo(1, within(1e-9));
    assertThat(all.get("energyMaeMevPerAtom").asDouble()).isCloseTo(1, within(1e-9));
    // 100 and 102 meV/atom.
    assertThat(all.get("energyAbsoluteMaeMevPerAtom").asDouble()).isCloseTo(101, within(1e-9));
    assertThat(all.get("energyAbsoluteRmseMevPerAtom").asDouble())
        .isCloseTo(Math.sqrt(10202), within(1e-9));
    assertThat(all.get("energyFrames").asInt()).isEqualTo(2);
    assertThat(all.get("energyFramesAlone").asInt()).isZero();
    assertThat(all.get("stressRmseGpa").asDouble())
        .isCloseTo(160.2176634 / Math.sqrt(12), within(1e-9));
    assertThat(all.get("stressFrames").asInt()).isEqualTo(2);
  }

  @Test
  void withoutEnergiesThereAreNoErrorsOfThem() throws IOException {
    JsonNode all =
        new ObjectMapper().readTree(EvaluationJson.text(accumulator.evaluation("m"))).get("all");
    for (String key : List.of("energyRmseMevPerAtom", "energyMaeMevPerAtom", "stressRmseGpa")) {
      assertThat(all.get(key).isNull()).as(key).isTrue();
    }
    assertThat(all.get("energyFrames").asInt()).isZero();
    assertThat(all.get("stressFrames").asInt()).isZero();
  }

  @Test
  void componentsAreKeptForAReportOnly() {
    EvaluationDetails details = withForces(true).details("m");
    ParitySamples carbon = details.forces().get(C);
    assertThat(carbon.size()).isEqualTo(9);
    assertThat(carbon.predicted(4)).isEqualTo(0.5);
    assertThat(carbon.actual(4)).isZero();
    assertThat(carbon.actual(3)).isEqualTo(2);
    UncertaintySamples hydrogen = details.uncertainties().get(H);
    assertThat(hydrogen.size()).isEqualTo(3);
    assertThat(hydrogen.uncertainty(1)).isEqualTo(4);
    assertThat(hydrogen.errorNorm(1)).isEqualTo(2);

    EvaluationDetails figures = withForces(false).details("m");
    assertThat(figures.forces()).isEmpty();
    assertThat(figures.molecules()).isEmpty();
    assertThat(figures.energies().size()).isZero();
  }

  @Test
  void jsonHoldsTheFiguresOrNull() throws IOException {
    JsonNode json =
        new ObjectMapper().readTree(EvaluationJson.text(withForces(false).evaluation("m")));
    assertThat(json.get("netForceRemoved").asBoolean()).isTrue();
    JsonNode all = json.get("all");
    assertThat(all.get("largestErrorEvPerAngstrom").asDouble()).isEqualTo(2);
    assertThat(all.get("largestErrorAt"))
        .hasToString("{\"file\":\"t.xyz\",\"frame\":1,\"atom\":1}");
    assertThat(all.get("largestUnflaggedErrorEvPerAngstrom").asDouble()).isEqualTo(0.5);
    assertThat(all.get("largestUnflaggedErrorAt").get("atom").asInt()).isZero();
    assertThat(all.get("extrapolating").asInt()).isEqualTo(2);
    List<String> keys = new ArrayList<>();
    all.get("uncertainty").fieldNames().forEachRemaining(keys::add);
    assertThat(keys)
        .containsExactly(
            "atoms",
            "withoutUncertainty",
            "fractionWithinOne",
            "fractionWithinTwo",
            "rankCorrelation",
            "rmsErrorOverUncertainty",
            "rmsUncertaintyEvPerAngstrom",
            "worstErrors",
            "worstErrorsAmongMostUncertain");
    assertThat(all.at("/uncertainty/fractionWithinOne").asDouble()).isEqualTo(16 / 18.0);

    JsonNode none = new ObjectMapper().readTree(EvaluationJson.text(accumulator.evaluation("m")));
    for (String key :
        List.of(
            "largestErrorEvPerAngstrom",
            "largestErrorAt",
            "largestUnflaggedErrorEvPerAngstrom",
            "largestUnflaggedErrorAt",
            "uncertainty")) {
      assertThat(none.get("all").get(key).isNull()).as(key).isTrue();
    }
    assertThat(none.get("netForceRemoved").asBoolean()).isFalse();
  }
}
