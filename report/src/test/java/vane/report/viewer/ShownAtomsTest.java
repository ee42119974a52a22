package vane.report.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vane.structure.Cell;
import vane.structure.Element;
import vane.structure.Structure;

class ShownAtomsTest {
  private static List<Element> hydrogens(int count) {
    return Collections.nCopies(count, Element.of(1));
  }

  /** Atoms at x = 0, 1, 2 …, in a cell as long as there are atoms, or in none. */
  private static Structure chain(int atoms, boolean periodic) {
    double[] positions =
        IntStream.range(0, 3 * atoms).mapToDouble(i -> i % 3 == 0 ? i / 3 : 0).toArray();
    return periodic
        ? Structure.of(
            hydrogens(atoms),
            positions,
            Cell.of(new double[] {atoms, 0, 0, 0, 9, 0, 0, 0, 9}, true, true, true))
        : Structure.of(hydrogens(atoms), positions);
  }

  @Test
  void aSmallFrameIsShownAsItIs() {
    ShownAtoms shown = ShownAtoms.of(chain(5, true), 4, 5);
    assertThat(shown.size()).isEqualTo(5);
    assertThat(shown.radius()).isEmpty();
    assertThat(shown.number(3)).isEqualTo(3);
    assertThat(shown.position(3, 0)).isEqualTo(3);
  }

  @Test
  void ofALargeFrameTheNeighbourhoodOfAnAtomIsShown() {
    ShownAtoms shown = ShownAtoms.of(chain(100, false), 40, 7);
    assertThat(IntStream.range(0, 7).map(shown::number))
        .containsExactly(37, 38, 39, 40, 41, 42, 43);
    assertThat(shown.radius()).hasValue(3);
    assertThat(shown.position(3, 0)).as("the atom itself").isZero();
    assertThat(shown.position(6, 0)).isEqualTo(3);
  }

  @Test
  void aNeighbourhoodGoesAcrossTheEdgeOfTheCell() {
    ShownAtoms shown = ShownAtoms.of(chain(100, true), 1, 5);
    assertThat(IntStream.range(0, 5).map(shown::number)).containsExactly(0, 1, 2, 3, 99);
    assertThat(shown.position(4, 0)).isCloseTo(-2, within(1e-12));
  }

  @Test
  void atomsFarOutsideOfTheCellAreMovedIntoIt() {
    Cell cell = Cell.of(new double[] {4, 0, 0, 0, 4, 0, 0, 0, 4}, true, true, true);
    Structure near = Structure.of(hydrogens(2), new double[] {-0.5, 0, 0, 1, 1, 1}, cell);
    assertThat(ShownAtoms.of(near, 0, 9).position(0, 0)).isEqualTo(-0.5);
    Structure far = Structure.of(hydrogens(2), new double[] {-0.5, 0, 0, 1, 9, 1}, cell);
    ShownAtoms shown = ShownAtoms.of(far, 0, 9);
    assertThat(shown.position(0, 0)).isCloseTo(3.5, within(1e-12));
    assertThat(shown.position(1, 1)).isCloseTo(1, within(1e-12));
  }
}
