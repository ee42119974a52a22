package vane.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NearestNeighboursTest {
  private static final Element H = Element.of(1);
  private static final Element C = Element.of(6);

  private static Structure random(long seed, int atoms, double size) {
    Random random = new Random(seed);
    double[] positions =
        DoubleStream.generate(() -> size * random.nextDouble()).limit(3L * atoms).toArray();
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < atoms; i++) {
      elements.add(random.nextBoolean() ? H : C);
    }
    return Structure.of(elements, positions);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 6, 48, 49, 120})
  void theNearestOfAFiniteStructureAreFound(int atoms) {
    Structure s = random(atoms, atoms, 20);
    NearestNeighbours nearest = NearestNeighbours.of(s, 4);
    NeighbourList all = NeighbourList.within(s, 100);
    assertThat(nearest.size()).isEqualTo(atoms);
    for (int i = 0; i < atoms; i++) {
      assertThat(nearest.found(i)).isEqualTo(Math.min(4, atoms - 1));
      assertThat(nearest.tied(i)).isFalse();
      for (int k = 0; k < nearest.found(i); k++) {
        int entry = all.start(i) + k;
        assertThat(nearest.neighbour(i, k)).isEqualTo(all.neighbour(entry));
        assertThat(nearest.distance(i, k)).isEqualTo(all.distance(entry));
        assertThat(nearest.element(i, k)).isEqualTo(s.element(all.neighbour(entry)));
        assertThat(nearest.displacements()[3 * (4 * i + k) + 1])
            .isEqualTo(all.displacement(entry, 1))
            .isEqualTo(nearest.displacement(i, k, 1));
      }
    }
  }

  @Test
  void missingNeighboursAreZero() {
    Structure s = Structure.of(List.of(H, C), new double[] {0, 0, 0, 0, 0, 500});
    NearestNeighbours nearest = NearestNeighbours.of(s, 3);
    assertThat(nearest.atomicNumbers()).containsExactly(6, 0, 0, 1, 0, 0);
    assertThat(nearest.displacements())
        .containsExactly(0, 0, 500, 0, 0, 0, 0, 0, 0, 0, 0, -500, 0, 0, 0, 0, 0, 0);
    assertThatThrownBy(() -> nearest.neighbour(0, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSingleAtomHasNone() {
    NearestNeighbours nearest = NearestNeighbours.of(Structure.of(List.of(H), new double[3]), 4);
    assertThat(nearest.found(0)).isZero();
    assertThat(nearest.tied(0)).isFalse();
    assertThat(NearestNeighbours.of(Structure.of(List.of(), new double[0]), 4).size()).isZero();
  }

  @Test
  void equalDistancesAtTheEdgeAreFlagged() {
    // Six neighbours at the same distance around the first atom.
    double[] positions = {0, 0, 0, 1, 0, 0, -1, 0, 0, 0, 1, 0, 0, -1, 0, 0, 0, 1, 0, 0, -1};
    Structure s = Structure.of(Collections.nCopies(7, H), positions);
    assertThat(NearestNeighbours.of(s, 4).tied(0)).isTrue();
    assertThat(NearestNeighbours.of(s, 6).tied(0)).isFalse();
    positions[3] = 1 - 1e-5;
    NearestNeighbours apart =
        NearestNeighbours.of(Structure.of(Collections.nCopies(7, H), positions), 1);
    assertThat(apart.tied(0)).isFalse();
    assertThat(apart.neighbour(0, 0)).isEqualTo(1);
  }

  @Test
  void aPeriodicAtomHasItsImagesForNeighbours() {
    Cell cell = Cell.of(new double[] {9, 0, 0, 0, 10, 0, 0, 0, 11}, true, true, false);
    Structure s = Structure.of(List.of(C), new double[] {100, 100, 100}, cell);
    NearestNeighbours nearest = NearestNeighbours.of(s, 4);
    assertThat(nearest.found(0)).isEqualTo(4);
    assertThat(nearest.displacement(0, 0, 0)).isCloseTo(-9, within(1e-12));
    assertThat(nearest.displacement(0, 2, 1)).isCloseTo(-10, within(1e-12));
    assertThat(nearest.tied(0)).isFalse();
    assertThat(NearestNeighbours.of(s, 3).tied(0)).isTrue();
  }

  @Test
  void alignedAtomsAreOrderedByDistance() {
    Structure s =
        Structure.of(List.of(H, C, C, H), new double[] {0, 0, 0, 1, 0, 0, 2.2, 0, 0, 3.3, 0, 0});
    NearestNeighbours nearest = NearestNeighbours.of(s, 2);
    assertThat(nearest.neighbour(0, 0)).isEqualTo(1);
    assertThat(nearest.neighbour(0, 1)).isEqualTo(2);
    assertThat(nearest.neighbour(3, 1)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void neighboursTurnWithTheStructureAndFollowItsAtoms(long seed) {
    Structure s = random(seed, 30, 6);
    StructureMotion motion = StructureMotion.random(seed, s.size());
    NearestNeighbours before = NearestNeighbours.of(s, 4);
    NearestNeighbours after = NearestNeighbours.of(motion.apply(s), 4);
    for (int i = 0; i < s.size(); i++) {
      int moved = motion.newIndex(i);
      for (int k = 0; k < 4; k++) {
        assertThat(after.neighbour(moved, k)).isEqualTo(motion.newIndex(before.neighbour(i, k)));
        double[] turned =
            motion.turn(
                before.displacement(i, k, 0),
                before.displacement(i, k, 1),
                before.displacement(i, k, 2));
        for (int axis = 0; axis < 3; axis++) {
          assertThat(after.displacement(moved, k, axis)).isCloseTo(turned[axis], within(1e-12));
        }
      }
    }
  }
}
