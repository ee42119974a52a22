package vane.structure;

import vane.InputException;

/** Two atoms, or an atom and a periodic image, are at the same place. */
public final class CoincidentAtomsException extends InputException {
  private static final long serialVersionUID = 1L;

  /** Index of the first atom. */
  private final int first;

  /** Index of the second atom. */
  private final int second;

  /** Their distance in Å. */
  private final double distanceAngstrom;

  /**
   * An error with its facts.
   *
   * @param first index of one atom
   * @param second index of the other, the same if it is a periodic image
   * @param distanceAngstrom their distance in Å
   */
  public CoincidentAtomsException(int first, int second, double distanceAngstrom) {
    super(
        "atom "
            + first
            + " and "
            + (first == second ? "its own periodic image" : "atom " + second)
            + " are "
            + distanceAngstrom
            + " Å apart, expected at least "
            + NeighbourList.SMALLEST_DISTANCE_ANGSTROM
            + " Å (atoms count from 0)");
    this.first = first;
    this.second = second;
    this.distanceAngstrom = distanceAngstrom;
  }

  /**
   * One of the two atoms.
   *
   * @return its index from zero
   */
  public int first() {
    return first;
  }

  /**
   * The other atom.
   *
   * @return its index from zero
   */
  public int second() {
    return second;
  }

  /**
   * How far apart they are.
   *
   * @return the distance in Å
   */
  public double distanceAngstrom() {
    return distanceAngstrom;
  }
}
