package vane.equivariant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vane.equivariant.invariant.BasisSettings;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.structure.Element;
import vane.structure.LabelledStructure;
import vane.structure.Structure;
import vane.structure.StructureException;

/** The whitened invariants that leave the package. */
class WhitenedInvariantsTest {
  private static List<Structure> structures;
  private static EquivariantPotential potential;

  @BeforeAll
  static void train() {
    List<LabelledStructure> frames = Clusters.frames(60, 13);
    structures = frames.stream().map(LabelledStructure::structure).toList();
    try (WorkerPool pool = new WorkerPool(1)) {
      BasisSettings basis = new BasisSettings(3.0, 3, 4, 2, 2, 0);
      potential =
          new EquivariantTrainer(
                  new EquivariantSettings(basis, 0, OptionalDouble.of(1e-8)),
                  pool,
                  ProgressListener.SILENT)
              .fit(frames);
    }
  }

  private static List<WhitenedInvariants> whitened(List<Structure> structures, int threads) {
    try (WorkerPool pool = new WorkerPool(threads)) {
      return potential.whitenedInvariants(structures, pool, ProgressListener.SILENT);
    }
  }

  @Test
  void overTrainingTheyHaveMeanZeroAndVarianceOne() {
    List<WhitenedInvariants> all = whitened(structures, 1);
    List<ElementPotential> parts = List.copyOf(potential.parts().values());
    for (int e = 0; e < 2; e++) {
      int size = parts.get(e).invariantMeans().length;
      assertThat(size).isBetween(5, 128);
      double[] sums = new double[size];
      double squares = 0;
      double longest = 0;
      int count = 0;
      for (WhitenedInvariants frame : all) {
        assertThat(frame.elements()).isEqualTo(2);
        double[] rows = frame.rows(e);
        assertThat(rows).hasSize((e == 0 ? 7 : 6) * size);
        for (int from = 0; from < rows.length; from += size, count++) {
          double norm = 0;
          for (int i = 0; i < size; i++) {
            sums[i] += rows[from + i];
            norm += rows[from + i] * rows[from + i];
          }
          squares += norm;
          longest = Math.max(longest, Math.sqrt(norm / size));
        }
      }
      assertThat((long) count).isEqualTo(parts.get(e).environments());
      for (double sum : sums) {
        assertThat(sum / count).isCloseTo(0, within(1e-6));
      }
      // Less than 1 by what nearly depends on other invariants.
      assertThat(squares / count / size).isBetween(0.9, 1 + 1e-9);
      assertThat(longest).isCloseTo(parts.get(e).largestTrainingDistance(), within(1e-9 * longest));
    }
  }

  @Test
  void neitherThreadsNorCompanyMatter() {
    List<WhitenedInvariants> together = whitened(structures, 3);
    for (int s = 0; s < structures.size(); s += 7) {
      WhitenedInvariants alone = whitened(List.of(structures.get(s)), 1).get(0);
      for (int e = 0; e < 2; e++) {
        assertThat(together.get(s).rows(e)).containsExactly(alone.rows(e));
      }
    }
  }

  @Test
  void aStructureOfOneElementHasNoRowsOfTheOther() {
    Structure pair =
        Structure.of(List.of(Element.of(2), Element.of(2)), new double[] {0, 0, 0, 0, 0, 1.5});
    WhitenedInvariants found = whitened(List.of(pair), 1).get(0);
    assertThat(found.rows(0)).isEmpty();
    double[] rows = found.rows(1);
    for (int i = 0; i < rows.length / 2; i++) {
      assertThat(rows[i]).isCloseTo(rows[rows.length / 2 + i], within(1e-6));
    }
  }

  @Test
  void atomsAtOnePlaceAreRefusedWithTheirStructure() {
    List<Structure> some = new ArrayList<>(structures.subList(0, 20));
    Structure good = Clusters.cluster(new Random(5), 2, 2);
    some.add(Structure.of(good.elements(), new double[6]));
    assertThatThrownBy(() -> whitened(some, 2))
        .isInstanceOfSatisfying(
            StructureException.class, error -> assertThat(error.structure()).isEqualTo(20));
  }
}
