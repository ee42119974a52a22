package vane.report.viewer;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import vane.structure.Structure;
import vane.structure.WrappedPositions;

/**
 * Which atoms of a frame a page shows, and where: all of them, or of a frame with very many those
 * around one atom. Immutable.
 */
final class ShownAtoms {
  /** Atoms farther outside of their cell, in cells, are moved into it, and all others with them. */
  private static final double FAR_OUTSIDE = 0.5;

  private final int[] numbers;
  private final double[] positions;
  private final OptionalDouble radius;

  private ShownAtoms(int[] numbers, double[] positions, OptionalDouble radius) {
    this.numbers = numbers;
    this.positions = positions;
    this.radius = radius;
  }

  /**
   * Chooses the atoms.
   *
   * @param structure the frame
   * @param centre the atom that matters, from zero
   * @param most how many atoms are shown at most
   */
  static ShownAtoms of(Structure structure, int centre, int most) {
    WrappedPositions wrapped = new WrappedPositions(structure);
    return structure.size() <= most
        ? whole(structure, wrapped)
        : around(structure, wrapped, centre, most);
  }

  private static ShownAtoms whole(Structure structure, WrappedPositions wrapped) {
    double[] positions = structure.positions();
    int atoms = structure.size();
    if (IntStream.range(0, atoms).anyMatch(a -> isFarOutside(structure, wrapped, a))) {
      for (int a = 0; a < atoms; a++) {
        for (int axis = 0; axis < 3; axis++) {
          positions[3 * a + axis] -=
              wrapped.shift(wrapped.turns(a, 0), wrapped.turns(a, 1), wrapped.turns(a, 2), axis);
        }
      }
    }
    return new ShownAtoms(IntStream.range(0, atoms).toArray(), positions, OptionalDouble.empty());
  }

  private static boolean isFarOutside(Structure structure, WrappedPositions wrapped, int atom) {
    for (int d = 0; d < 3; d++) {
      double fraction =
          wrapped.fraction(
              structure.position(atom, 0),
              structure.position(atom, 1),
              structure.position(atom, 2),
              d);
      if (wrapped.isPeriodic(d) && (fraction < -FAR_OUTSIDE || fraction > 1 + FAR_OUTSIDE)) {
        return true;
      }
    }
    return false;
  }

  /** The atoms nearest to one of them, each where it is nearest to it. */
  private static ShownAtoms around(
      Structure structure, WrappedPositions wrapped, int centre, int most) {
    int atoms = structure.size();
    double[] vectors = new double[3 * atoms];
    double[] distances = new double[atoms];
    for (int a = 0; a < atoms; a++) {
      double x = structure.position(a, 0) - structure.position(centre, 0);
      double y = structure.position(a, 1) - structure.position(centre, 1);
      double z = structure.position(a, 2) - structure.position(centre, 2);
      int[] turns = new int[3];
      for (int d = 0; d < 3; d++) {
        turns[d] = wrapped.isPeriodic(d) ? (int) Math.rint(wrapped.fraction(x, y, z, d)) : 0;
      }
      vectors[3 * a] = x - wrapped.shift(turns[0], turns[1], turns[2], 0);
      vectors[3 * a + 1] = y - wrapped.shift(turns[0], turns[1], turns[2], 1);
      vectors[3 * a + 2] = z - wrapped.shift(turns[0], turns[1], turns[2], 2);
      distances[a] =
          Math.sqrt(
              vectors[3 * a] * vectors[3 * a]
                  + vectors[3 * a + 1] * vectors[3 * a + 1]
                  + vectors[3 * a + 2] * vectors[3 * a + 2]);
    }
    List<Integer> nearest =
        IntStream.range(0, atoms)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer a) -> distances[a]).thenComparing(a -> a))
            .limit(most)
            .toList();
    double radius = distances[nearest.get(most - 1)];
    int[] numbers = nearest.stream().mapToInt(a -> a).sorted().toArray();
    double[] positions =
        IntStream.range(0, 3 * most)
            .mapToDouble(i -> vectors[3 * numbers[i / 3] + i % 3])
            .toArray();
    return new ShownAtoms(numbers, positions, OptionalDouble.of(radius));
  }

  /** How many atoms are shown. */
  int size() {
    return numbers.length;
  }

  /** The number in its frame of an atom that is shown, from zero. */
  int number(int shown) {
    return numbers[shown];
  }

  /** A coordinate of an atom that is shown, in Å. */
  double position(int shown, int axis) {
    return positions[3 * shown + axis];
  }

  /** The distance of the farthest atom from the one that matters, in Å; empty if all are shown. */
  OptionalDouble radius() {
    return radius;
  }
}
