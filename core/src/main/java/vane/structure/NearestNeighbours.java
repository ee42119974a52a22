package vane.structure;

import java.util.stream.IntStream;

/**
 * The nearest neighbours of each atom, a given number of them, at any distance.
 *
 * <p>Neighbours are ordered by distance, then by index, then by displacement. A finite structure
 * may have fewer than asked for; a periodic one never has. Where the last neighbour and the next
 * one that was left out are equally far, the choice between them was arbitrary and {@link #tied}
 * says so. Immutable and thread-safe.
 */
public final class NearestNeighbours {
  /** Distances that differ by no more than this, in Å, are a tie. */
  public static final double TIE_ANGSTROM = 1e-6;

  /** Most atoms have a few neighbours this near; the others are looked for again further out. */
  private static final double FIRST_CUTOFF_ANGSTROM = 3.0;

  private static final double CUTOFF_GROWTH = 1.6;
  private static final int SMALL_FINITE = 48;

  private final int count;
  private final int[] found;
  private final int[] neighbours;
  private final int[] atomicNumbers;
  private final double[] displacements;
  private final double[] distances;
  private final boolean[] tied;

  private NearestNeighbours(int atoms, int count) {
    this.count = count;
    found = new int[atoms];
    neighbours = new int[atoms * count];
    atomicNumbers = new int[atoms * count];
    displacements = new double[3 * atoms * count];
    distances = new double[atoms * count];
    tied = new boolean[atoms];
  }

  /**
   * The nearest neighbours of every atom.
   *
   * @param structure the atoms; its cell counts along the directions in which it is periodic
   * @param count how many neighbours, at least one
   * @return for each atom as many neighbours as there are, up to {@code count}
   * @throws CoincidentAtomsException if two atoms are at the same place
   */
  public static NearestNeighbours of(Structure structure, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("count " + count + ", expected at least 1");
    }
    int atoms = structure.size();
    NearestNeighbours result = new NearestNeighbours(atoms, count);
    boolean periodic = structure.cell().map(Cell::isPeriodic).orElse(false);
    boolean small = !periodic && atoms <= SMALL_FINITE;
    double cutoff = small ? Double.POSITIVE_INFINITY : FIRST_CUTOFF_ANGSTROM;
    int[] pending = IntStream.range(0, atoms).toArray();
    NeighbourRow row = new NeighbourRow();
    while (pending.length > 0) {
      NeighbourSearch search = new NeighbourSearch(structure, cutoff);
      int left = 0;
      for (int atom : pending) {
        search.collect(atom, row);
        // One more than asked for has to be in sight to know whether the choice was arbitrary.
        if (row.size() > count || (!periodic && row.size() == atoms - 1)) {
          row.sort();
          result.take(atom, row, structure);
        } else {
          pending[left++] = atom;
        }
      }
      pending = IntStream.of(pending).limit(left).toArray();
      cutoff *= CUTOFF_GROWTH;
    }
    return result;
  }

  private void take(int atom, NeighbourRow row, Structure structure) {
    int taken = Math.min(count, row.size());
    found[atom] = taken;
    for (int rank = 0; rank < taken; rank++) {
      int place = atom * count + rank;
      neighbours[place] = row.neighbour(rank);
      atomicNumbers[place] = structure.element(row.neighbour(rank)).atomicNumber();
      distances[place] = row.distance(rank);
      for (int axis = 0; axis < 3; axis++) {
        displacements[3 * place + axis] = row.displacement(rank, axis);
      }
    }
    tied[atom] =
        row.size() > count && row.distance(count) - row.distance(count - 1) <= TIE_ANGSTROM;
  }

  /**
   * The number of atoms.
   *
   * @return zero or more
   */
  public int size() {
    return found.length;
  }

  /**
   * How many neighbours were asked for.
   *
   * @return at least one
   */
  public int count() {
    return count;
  }

  /**
   * How many neighbours an atom has here.
   *
   * @param atom index from zero
   * @return from zero to {@link #count}
   */
  public int found(int atom) {
    return found[atom];
  }

  /**
   * Whether the last neighbour and the next, which was left out, are equally far.
   *
   * @param atom index from zero
   * @return true if they differ by no more than {@link #TIE_ANGSTROM}
   */
  public boolean tied(int atom) {
    return tied[atom];
  }

  /**
   * Who a neighbour is.
   *
   * @param atom index from zero
   * @param rank 0 for the nearest, below {@link #found}
   * @return index of the neighbour
   */
  public int neighbour(int atom, int rank) {
    return neighbours[place(atom, rank)];
  }

  /**
   * The element of a neighbour.
   *
   * @param atom index from zero
   * @param rank 0 for the nearest, below {@link #found}
   * @return its element
   */
  public Element element(int atom, int rank) {
    return Element.of(atomicNumbers[place(atom, rank)]);
  }

  /**
   * How far a neighbour is.
   *
   * @param atom index from zero
   * @param rank 0 for the nearest, below {@link #found}
   * @return the distance in Å
   */
  public double distance(int atom, int rank) {
    return distances[place(atom, rank)];
  }

  /**
   * The way from an atom to a neighbour, one component.
   *
   * @param atom index from zero
   * @param rank 0 for the nearest, below {@link #found}
   * @param axis 0, 1 or 2 for x, y and z
   * @return neighbour (or its image) minus atom, in Å
   */
  public double displacement(int atom, int rank, int axis) {
    return displacements[3 * place(atom, rank) + axis];
  }

  private int place(int atom, int rank) {
    if (rank < 0 || rank >= found[atom]) {
      throw new IllegalArgumentException(
          "neighbour " + rank + " of atom " + atom + ", which has " + found[atom]);
    }
    return atom * count + rank;
  }

  /**
   * The displacements of all neighbours.
   *
   * @return {@code [nAtoms × count × 3]}, row-major, in Å, zero where there is no neighbour (a
   *     copy)
   */
  public double[] displacements() {
    return displacements.clone();
  }

  /**
   * The atomic numbers of all neighbours.
   *
   * @return {@code [nAtoms × count]}, row-major, zero where there is no neighbour (a copy)
   */
  public int[] atomicNumbers() {
    return atomicNumbers.clone();
  }
}
