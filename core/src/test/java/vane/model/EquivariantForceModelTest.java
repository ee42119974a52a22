package vane.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vane.equivariant.EquivariantPreset;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Cell;
import vane.structure.Element;
import vane.structure.Structure;

class EquivariantForceModelTest {
  private static final ForceModel MODEL = train();

  private static ForceModel train() {
    try (WorkerPool pool = new WorkerPool(2)) {
      return EquivariantForceSettings.of(EquivariantPreset.FAST)
          .trainer(pool, ProgressListener.SILENT)
          .fit(TinyModels.data(60));
    }
  }

  @Test
  void insideOfTheTrainingRangeThePotentialGivesThePredictedForces() {
    List<Structure> molecules = TinyModels.molecules(5, 9);
    try (WorkerPool pool = new WorkerPool(2)) {
      List<ForcePrediction> predicted = MODEL.predict(molecules, pool, ProgressListener.SILENT);
      List<EnergyAndForces> evaluated =
          MODEL.potential().orElseThrow().evaluate(molecules, pool, ProgressListener.SILENT);
      for (int s = 0; s < molecules.size(); s++) {
        assertThat(predicted.get(s).energy()).hasValue(evaluated.get(s).energy());
        assertThat(predicted.get(s).stress()).isEmpty();
        assertThat(evaluated.get(s).forces())
            .containsExactly(predicted.get(s).forces().orElseThrow());
        assertThat(evaluated.get(s).uncertainties().orElseThrow())
            .containsExactly(predicted.get(s).uncertainties().orElseThrow());
      }
    }
  }

  @Test
  void farOutsideThePotentialStaysAGradientWhilePredictionsAreBounded() {
    Structure usual = TinyModels.molecules(1, 3).get(0);
    double[] positions = usual.positions();
    for (int i = 0; i < positions.length; i++) {
      positions[i] *= 0.5;
    }
    Structure squeezed = Structure.of(usual.elements(), positions);
    try (WorkerPool pool = new WorkerPool(1)) {
      Potential potential = MODEL.potential().orElseThrow();
      EnergyAndForces found =
          potential.evaluate(List.of(squeezed), pool, ProgressListener.SILENT).get(0);
      assertThat(found.isExtrapolating(0)).isTrue();
      double[] forces = found.forces();
      double step = 1e-5;
      for (int i = 0; i < positions.length; i++) {
        double slope =
            (moved(potential, usual, positions, i, step, pool)
                    - moved(potential, usual, positions, i, -step, pool))
                / (2 * step);
        assertThat(forces[i]).isCloseTo(-slope, within(1e-4 * (1 + Math.abs(slope))));
      }
      ForcePrediction bounded = predict(squeezed);
      assertThat(bounded.forces().orElseThrow()).isNotEqualTo(forces);
      assertThat(bounded.energy()).hasValue(found.energy());
    }
  }

  private static ForcePrediction predict(Structure structure) {
    try (WorkerPool pool = new WorkerPool(1)) {
      return MODEL.predict(List.of(structure), pool, ProgressListener.SILENT).get(0);
    }
  }

  /**
   * A molecule so close to its images that they push it, in a cell that the matrix has strained.
   */
  private static Structure crowded(double[] strain, boolean... periodic) {
    Structure molecule = TinyModels.molecules(1, 4).get(0);
    double[] lattice = {2.9, 0.1, -0.2, 0.3, 3.1, 0.1, -0.1, 0.2, 3.3};
    return Structure.of(
        molecule.elements(),
        strained(strain, molecule.positions()),
        Cell.of(strained(strain, lattice), periodic));
  }

  /** Each vector r becomes r + strain r. */
  private static double[] strained(double[] strain, double[] vectors) {
    double[] result = vectors.clone();
    for (int i = 0; i < result.length; i++) {
      for (int k = 0; k < 3; k++) {
        result[i] += strain[i % 3 * 3 + k] * vectors[i / 3 * 3 + k];
      }
    }
    return result;
  }

