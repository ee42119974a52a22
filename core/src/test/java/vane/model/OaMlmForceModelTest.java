package vane.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vane.alignment.PermutationRule;
import vane.alignment.RotationGroup;
import vane.evaluation.AngleErrors;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Cell;
import vane.structure.Element;
import vane.structure.Structure;

class OaMlmForceModelTest {
  private static final OaMlmForceModel MODEL = TinyModels.train();

  @Test
  void learnsTheForcesOfSprings() {
    AngleErrors errors = new AngleErrors();
    List<Structure> test = TinyModels.molecules(20, 2);
    List<ForcePrediction> predictions = predict(MODEL, test, 2);
    for (int s = 0; s < test.size(); s++) {
      double[] f = TinyModels.forces(test.get(s));
      double[] d = predictions.get(s).directions();
      for (int i = 0; i < d.length; i += 3) {
        errors.add(d[i], d[i + 1], d[i + 2], f[i], f[i + 1], f[i + 2]);
      }
    }
    assertThat(errors.environments()).isEqualTo(100);
    assertThat(errors.weightedMeanDegrees().orElseThrow()).isLessThan(45);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void directionsTurnWithTheMolecule(boolean reflect) {
    List<Structure> straight = TinyModels.molecules(10, 3);
    double[] turn = {0.36, 0.48, -0.8, -0.8, 0.6, 0, 0.48, 0.64, 0.6};
    if (reflect) {
      for (int i = 0; i < 9; i++) {
        turn[i] = -turn[i];
      }
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
      assertThat(after.get(s).directions())
          .containsExactly(times(before.get(s).directions(), turn), within(1e-6));
    }
  }

  @Test
  void directionsFollowTheOrderOfAtoms() {
    Structure one = TinyModels.molecules(1, 4).get(0);
    int[] order = {3, 0, 4, 2, 1};
    List<Element> elements = new ArrayList<>();
    double[] positions = new double[15];
    for (int i = 0; i < 5; i++) {
      elements.add(one.element(order[i]));
      for (int axis = 0; axis < 3; axis++) {
        positions[3 * i + axis] = one.position(order[i], axis);
      }
    }
    double[] before = predict(MODEL, List.of(one), 1).get(0).directions();
    double[] after =
        predict(MODEL, List.of(Structure.of(elements, positions)), 1).get(0).directions();
    for (int i = 0; i < 5; i++) {
      for (int axis = 0; axis < 3; axis++) {
        assertThat(after[3 * i + axis]).isCloseTo(before[3 * order[i] + axis], within(1e-6));
      }
    }
  }

  @Test
  void theNumberOfThreadsDoesNotShow() {
    List<Structure> structures = TinyModels.molecules(50, 5);
    List<ForcePrediction> one = predict(MODEL, structures, 1);
    List<ForcePrediction> two = predict(MODEL, structures, 2);
    for (int s = 0; s < structures.size(); s++) {
      assertThat(two.get(s).directions()).containsExactly(one.get(s).directions());
    }
  }

  @Test
  void aMoleculeWrappedOverTheCornerOfItsCellIsTheSame() {
    OaMlmForceModel model = TinyModels.train();
    Structure alone = TinyModels.molecules(1, 8).get(0);
    Cell cell = Cell.of(new double[] {12, 0, 0, 1, 11, 0, 0, 2, 13}, true, true, true);
    double[] wrapped = alone.positions();
    for (int axis = 0; axis < 3; axis++) {
      // The hydrogen atoms at indices 1 and 3 go over the edge.
      wrapped[3 + axis] += cell.get(0, axis);
      wrapped[9 + axis] -= cell.get(2, axis);
    }
    List<ForcePrediction> predictions =
        predict(
            model,
            List.of(
                alone,
                Structure.of(alone.elements(), alone.positions(), cell),
                Structure.of(alone.elements(), wrapped, cell)),
            1);
    double[] expected = predictions.get(0).directions();
    assertThat(predictions.get(1).directions()).containsExactly(expected, within(1e-9));
    assertThat(predictions.get(2).directions()).containsExactly(expected, within(1e-9));
  }

  @Test
  void fewNeighboursAndLonelyAtomsAreFlagged() {
    Element h = Element.of(1);
    Element c = Element.of(6);
    List<Structure> odd =
        List.of(
            Structure.of(List.of(h), new double[3]),
            Structure.of(List.of(h, h), new double[] {0, 0, 0, 0, 0, .74}),
            Structure.of(List.of(h, c, h), new double[] {-1.1, 0, 0, 0, 0, 0, 1.1, 0, 0}),
            Structure.of(List.of(), new double[0]));
    List<ForcePrediction> predictions = predict(MODEL, odd, 1);

    assertThat(predictions.get(0).status(0)).isEqualTo(AtomStatus.NONE);
    assertThat(predictions.get(0).directions()).containsOnly(0);
    for (int s = 1; s < 3; s++) {
      ForcePrediction prediction = predictions.get(s);
      for (int a = 0; a < prediction.size(); a++) {
        assertThat(prediction.status(a)).isNotEqualTo(AtomStatus.OK);
        for (int axis = 0; axis < 3; axis++) {
          assertThat(prediction.directions()[3 * a + axis]).isFinite();
        }
      }
    }
    // By symmetry the only direction of a diatomic molecule is its axis.
    assertThat(predictions.get(1).directions()[0]).isCloseTo(0, within(1e-9));
    assertThat(Math.abs(predictions.get(1).directions()[2])).isCloseTo(1, within(1e-9));
    assertThat(predictions.get(3).size()).isZero();
  }

  @Test
  void unknownElementsAreAnErrorOrLeftOut() {
    Element o = Element.of(8);
    Structure methane = TinyModels.molecules(1, 6).get(0);
    List<Element> elements = new ArrayList<>(methane.elements());
    elements.add(1, o);
    double[] positions = new double[18];
    System.arraycopy(methane.positions(), 0, positions, 0, 3);
    positions[3] = 9;
    System.arraycopy(methane.positions(), 3, positions, 6, 12);
    Structure withOxygen = Structure.of(elements, positions);

    assertThatExceptionOfType(UnknownElementException.class)
        .isThrownBy(() -> predict(MODEL, List.of(withOxygen), 1))
        .withMessageContaining("atom 1 is O")
        .satisfies(e -> assertThat(e.symbol()).isEqualTo("O"))
        .satisfies(e -> assertThat(e.atom()).isEqualTo(1));
    assertThatExceptionOfType(UnknownElementException.class)
        .isThrownBy(() -> MODEL.requireKnown(withOxygen, "a.xyz: frame 3"))
        .withMessageStartingWith("a.xyz: frame 3: atom 1 is O");

    AtomSelection known = AtomSelection.ofElements(withOxygen, MODEL.elements());
    assertThat(known.skipped()).isEqualTo(1);
    ForcePrediction expanded = known.expand(predict(MODEL, List.of(known.structure()), 1).get(0));
    assertThat(expanded.size()).isEqualTo(6);
    assertThat(expanded.status(1)).isEqualTo(AtomStatus.UNKNOWN_ELEMENT);
    double[] alone = predict(MODEL, List.of(methane), 1).get(0).directions();
    assertThat(Arrays.copyOfRange(expanded.directions(), 6, 18))
        .containsExactly(Arrays.copyOfRange(alone, 3, 15));
    assertThat(AtomSelection.ofElements(methane, MODEL.elements()).skipped()).isZero();
  }

  @Test
  void moreReferencesThanEnvironmentsIsAnErrorThatNamesTheElement() {
    assertThatExceptionOfType(ElementTrainingException.class)
        .isThrownBy(() -> TinyModels.train(61, PermutationRule.ALL, RotationGroup.ORTHOGONAL))
        .withMessageContaining("element C")
        .withMessageContaining("61 references")
        .withMessageContaining("found 60");
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
        for (int a = 0; a < 3; a++) {
          result[i + c] += rows[i + a] * matrix[3 * a + c];
        }
      }
    }
    return result;
  }
}
