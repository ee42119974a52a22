package vane.equivariant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import vane.equivariant.sums.FramesInMemory;
import vane.equivariant.sums.TrainingFrames;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.LabelledStructure;

class CutoffSearchTest {
  private static SortedMap<Double, Double> errors(int threads, List<LabelledStructure> frames) {
    try (WorkerPool pool = new WorkerPool(threads)) {
      TrainingFrames few =
          FramesInMemory.of(frames, CutoffSearch.ENVIRONMENTS, pool, ProgressListener.SILENT);
      return new CutoffSearch(pool, ProgressListener.SILENT)
          .errors(few.elements(), few.sample(Long.MAX_VALUE));
    }
  }

  @Test
  void theShortestThatIsNearlyAsGoodIsTaken() {
    SortedMap<Double, Double> errors = new TreeMap<>();
    errors.put(3.5, 0.104);
    errors.put(4.25, 0.102);
    errors.put(5.0, 0.1);
    errors.put(6.0, 0.3);
    assertThat(CutoffSearch.best(errors)).isEqualTo(4.25);
    assertThat(CutoffSearch.best(Collections.emptySortedMap()))
        .isEqualTo(EquivariantPreset.USUAL_CUTOFF_ANGSTROM);
  }

  /** Forces that end at 3 Å: nothing farther helps. */
  @Test
  void shortForcesHaveAShortCutoffOnAnyNumberOfThreads() {
    List<LabelledStructure> frames = Clusters.frames(40, 12);
    SortedMap<Double, Double> errors = errors(1, frames);
    assertThat(errors.keySet()).containsExactly(3.5, 4.25, 5.0, 6.0);
    assertThat(CutoffSearch.best(errors)).isEqualTo(3.5);
    assertThat(errors(2, frames)).isEqualTo(errors);
  }

  @Test
  void withoutHeldOutFramesNothingIsTried() {
    assertThat(errors(1, Clusters.frames(3, 9))).isEmpty();
  }
}
