package vane.structure;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * All neighbours within a cutoff, of every atom of a structure or of some of them.
 *
 * <p>The list is full: if j is a neighbour of i, then i is one of j. In a periodic cell each image
 * is a neighbour of its own, images of the atom itself too. The entries of row i (the i-th centre)
 * are numbered from {@code start(i)} up to but not including {@code start(i + 1)}, ordered by
 * distance, then by the neighbour's index, then by displacement, so the order is always the same.
 *
 * <p>Atoms may lie outside the cell and the cell may be smaller than the cutoff. The time grows
 * linearly with the number of atoms at a given density. Immutable and thread-safe.
 */
public final class NeighbourList {
  /** Atoms closer than this, in Å, are taken as a mistake in the input. */
  public static final double SMALLEST_DISTANCE_ANGSTROM = 1e-6;

  private final int[] start;
  private final int[] neighbours;
  private final double[] displacements;
  private final double[] distances;

  private NeighbourList(int[] start, int[] neighbours, double[] displacements, double[] distances) {
    this.start = start;
    this.neighbours = neighbours;
    this.displacements = displacements;
    this.distances = distances;
  }

  /**
   * The neighbours of every atom.
   *
   * @param structure the atoms; its cell counts along the directions in which it is periodic
   * @param cutoffAngstrom neighbours are at this distance or nearer, in Å, above zero
   * @return one row per atom
   * @throws CoincidentAtomsException if two atoms are at the same place
   */
  public static NeighbourList within(Structure structure, double cutoffAngstrom) {
    return within(structure, cutoffAngstrom, IntStream.range(0, structure.size()).toArray());
  }

  /**
   * The neighbours of some atoms.
   *
   * @param structure the atoms; its cell counts along the directions in which it is periodic
   * @param cutoffAngstrom neighbours are at this distance or nearer, in Å, above zero
   * @param centres indices of atoms, in any order; not modified
   * @return one row a centre, in the order of {@code centres}
   * @throws CoincidentAtomsException if a centre and another atom are at the same place
   */
  public static NeighbourList within(Structure structure, double cutoffAngstrom, int[] centres) {
    NeighbourSearch search = new NeighbourSearch(structure, cutoffAngstrom);
    return of(centres.length, (i, row) -> search.collect(centres[i], row));
  }

  /** What finds the neighbours of a centre, in any order. */
  interface Search {
    /**
     * Finds the neighbours of the i-th centre.
     *
     * @param row cleared, then filled
     */
    void collect(int i, NeighbourRow row);
  }

  /** The list of so many centres, each row put in order. */
  static NeighbourList of(int centres, Search search) {
    NeighbourRow row = new NeighbourRow();
    int[] start = new int[centres + 1];
    int capacity = 24 * centres;
    int[] neighbours = new int[capacity];
    double[] displacements = new double[3 * capacity];
    double[] distances = new double[capacity];
    int entries = 0;
    for (int i = 0; i < centres; i++) {
      search.collect(i, row);
      row.sort();
      if (entries + row.size() > capacity) {
        capacity = Math.max(2 * capacity, entries + row.size());
        neighbours = Arrays.copyOf(neighbours, capacity);
        displacements = Arrays.copyOf(displacements, 3 * capacity);
        distances = Arrays.copyOf(distances, capacity);
      }
      for (int rank = 0; rank < row.size(); rank++) {
        neighbours[entries] = row.neighbour(rank);
        distances[entries] = row.distance(rank);
        for (int axis = 0; axis < 3; axis++) {
          displacements[3 * entries + axis] = row.displacement(rank, axis);
        }
        entries++;
      }
      start[i + 1] = entries;
    }
    return new NeighbourList(start, neighbours, displacements, distances);
  }

  /**
   * The number of rows.
   *
   * @return the number of atoms, or of centres if the list is of some atoms
   */
  public int rows() {
    return start.length - 1;
  }

  /**
   * The number of entries in all rows.
   *
   * @return zero or more
   */
  public int entries() {
    return start[start.length - 1];
  }

  /**
   * The first entry of a row.
   *
   * @param row from zero to {@link #rows}; the last gives the end of the last row
   * @return the number of the entry
   */
  public int start(int row) {
    return start[row];
  }

  /**
   * Who the neighbour is.
   *
   * @param entry from zero
   * @return index of the atom
   */
  public int neighbour(int entry) {
    return neighbours[entry];
  }

  /**
   * The way from the centre to the neighbour, one component.
   *
   * @param entry from zero
   * @param axis 0, 1 or 2 for x, y and z
   * @return neighbour (or its image) minus centre, in Å
   */
  public double displacement(int entry, int axis) {
    return displacements[3 * entry + axis];
  }

  /**
   * How far the neighbour is.
   *
   * @param entry from zero
   * @return the distance in Å
   */
  public double distance(int entry) {
    return distances[entry];
  }
}
