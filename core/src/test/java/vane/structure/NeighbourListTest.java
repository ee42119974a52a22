package vane.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeighbourListTest {
  private static final double[] CUBE = {4, 0, 0, 0, 4, 0, 0, 0, 4};

  /** An entry: neighbour, displacement, distance. */
  private record Entry(int neighbour, double x, double y, double z) {
    double distance() {
      return Math.sqrt(x * x + y * y + z * z);
    }
  }

  /** All pairs and far more images than needed, without bins. */
  private static List<List<Entry>> plain(Structure s, double cutoff, int images) {
    List<List<Entry>> rows = new ArrayList<>();
    for (int i = 0; i < s.size(); i++) {
      List<Entry> row = new ArrayList<>();
      for (int j = 0; j < s.size(); j++) {
        for (int a = -images; a <= images; a++) {
          for (int b = -images; b <= images; b++) {
            for (int c = -images; c <= images; c++) {
              int[] n = {a, b, c};
              double[] d = new double[3];
              boolean allowed = i != j || a != 0 || b != 0 || c != 0;
              for (int axis = 0; axis < 3; axis++) {
                d[axis] = s.position(j, axis) - s.position(i, axis);
                for (int v = 0; v < 3; v++) {
                  if (n[v] != 0) {
                    allowed &= s.cell().map(x -> x.isPeriodic()).orElse(false);
                    final int vector = v;
                    allowed &= s.cell().map(x -> x.isPeriodic(vector)).orElse(false);
                    final int component = axis;
                    d[axis] += n[v] * s.cell().map(x -> x.get(vector, component)).orElse(0.0);
                  }
                }
              }
              Entry entry = new Entry(j, d[0], d[1], d[2]);
              if (allowed && entry.distance() <= cutoff) {
                row.add(entry);
              }
            }
          }
        }
      }
      row.sort(
          Comparator.comparingDouble(Entry::distance)
              .thenComparingInt(Entry::neighbour)
              .thenComparingDouble(Entry::x));
      rows.add(row);
    }
    return rows;
  }

  private static void assertSameAsPlain(Structure s, double cutoff, int images) {
    List<List<Entry>> expected = plain(s, cutoff, images);
    NeighbourList found = NeighbourList.within(s, cutoff);
    assertThat(found.rows()).isEqualTo(s.size());
    for (int i = 0; i < s.size(); i++) {
      List<Entry> row = new ArrayList<>();
      for (int e = found.start(i); e < found.start(i + 1); e++) {
        row.add(
            new Entry(
                found.neighbour(e),
                found.displacement(e, 0),
                found.displacement(e, 1),
                found.displacement(e, 2)));
        assertThat(found.distance(e)).isCloseTo(row.get(row.size() - 1).distance(), within(1e-12));
        assertThat(e == found.start(i) || found.distance(e) >= found.distance(e - 1)).isTrue();
      }
      assertThat(row).as("neighbours of atom %d", i).hasSameSizeAs(expected.get(i));
      List<Entry> open = new ArrayList<>(expected.get(i));
      for (Entry entry : row) {
        // Matched by place, since equal distances may be ordered apart by rounding.
        Entry match =
            Collections.min(open, Comparator.comparingDouble(other -> apart(entry, other)));
        assertThat(apart(entry, match)).isLessThan(1e-9);
        open.remove(match);
      }
    }
  }

  private static double apart(Entry a, Entry b) {
    return Math.abs(a.x - b.x)
        + Math.abs(a.y - b.y)
        + Math.abs(a.z - b.z)
        + (a.neighbour == b.neighbour ? 0 : 1);
  }

  private static Structure random(Random random, int atoms, double[] cell, boolean... periodic) {
    double[] positions = new double[3 * atoms];
    for (int i = 0; i < atoms; i++) {
      for (int v = 0; v < 3; v++) {
        // Also outside the cell, up to one cell away on each side.
        double fraction = 3 * random.nextDouble() - 1;
        for (int axis = 0; axis < 3; axis++) {
          positions[3 * i + axis] += fraction * cell[3 * v + axis];
        }
      }
    }
    List<Element> elements = Collections.nCopies(atoms, Element.of(6));
    return periodic.length == 0
        ? Structure.of(elements, positions)
        : Structure.of(elements, positions, Cell.of(cell, periodic));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 7, 23, 47, 48, 49, 50, 200})
  void aFiniteStructureHasThePairsOfThePlainSearch(int atoms) {
    Random random = new Random(atoms);
    assertSameAsPlain(random(random, atoms, CUBE), 2.1, 0);
    assertSameAsPlain(random(random, atoms, new double[] {40, 0, 0, 0, 3, 0, 0, 0, 1}), 3.0, 0);
    assertSameAsPlain(random(random, atoms, CUBE, false, false, false), 2.1, 0);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void aPeriodicStructureHasThePairsOfThePlainSearch(long seed) {
    Random random = new Random(seed);
    double[] cell = new double[9];
    for (int i = 0; i < 9; i++) {
      cell[i] = (i % 4 == 0 ? 3 + 4 * random.nextDouble() : 0) + 1.6 * random.nextGaussian();
    }
    boolean[] periodic = {(seed & 1) != 0, (seed & 2) != 0, (seed & 4) != 0};
    int atoms = 1 + random.nextInt(12);
    Structure s = random(random, atoms, cell, periodic);
    assertSameAsPlain(s, 0.7 + 2.5 * random.nextDouble(), 9);
  }

  @Test
  void aSkewedCellSmallerThanTheCutoff() {
    double[] cell = {1.5, 0, 0, 4.1, 1.7, 0, -2.0, 3.3, 1.9};
    assertSameAsPlain(random(new Random(5), 2, cell, true, true, true), 4.0, 26);
    assertSameAsPlain(random(new Random(6), 1, cell, true, true, false), 4.0, 26);
  }

  @Test
  void manyAtomsInALargePeriodicCell() {
    double[] cell = {14, 0, 0, 3, 13, 0, -2, 1, 15};
    assertSameAsPlain(random(new Random(8), 150, cell, true, true, true), 3.0, 3);
    assertSameAsPlain(random(new Random(9), 150, cell, false, true, false), 3.0, 3);
  }

  @Test
  void theNeighboursOfALatticePointAreItsShells() {
    Structure s =
        Structure.of(List.of(Element.of(29)), new double[3], Cell.of(CUBE, true, true, true));
    NeighbourList list = NeighbourList.within(s, 4 * Math.sqrt(2));
    assertThat(list.entries()).isEqualTo(6 + 12);
    assertThat(list.distance(5)).isEqualTo(4.0);
    assertThat(list.displacement(0, 0)).isEqualTo(-4.0);
    assertThat(list.displacement(5, 0)).isEqualTo(4.0);
  }

  @Test
  void aPairAtExactlyTheCutoffCounts() {
    List<Element> two = List.of(Element.of(1), Element.of(1));
    Structure s = Structure.of(two, new double[] {0, 0, 0, 3, 0, 0});
    assertThat(NeighbourList.within(s, 3.0).entries()).isEqualTo(2);
    assertThat(NeighbourList.within(s, Math.nextDown(3.0)).entries()).isZero();
  }

  @Test
  void someCentresHaveTheRowsOfTheFullList() {
    Structure s = random(new Random(3), 60, CUBE);
    NeighbourList all = NeighbourList.within(s, 4.0);
    NeighbourList some = NeighbourList.within(s, 4.0, new int[] {41, 7});
    assertThat(some.rows()).isEqualTo(2);
    assertThat(some.start(1)).isEqualTo(all.start(42) - all.start(41)).isPositive();
    for (int e = 0; e < some.start(1); e++) {
      assertThat(some.neighbour(e)).isEqualTo(all.neighbour(all.start(41) + e));
      assertThat(some.displacement(e, 2)).isEqualTo(all.displacement(all.start(41) + e, 2));
    }
  }

  @Test
  void twoAtomsAtOnePlaceAreNamed() {
    List<Element> three = Collections.nCopies(3, Element.of(1));
    Structure s = Structure.of(three, new double[] {0, 0, 0, 1, 0, 0, 1, 0, 1e-8});
    assertThatThrownBy(() -> NeighbourList.within(s, 2.0))
        .isInstanceOfSatisfying(
            CoincidentAtomsException.class,
            e -> {
              assertThat(e.first()).isEqualTo(1);
              assertThat(e.second()).isEqualTo(2);
              assertThat(e.distanceAngstrom()).isEqualTo(1e-8);
            })
        .hasMessageContaining("atom 1 and atom 2");
  }

  @Test
  void twoAtomsAtOnePlaceOfDifferentImagesAreNamed() {
    List<Element> two = Collections.nCopies(2, Element.of(1));
    Cell cell = Cell.of(CUBE, true, true, true);
    Structure s = Structure.of(two, new double[] {0, 0, 0, -4, 8, 0}, cell);
    assertThatThrownBy(() -> NeighbourList.within(s, 2.0))
        .isInstanceOf(CoincidentAtomsException.class);
  }

  @Test
  void aCutoffOfZeroIsRefused() {
    Structure s = random(new Random(1), 2, CUBE);
    assertThatThrownBy(() -> NeighbourList.within(s, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> NeighbourList.within(s, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
