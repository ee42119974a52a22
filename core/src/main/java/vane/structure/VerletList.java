package vane.structure;

import java.util.Optional;

/** The pairs of one structure that moves, within the cutoff and a skin; see {@link VerletLists}. */
final class VerletList {
  private final double cutoffSquared;
  private final double reach;
  private final double farthestSquared;

  private double[] made = new double[0];
  private Optional<Cell> cell = Optional.empty();
  private int rebuilds;

  /** The pairs of an atom begin at {@code start[atom]}. */
  private int[] start = {0};

  private int[] others = new int[0];

  /** By how many lattice vectors the other atom of a pair is shifted, {@code [pairs × 3]}. */
  private int[] images = new int[0];

  VerletList(double cutoffAngstrom, double skinAngstrom) {
    this.cutoffSquared = cutoffAngstrom * cutoffAngstrom;
    this.reach = cutoffAngstrom + skinAngstrom;
    this.farthestSquared = skinAngstrom * skinAngstrom / 4;
  }

  /** The neighbours within the cutoff. */
  synchronized NeighbourList of(Structure structure) {
    WrappedPositions positions = new WrappedPositions(structure);
    if (!isNear(structure)) {
      rebuild(structure, positions);
    }
    return NeighbourList.of(structure.size(), (atom, row) -> collect(positions, atom, row));
  }

  /** How often the pairs were searched for. */
  int rebuilds() {
    return rebuilds;
  }

  private boolean isNear(Structure structure) {
    if (3 * structure.size() != made.length || !structure.cell().equals(cell)) {
      return false;
    }
    for (int i = 0; i < structure.size(); i++) {
      double x = structure.position(i, 0) - made[3 * i];
      double y = structure.position(i, 1) - made[3 * i + 1];
      double z = structure.position(i, 2) - made[3 * i + 2];
      if (!(x * x + y * y + z * z < farthestSquared)) {
        return false;
      }
    }
    return true;
  }

  private void rebuild(Structure structure, WrappedPositions positions) {
    NeighbourList pairs = NeighbourList.within(structure, reach);
    int atoms = structure.size();
    start = new int[atoms + 1];
    others = new int[pairs.entries()];
    images = new int[3 * pairs.entries()];
    for (int atom = 0; atom < atoms; atom++) {
      start[atom + 1] = pairs.start(atom + 1);
      for (int e = pairs.start(atom); e < pairs.start(atom + 1); e++) {
        others[e] = pairs.neighbour(e);
        double x = beyond(structure, pairs, atom, e, 0);
        double y = beyond(structure, pairs, atom, e, 1);
        double z = beyond(structure, pairs, atom, e, 2);
        for (int d = 0; d < 3; d++) {
          images[3 * e + d] =
              positions.isPeriodic(d) ? (int) Math.rint(positions.fraction(x, y, z, d)) : 0;
        }
      }
    }
    cell = structure.cell();
    made = structure.positions();
    rebuilds++;
  }

  /** What the way to a neighbour has more than the difference of the positions, in Å. */
  private static double beyond(
      Structure structure, NeighbourList pairs, int atom, int entry, int axis) {
    return pairs.displacement(entry, axis)
        - (structure.position(pairs.neighbour(entry), axis) - structure.position(atom, axis));
  }

  private void collect(WrappedPositions positions, int atom, NeighbourRow row) {
    row.clear();
    for (int e = start[atom]; e < start[atom + 1]; e++) {
      int other = others[e];
      int a = images[3 * e] + positions.turns(other, 0) - positions.turns(atom, 0);
      int b = images[3 * e + 1] + positions.turns(other, 1) - positions.turns(atom, 1);
      int c = images[3 * e + 2] + positions.turns(other, 2) - positions.turns(atom, 2);
      positions.consider(
          atom,
          other,
          positions.shift(a, b, c, 0),
          positions.shift(a, b, c, 1),
          positions.shift(a, b, c, 2),
          cutoffSquared,
          row);
    }
  }
}
