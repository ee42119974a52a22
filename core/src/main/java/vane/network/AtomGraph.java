package vane.network;

import java.util.List;
import vane.structure.Element;
import vane.structure.NeighbourList;
import vane.structure.Structure;

/**
 * The atoms of a structure, ordered by element, and their pairs within the cutoff. Each pair is
 * there once, whichever way it is seen from; images count as pairs of their own. Immutable.
 */
final class AtomGraph {
  final int atoms;

  /** The index in the structure of each atom here. */
  final int[] original;

  /** The first atom of each element, and behind it the number of atoms. */
  final int[] elementStart;

  final int[] elementOf;
  final int pairs;
  final int[] from;
  final int[] to;

  /** {@code [pairs × 3]}, from the first atom to the second, in Å. */
  final double[] vectors;

  /** The edges of atom i are those from edgeStart[i]. */
  final int[] edgeStart;

  final int[] edgePair;
  final int[] edgeOther;

  /** 1 where the pair points away from the atom, −1 where it points to it. */
  final byte[] edgeSign;

  /** For each element and degree the rows of {@link Panels}. */
  final int[][] rows;

  /** The rows of the scalars of all atoms. */
  final int[] atomRows;

  AtomGraph(Structure structure, NeighbourList neighbours, List<Element> elements) {
    atoms = structure.size();
    original = new int[atoms];
    elementOf = new int[atoms];
    elementStart = new int[elements.size() + 1];
    int[] place = new int[atoms];
    int next = 0;
    for (int z = 0; z < elements.size(); z++) {
      elementStart[z] = next;
      for (int i = 0; i < atoms; i++) {
        if (structure.element(i).equals(elements.get(z))) {
          original[next] = i;
          elementOf[next] = z;
          place[i] = next++;
        }
      }
    }
    elementStart[elements.size()] = next;
    if (next != atoms) {
      throw new IllegalArgumentException(
          "elements " + structure.composition() + ", expected some of " + elements);
    }
    int[] half = new int[neighbours.entries()];
    int count = 0;
    int[] edges = new int[atoms + 1];
    int[] fromAll = new int[half.length];
    for (int i = 0; i < atoms; i++) {
      for (int e = neighbours.start(i); e < neighbours.start(i + 1); e++) {
        int j = neighbours.neighbour(e);
        if (i < j || i == j && isForward(neighbours, e)) {
          half[count] = e;
          fromAll[count++] = i;
          edges[place[i] + 1]++;
          edges[place[j] + 1]++;
        }
      }
    }
    pairs = count;
    from = new int[pairs];
    to = new int[pairs];
    vectors = new double[3 * pairs];
    for (int i = 0; i < atoms; i++) {
      edges[i + 1] += edges[i];
    }
    edgeStart = edges;
    edgePair = new int[2 * pairs];
    edgeOther = new int[2 * pairs];
    edgeSign = new byte[2 * pairs];
    int[] at = edges.clone();
    for (int p = 0; p < pairs; p++) {
      from[p] = place[fromAll[p]];
      to[p] = place[neighbours.neighbour(half[p])];
      for (int axis = 0; axis < 3; axis++) {
        vectors[3 * p + axis] = neighbours.displacement(half[p], axis);
      }
      int e = at[from[p]]++;
      edgePair[e] = p;
      edgeOther[e] = to[p];
      edgeSign[e] = 1;
      e = at[to[p]]++;
      edgePair[e] = p;
      edgeOther[e] = from[p];
      edgeSign[e] = -1;
    }
    atomRows = new int[atoms];
    for (int i = 0; i < atoms; i++) {
      atomRows[i] = i << 4;
    }
    rows = new int[elements.size() * NetworkLayout.DEGREES][];
    for (int z = 0; z < elements.size(); z++) {
      for (int l = 0; l < NetworkLayout.DEGREES; l++) {
        int width = 2 * l + 1;
        int[] list = new int[(elementStart[z + 1] - elementStart[z]) * width];
        int r = 0;
        for (int i = elementStart[z]; i < elementStart[z + 1]; i++) {
          for (int m = 0; m < width; m++) {
            list[r++] = i << 4 | (l * l + m);
          }
        }
        rows[z * NetworkLayout.DEGREES + l] = list;
      }
    }
  }

  /** The length of a pair in Å. */
  double distance(int pair) {
    double x = vectors[3 * pair];
    double y = vectors[3 * pair + 1];
    double z = vectors[3 * pair + 2];
    return Math.sqrt(x * x + y * y + z * z);
  }

  /** What is done with the atoms of an element. */
  interface ElementAtoms {
    void accept(int element, int from, int to);
  }

  /** For each element that is there. */
  void forEachElement(ElementAtoms action) {
    for (int z = 0; z + 1 < elementStart.length; z++) {
      if (elementStart[z + 1] > elementStart[z]) {
        action.accept(z, elementStart[z], elementStart[z + 1]);
      }
    }
  }

  /** Of an atom and its image on either side, which of the two is kept. */
  private static boolean isForward(NeighbourList neighbours, int e) {
    for (int axis = 0; axis < 3; axis++) {
      double d = neighbours.displacement(e, axis);
      if (Math.abs(d) > NeighbourList.SMALLEST_DISTANCE_ANGSTROM) {
        return d > 0;
      }
    }
    return false;
  }
}
