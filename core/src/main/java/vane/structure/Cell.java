package vane.structure;

import java.util.Arrays;
import vane.InputException;

/**
 * A cell: three lattice vectors, and the directions along which it repeats.
 *
 * <p>Immutable. Lattice vectors are rows, in Å.
 */
public final class Cell {
  private final double[] vectors;
  private final boolean[] periodic;

  private Cell(double[] vectors, boolean[] periodic) {
    this.vectors = vectors;
    this.periodic = periodic;
  }

  /**
   * A cell from its lattice vectors.
   *
   * @param vectors nine numbers, row-major, one lattice vector a row, in Å
   * @param periodic three flags, one per lattice vector
   * @return the cell
   * @throws InputException if a number is not finite, or if the cell repeats along some direction
   *     and has no volume
   */
  public static Cell of(double[] vectors, boolean... periodic) {
    if (vectors.length != 9 || periodic.length != 3) {
      throw new IllegalArgumentException(
          "a cell takes 9 numbers and 3 flags, found "
              + vectors.length
              + " and "
              + periodic.length);
    }
    for (double v : vectors) {
      if (!Double.isFinite(v)) {
        throw new InputException("a lattice vector holds " + v + ", expected finite numbers");
      }
    }
    Cell cell = new Cell(vectors.clone(), periodic.clone());
    if (cell.isPeriodic() && !(cell.volume() > 1e-9)) {
      throw new InputException(
          "the lattice "
              + Arrays.toString(vectors)
              + " has no volume, expected three independent vectors for a periodic structure");
    }
    return cell;
  }

  /**
   * The lattice vectors.
   *
   * @return nine numbers, row-major, in Å (a copy)
   */
  public double[] vectors() {
    return vectors.clone();
  }

  /**
   * One component of a lattice vector.
   *
   * @param vector 0, 1 or 2
   * @param axis 0, 1 or 2 for x, y and z
   * @return the component in Å
   */
  public double get(int vector, int axis) {
    return vectors[3 * vector + axis];
  }

  /**
   * Whether the cell repeats along a lattice vector.
   *
   * @param vector 0, 1 or 2
   * @return true if it does
   */
  public boolean isPeriodic(int vector) {
    return periodic[vector];
  }

  /**
   * Whether the cell repeats along any lattice vector.
   *
   * @return true if it does
   */
  public boolean isPeriodic() {
    return periodic[0] || periodic[1] || periodic[2];
  }

  /**
   * Whether the cell repeats along all three lattice vectors. It has a volume then.
   *
   * @return true if it does
   */
  public boolean isFullyPeriodic() {
    return periodic[0] && periodic[1] && periodic[2];
  }

  /**
   * The volume |det| of the cell.
   *
   * @return the volume in Å³
   */
  public double volume() {
    double[] v = vectors;
    return Math.abs(
        v[0] * (v[4] * v[8] - v[5] * v[7])
            - v[1] * (v[3] * v[8] - v[5] * v[6])
            + v[2] * (v[3] * v[7] - v[4] * v[6]));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cell
        && Arrays.equals(vectors, ((Cell) other).vectors)
        && Arrays.equals(periodic, ((Cell) other).periodic);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(vectors) + Arrays.hashCode(periodic);
  }

  @Override
  public String toString() {
    return "Cell" + Arrays.toString(vectors) + Arrays.toString(periodic);
  }
}
