package vane.equivariant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import vane.equivariant.invariant.BasisSettings;
import vane.equivariant.sums.FrameSums;
import vane.equivariant.sums.FramesInMemory;
import vane.equivariant.sums.SummationTask;
import vane.model.TinyModels;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.LabelledStructure;
import vane.structure.Structure;
import vane.validation.HeldOutBlocks.Use;

class PotentialUpdateTest {
  private static final BasisSettings BASIS = new BasisSettings(3.0, 3, 6, 4, 3, -1);

  @Test
  void aPotentialThatHasLearntMoreIsBetterAndNoOldFrameIsNeeded() {
    List<LabelledStructure> frames = TinyModels.data(80).examples();
    List<LabelledStructure> old = frames.subList(0, 8);
    List<LabelledStructure> added = frames.subList(8, 60);
    List<LabelledStructure> test = frames.subList(60, 80);
    try (WorkerPool pool = new WorkerPool(2)) {
      EquivariantPotential before = trained(old, BASIS, pool);
      try (FrameSums sums = sumsOf(before, old, pool)) {
        EquivariantPotential after =
            PotentialUpdate.of(before, sums, inMemory(before, added, pool), pool);
        assertThat(error(after, test, pool)).isLessThan(0.5 * error(before, test, pool));
        assertThat(after.report().frames()).isEqualTo(60);
        after
            .parts()
            .forEach(
                (element, part) -> {
                  ElementPotential was = before.parts().get(element);
                  assertThat(part.environments()).isEqualTo(was.environments() * 60 / 8);
                  assertThat(part.largestTrainingDistance())
                      .isGreaterThanOrEqualTo(was.largestTrainingDistance());
                  assertThat(part.errorModel()).isEqualTo(was.errorModel());
                });
      }
    }
  }

  @Test
  void sumsOfOtherFunctionsAreRefused() {
    List<LabelledStructure> frames = TinyModels.data(8).examples();
    BasisSettings other = new BasisSettings(3.0, 3, 5, 4, 3, -1);
    try (WorkerPool pool = new WorkerPool(1);
        FrameSums sums = sumsOf(trained(frames, other, pool), frames, pool)) {
      EquivariantPotential before = trained(frames, BASIS, pool);
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> PotentialUpdate.of(before, sums, inMemory(before, List.of(), pool), pool))
          .withMessageContaining("functions of the sums");
    }
  }

  private static EquivariantPotential trained(
      List<LabelledStructure> frames, BasisSettings basis, WorkerPool pool) {
    return new EquivariantTrainer(
            new EquivariantSettings(basis, 0, OptionalDouble.of(1e-8)),
            pool,
            ProgressListener.SILENT)
        .fit(frames);
  }

  private static FrameSums sumsOf(
      EquivariantPotential potential, List<LabelledStructure> frames, WorkerPool pool) {
    SummationTask task =
        SummationTask.of(
            new TreeSet<>(potential.parts().keySet()),
            potential.settings(),
            potential.shortestDistances(),
            potential.innerDistances(),
            Optional.empty(),
            false);
    return inMemory(potential, frames, pool).gather(task, EnumSet.allOf(Use.class), "learning");
  }

  private static FramesInMemory inMemory(
      EquivariantPotential potential, List<LabelledStructure> frames, WorkerPool pool) {
    return FramesInMemory.added(
        frames, new TreeSet<>(potential.parts().keySet()), pool, ProgressListener.SILENT);
  }

  /** The sum of squared errors of all forces. */
  private static double error(
      EquivariantPotential potential, List<LabelledStructure> test, WorkerPool pool) {
    List<Structure> structures = new ArrayList<>();
    test.forEach(example -> structures.add(example.structure()));
    List<PotentialEvaluation> found = potential.evaluate(structures, pool, ProgressListener.SILENT);
    double sum = 0;
    for (int s = 0; s < test.size(); s++) {
      double[] forces = found.get(s).forces();
      double[] known = test.get(s).forces();
      for (int i = 0; i < forces.length; i++) {
        sum += (forces[i] - known[i]) * (forces[i] - known[i]);
      }
    }
    return sum;
  }
}