  /** ASE's order: xx, yy, zz, yz, xz, xy. */
  @ParameterizedTest
  @CsvSource({"0, 0, 0", "1, 1, 1", "2, 2, 2", "3, 1, 2", "4, 0, 2", "5, 0, 1"})
  void theStressIsTheGradientOfTheEnergyByStrain(int component, int row, int column) {
    Structure crystal = crowded(new double[9], true, true, true);
    double volume = crystal.cell().orElseThrow().volume();
    double step = 1e-5;
    double[] strain = new double[9];
    strain[3 * row + column] += step / 2;
    strain[3 * column + row] += step / 2;
    double up = predict(crowded(strain, true, true, true)).energy().orElseThrow();
    for (int i = 0; i < 9; i++) {
      strain[i] = -strain[i];
    }
    double down = predict(crowded(strain, true, true, true)).energy().orElseThrow();
    double[] stress = predict(crystal).stress().orElseThrow();
    assertThat(stress).hasSize(6).doesNotContain(0);
    assertThat(stress[component])
        .isCloseTo((up - down) / (2 * step * volume), within(1e-6 * (1 + Math.abs(stress[0]))));
  }

  @Test
  void onlyStructuresPeriodicInAllDirectionsHaveAStress() {
    ForcePrediction slab = predict(crowded(new double[9], true, true, false));
    assertThat(slab.energy()).isPresent();
    assertThat(slab.stress()).isEmpty();
  }

  @Test
  void aPartOfAStructureHasNoEnergy() {
    Structure crystal = crowded(new double[9], true, true, true);
    List<Element> elements = new ArrayList<>(crystal.elements());
    AtomSelection all = AtomSelection.ofElements(crystal, MODEL.elements());
    assertThat(all.expand(predict(all.structure())).stress()).isPresent();

    elements.set(4, Element.of(8));
    AtomSelection part =
        AtomSelection.ofElements(
            Structure.of(elements, crystal.positions(), crystal.cell().orElseThrow()),
            MODEL.elements());
    ForcePrediction expanded = part.expand(predict(part.structure()));
    assertThat(expanded.forces()).isPresent();
    assertThat(expanded.energy()).isEmpty();
    assertThat(expanded.stress()).isEmpty();
  }

  @Test
  void otherModelsHaveNoEnergy() {
    List<Structure> molecules = TinyModels.molecules(1, 3);
    try (WorkerPool pool = new WorkerPool(1)) {
      ForcePrediction found =
          TinyModels.trainForces(20, 40, 1)
              .predict(molecules, pool, ProgressListener.SILENT)
              .get(0);
      assertThat(found.forces()).isPresent();
      assertThat(found.energy()).isEmpty();
      assertThat(found.stress()).isEmpty();
    }
  }

  private static double moved(
      Potential potential,
      Structure usual,
      double[] positions,
      int coordinate,
      double by,
      WorkerPool pool) {
    double[] changed = positions.clone();
    changed[coordinate] += by;
    Structure structure = Structure.of(usual.elements(), changed);
    return potential.evaluate(List.of(structure), pool, ProgressListener.SILENT).get(0).energy();
  }

  @Test
  void anUnknownElementIsNamed() {
    Structure water =
        Structure.of(List.of(Element.of(8), Element.of(1)), new double[] {0, 0, 0, 0, 0, 1});
    try (WorkerPool pool = new WorkerPool(1)) {
      assertThatExceptionOfType(UnknownElementException.class)
          .isThrownBy(
              () ->
                  MODEL
                      .potential()
                      .orElseThrow()
                      .evaluate(List.of(water), pool, ProgressListener.SILENT))
          .satisfies(error -> assertThat(error.symbol()).isEqualTo("O"));
    }
  }

  @Test
  void aModelOfDirectionsHasNoPotential() {
    assertThat(TinyModels.train().potential()).isEmpty();
  }
}
