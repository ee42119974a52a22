package vane.equivariant.range;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vane.equivariant.invariant.AtomBatch;
import vane.equivariant.invariant.RadialBasis;
import vane.structure.Element;
import vane.structure.Structure;

class PairDistancesTest {
  private static final double CUTOFF = 4;
  private static final SortedSet<Element> ELEMENTS =
      new TreeSet<>(List.of(Element.of(1), Element.of(6)));

  /** Counts of C–H pairs: one at 1.0005 Å, and each other 1 mÅ farther. */
  private static PairDistances.Counts counts(int from, int to) {
    PairDistances.Counts counts = new PairDistances.Counts(2, CUTOFF);
    for (int i = from; i < to; i++) {
      Structure pair =
          Structure.of(
              List.of(Element.of(6), Element.of(1)),
              new double[] {0, 0, 0, 0, 1.0005 + 0.001 * i, 0});
      counts.add(new AtomBatch(List.of(pair), ELEMENTS, CUTOFF));
    }
    return counts;
  }

  @ParameterizedTest
  @CsvSource({
    // contacts, rank of the shortest, rank of the inner distance
    "1, 1, 1",
    "99, 1, 1",
    "250, 2, 2",
    "1000, 10, 10",
    "2000, 10, 20"
  })
  void distancesAreThoseOfContactsByRank(int contacts, int shortest, int inner) {
    PairDistances distances = counts(0, contacts).distances();
    for (int centre = 0; centre < 2; centre++) {
      assertThat(distances.shortest(centre, 1 - centre))
          .isCloseTo(1 + 0.001 * (shortest - 1), within(1e-9));
      assertThat(distances.inner(centre, 1 - centre))
          .isCloseTo(1 + 0.001 * (inner - 1), within(1e-9));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 500, 1999, 2000})
  void partsAddUpInAnyOrder(int cut) {
    PairDistances whole = counts(0, 2000).distances();
    PairDistances.Counts parts = counts(cut, 2000);
    parts.merge(counts(0, cut));
    assertThat(parts.distances().shortest()).containsExactly(whole.shortest());
    assertThat(parts.distances().inner()).containsExactly(whole.inner());
  }

  @Test
  void elementsThatNeverMeetHaveNoShortestDistance() {
    PairDistances distances = counts(0, 100).distances();
    assertThat(distances.shortest(0, 0)).isEqualTo(CUTOFF);
    assertThat(distances.inner(0, 0)).isEqualTo(1);
    assertThat(new PairDistances.Counts(1, 1.2).distances().inner(0, 0)).isEqualTo(0.6);
  }

  @Test
  void theRepulsionBeginsBelowBoth() {
    double[] shortest = {1.5, 2, 2, 0.8};
    double[] inner = {1, 1, 1, 1};
    PairDistances distances = PairDistances.of(2, CUTOFF, shortest, inner);
    assertThat(distances.repulsion(0, 1)).isEqualTo(1 - RadialBasis.INNER_WIDTH_ANGSTROM);
    assertThat(distances.repulsion(1, 1)).isEqualTo(0.8 - RadialBasis.INNER_WIDTH_ANGSTROM);
    assertThat(distances.shortest()).containsExactly(shortest);
    assertThat(distances.inner()).containsExactly(inner);
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "1, 4", "1, NaN", "-1, 1", "4.1, 1", "NaN, 1"})
  void distancesOutOfRangeAreRefused(double shortest, double inner) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> PairDistances.of(1, CUTOFF, new double[] {shortest}, new double[] {inner}))
        .withMessageContaining("cutoff");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PairDistances.of(2, CUTOFF, new double[] {1}, new double[] {1}))
        .withMessageContaining("2 elements");
  }
}
