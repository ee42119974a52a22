package vane.audit;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import vane.structure.Cell;
import vane.structure.Structure;

/** Which structures of many are copies of earlier ones, up to rounding. */
public final class FrameCopies {
  /** Coordinates of a copy differ by less, in Å. */
  public static final double SAME_WITHIN_ANGSTROM = 1e-4;

  private FrameCopies() {}

  /**
   * Finds copies.
   *
   * @param structures the structures in order
   * @return {@code [structures]}: the index of the first structure that each is a copy of, its own
   *     if it is none
   */
  public static int[] firsts(List<Structure> structures) {
    int count = structures.size();
    double[] keys = new double[count];
    double[] slack = new double[count];
    for (int s = 0; s < count; s++) {
      double[] positions = structures.get(s).positions();
      // The same numbers for all structures: copies have nearly the same sum.
      Random random = new Random(1);
      for (double coordinate : positions) {
        double factor = random.nextDouble();
        keys[s] += factor * coordinate;
        slack[s] += factor * SAME_WITHIN_ANGSTROM;
      }
    }
    Integer[] order = IntStream.range(0, count).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.<Integer>comparingDouble(s -> keys[s]).thenComparingInt(s -> s));
    int[] parents = IntStream.range(0, count).toArray();
    for (int o = 1; o < count; o++) {
      int s = order[o];
      for (int p = o - 1; p >= 0 && keys[s] - keys[order[p]] <= slack[s]; p--) {
        if (same(structures.get(s), structures.get(order[p]))) {
          int one = root(parents, s);
          int other = root(parents, order[p]);
          parents[Math.max(one, other)] = Math.min(one, other);
          break;
        }
      }
    }
    return IntStream.range(0, count).map(s -> root(parents, s)).toArray();
  }

  private static int root(int[] parents, int member) {
    int root = member;
    while (parents[root] != root) {
      root = parents[root];
    }
    return root;
  }

  private static boolean same(Structure one, Structure other) {
    if (one.size() != other.size() || one.cell().isPresent() != other.cell().isPresent()) {
      return false;
    }
    if (one.cell().isPresent() && !same(one.cell().get(), other.cell().get())) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      if (!one.element(i).equals(other.element(i))) {
        return false;
      }
      for (int axis = 0; axis < 3; axis++) {
        if (!(Math.abs(one.position(i, axis) - other.position(i, axis)) < SAME_WITHIN_ANGSTROM)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean same(Cell one, Cell other) {
    for (int i = 0; i < 9; i++) {
      if (one.isPeriodic(i / 3) != other.isPeriodic(i / 3)
          || Math.abs(one.get(i / 3, i % 3) - other.get(i / 3, i % 3)) >= SAME_WITHIN_ANGSTROM) {
        return false;
      }
    }
    return true;
  }
}
