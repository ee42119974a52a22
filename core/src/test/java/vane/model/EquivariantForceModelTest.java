package vane.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import vane.equivariant.EquivariantPreset;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
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
      double[] bounded =
          MODEL
              .predict(List.of(squeezed), pool, ProgressListener.SILENT)
              .get(0)
              .forces()
              .orElseThrow();
      assertThat(bounded).isNotEqualTo(forces);
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
