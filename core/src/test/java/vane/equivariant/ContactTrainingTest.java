package vane.equivariant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vane.equivariant.invariant.BasisSettings;
import vane.model.TinyModels;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.structure.Structure;

/** What a potential says of molecules that meet, when all it has seen is one of them at a time. */
class ContactTrainingTest {
  // With fewer than seven frames nothing is held out.
  @ParameterizedTest
  @ValueSource(ints = {6, 40})
  void moleculesDoNotFallIntoEachOther(int count) {
    List<LabelledStructure> frames =
        TinyModels.molecules(count, 3).stream()
            .map(each -> new LabelledStructure(each, TinyModels.forces(each), 0))
            .toList();
    EquivariantSettings settings =
        new EquivariantSettings(new BasisSettings(3.5, 4, 6, 4, 3, -1), 0, OptionalDouble.empty());
    try (WorkerPool pool = new WorkerPool(1)) {
      EquivariantPotential potential =
          new EquivariantTrainer(settings, pool, ProgressListener.SILENT).fit(frames);
      assertThat(potential.report().contactErrorEvPerAngstrom().orElseThrow()).isPositive();
      Structure molecule = TinyModels.molecules(1, 99).get(0);
      double before = Double.NEGATIVE_INFINITY;
      for (double distance = 7; distance > 2.6; distance -= 0.2) {
        PotentialEvaluation found =
            potential
                .evaluate(List.of(pair(molecule, distance)), pool, ProgressListener.SILENT)
                .get(0);
        double apart = 0;
        for (int i = 5; i < 10; i++) {
          apart += found.forces()[3 * i];
        }
        assertThat(apart).as("force apart at %s Å", distance).isGreaterThan(-0.1);
        assertThat(found.energy()).as("energy at %s Å", distance).isGreaterThan(before - 0.05);
        before = Math.max(before, found.energy());
      }
    }
  }

  /** The molecule and a copy of it, along x. */
  private static Structure pair(Structure molecule, double distance) {
    List<Element> elements = new ArrayList<>(molecule.elements());
    elements.addAll(molecule.elements());
    double[] positions = Arrays.copyOf(molecule.positions(), 30);
    for (int i = 0; i < 15; i++) {
      positions[15 + i] = positions[i] + (i % 3 == 0 ? distance : 0);
    }
    return Structure.of(elements, positions);
  }
}
