package vane.equivariant.invariant;

import java.util.Arrays;

/**
 * The neighbourhoods of a few atoms of one element side by side, one in each lane.
 *
 * <p>Neighbours of one element have slots together. A lane with fewer neighbours than slots has
 * them filled with neighbours at the cutoff, where all radial functions and their slopes are zero.
 * A workspace, not safe for use by several threads.
 */
public final class Tile {
  private final int lanes;
  private final int species;
  private final double cutoff;
  private int filled;

  /** Neighbours of element a are in the slots from {@code from[a]} to {@code from[a + 1]}. */
  final int[] from;

  /** The atoms in the centres. */
  final int[] centres;

  /** Per slot and lane: the neighbour, or −1; its distance; the unit vector towards it. */
  int[] atoms = new int[0];

  double[] distances = new double[0];
  double[] x = new double[0];
  double[] y = new double[0];
  double[] z = new double[0];

  /**
   * An empty tile.
   *
   * @param lanes how many atoms it can hold
   * @param species how many elements there are
   * @param cutoff in Å
   */
  Tile(int lanes, int species, double cutoff) {
    this.lanes = lanes;
    this.species = species;
    this.cutoff = cutoff;
    this.from = new int[species + 1];
    this.centres = new int[lanes];
  }

  /**
   * The number of lanes.
   *
   * @return at least 1
   */
  public int lanes() {
    return lanes;
  }

  /**
   * The number of lanes that hold an atom, the first ones.
   *
   * @return at most {@link #lanes}
   */
  public int filled() {
    return filled;
  }

  /**
   * The number of slots for neighbours, the longest lane's.
   *
   * @return zero or more
   */
  public int slots() {
    return from[species];
  }

  /**
   * The first slot of the neighbours of an element.
   *
   * @param element its number; the number of elements gives the end of the last
   * @return the number of the slot
   */
  public int from(int element) {
    return from[element];
  }

  /**
   * The atom in the centre of a lane.
   *
   * @param lane below {@link #filled}
   * @return its number in the batch
   */
  public int centre(int lane) {
    return centres[lane];
  }

  /**
   * A neighbour.
   *
   * @param place slot · {@link #lanes} + lane
   * @return its number in the batch, or −1 if nothing is there
   */
  public int neighbour(int place) {
    return atoms[place];
  }

  /**
   * How far a neighbour is.
   *
   * @param place slot · {@link #lanes} + lane
   * @return in Å; the cutoff if nothing is there
   */
  public double distance(int place) {
    return distances[place];
  }

  /**
   * The unit vector from the centre to a neighbour, its x component.
   *
   * @param place slot · {@link #lanes} + lane
   * @return between −1 and 1
   */
  public double x(int place) {
    return x[place];
  }

  /**
   * The unit vector from the centre to a neighbour, its y component.
   *
   * @param place slot · {@link #lanes} + lane
   * @return between −1 and 1
   */
  public double y(int place) {
    return y[place];
  }

  /**
   * The unit vector from the centre to a neighbour, its z component.
   *
   * @param place slot · {@link #lanes} + lane
   * @return between −1 and 1
   */
  public double z(int place) {
    return z[place];
  }

  /**
   * Takes the neighbourhoods of some atoms.
   *
   * @param batch the atoms
   * @param centresOfTile the centres, all of one element
   * @param first the first of them to take
   * @param count how many, at most as many as there are lanes
   */
  void fill(AtomBatch batch, int[] centresOfTile, int first, int count) {
    filled = count;
    Arrays.fill(from, 0);
    for (int lane = 0; lane < count; lane++) {
      centres[lane] = centresOfTile[first + lane];
      for (int a = 0; a < species; a++) {
        int found = batch.start(centres[lane], a + 1) - batch.start(centres[lane], a);
        from[a + 1] = Math.max(from[a + 1], found);
      }
    }
    for (int a = 0; a < species; a++) {
      from[a + 1] += from[a];
    }
    makeRoom(slots() * lanes);
    for (int lane = 0; lane < count; lane++) {
      fillLane(lane, batch);
    }
  }

  private void makeRoom(int places) {
    if (atoms.length < places) {
      atoms = new int[places];
      distances = new double[places];
      x = new double[places];
      y = new double[places];
      z = new double[places];
    }
    Arrays.fill(atoms, 0, places, -1);
    Arrays.fill(distances, 0, places, cutoff);
    Arrays.fill(x, 0, places, 0);
    Arrays.fill(y, 0, places, 0);
    Arrays.fill(z, 0, places, 1);
  }

  private void fillLane(int lane, AtomBatch batch) {
    for (int a = 0; a < species; a++) {
      int first = batch.start(centres[lane], a);
      int last = batch.start(centres[lane], a + 1);
      for (int entry = first; entry < last; entry++) {
        int place = (from[a] + entry - first) * lanes + lane;
        atoms[place] = batch.atoms[entry];
        distances[place] = batch.distances[entry];
        x[place] = batch.directions[3 * entry];
        y[place] = batch.directions[3 * entry + 1];
        z[place] = batch.directions[3 * entry + 2];
      }
    }
  }
}
