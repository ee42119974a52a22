package vane.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Remembered neighbours beside those of a new search. */
class VerletListsTest {
  private static final Element LITHIUM = Element.of(3);
  private static final double[] TRICLINIC = {7, 0, 0, 2, 6, 0, -1, 1.5, 8};
  private static final double[] SMALL = {2.9, 0, 0, 0.3, 3.1, 0, 0, 0.2, 3};

  private static Structure structure(String kind, double[] positions) {
    List<Element> elements = Collections.nCopies(positions.length / 3, LITHIUM);
    switch (kind) {
      case "triclinic":
        return Structure.of(elements, positions, Cell.of(TRICLINIC, true, true, true));
      case "slab":
        return Structure.of(elements, positions, Cell.of(TRICLINIC, true, false, true));
      case "small":
        return Structure.of(elements, positions, Cell.of(SMALL, true, true, true));
      default:
        return Structure.of(elements, positions);
    }
  }

  private static void assertSame(NeighbourList found, NeighbourList expected) {
    assertThat(found.rows()).isEqualTo(expected.rows());
    assertThat(found.entries()).isEqualTo(expected.entries());
    for (int row = 0; row <= expected.rows(); row++) {
      assertThat(found.start(row)).isEqualTo(expected.start(row));
    }
    for (int e = 0; e < expected.entries(); e++) {
      assertThat(found.neighbour(e)).isEqualTo(expected.neighbour(e));
      assertThat(found.distance(e)).isEqualTo(expected.distance(e));
      for (int axis = 0; axis < 3; axis++) {
        assertThat(found.displacement(e, axis)).isEqualTo(expected.displacement(e, axis));
      }
    }
  }

  /** A drift takes the atoms through the walls of the cell; the last bits must not show it. */
  @ParameterizedTest
  @CsvSource({"open, 20", "open, 90", "triclinic, 20", "slab, 20", "small, 2", "small, 1"})
  void listsOfAWalkAreThoseOfNewSearches(String kind, int atoms) {
    Random random = new Random(5);
    double[] positions = random.doubles(3 * atoms, -4, 9).toArray();
    double[] drift = {0.02, -0.03, 0.025};
    VerletList list = new VerletList(3, VerletLists.SKIN_ANGSTROM);
    int steps = 400;
    for (int step = 0; step < steps; step++) {
      for (int i = 0; i < positions.length; i++) {
        positions[i] += drift[i % 3] + random.nextDouble(-0.02, 0.02);
      }
      Structure now = structure(kind, positions);
      assertSame(list.of(now), NeighbourList.within(now, 3));
    }
    assertThat(list.rebuilds()).isBetween(10, steps / 3);
  }

  @Test
  void anotherStructureOrCellAtThePlaceIsSearchedAnew() {
    VerletLists lists = new VerletLists(3);
    double[] positions = new Random(1).doubles(60, 0, 6).toArray();
    List<Structure> visitors =
        List.of(
            structure("open", positions),
            structure("triclinic", positions),
            structure("slab", positions),
            structure("open", Arrays.copyOf(positions, 30)),
            structure("open", positions));
    for (Structure visitor : visitors) {
      assertSame(lists.of(0, visitor), NeighbourList.within(visitor, 3));
    }
  }

  @Test
  void atomsThatMeetAreFound() {
    VerletLists lists = new VerletLists(3);
    lists.of(0, structure("open", new double[] {0, 0, 0, 0.2, 0, 0}));
    Structure met = structure("open", new double[] {0, 0, 0, 0, 0, 0});
    assertThatThrownBy(() -> lists.of(0, met)).isInstanceOf(CoincidentAtomsException.class);
  }
}
