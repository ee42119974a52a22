package vane.structure;

import java.util.Arrays;
import vane.InputException;

/**
 * A cell: three lattice vectors, and the directions along which it repeats.
 *
 * <p>Immutable. Lattice vectors are rows, in Å.
 */
public final class Cell {
  private static final double SMALLEST_VOLUME = 1e-9;

  private final double[] vectors;
  private final double[] completed;
  private final boolean[] periodic;

  private Cell(double[] vectors, boolean[] periodic) {
    this.vectors = vectors;
    this.periodic = periodic;
    this.completed = completed(vectors, periodic);
  }

  /**
   * A cell from its lattice vectors.
   *
   * @param vectors nine numbers, row-major, one lattice vector a row, in Å
   * @param periodic three flags, one per lattice vector
   * @return the cell
   * @throws InputException if a number is not finite, or if the vectors along which the cell
   *     repeats are not independent
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
    if (cell.isPeriodic() && !(volume(cell.completed) > SMALLEST_VOLUME)) {
      throw new InputException(
          "the lattice "
              + Arrays.toString(vectors)
              + " has no volume, expected independent vectors where the structure repeats");
    }
    return cell;
  }

  /**
   * Where nothing repeats a vector may be zero, as ASE writes the cells of slabs and chains. Unit
   * vectors at right angles to the others take the place of such vectors.
   */
  private static double[] completed(double[] vectors, boolean[] periodic) {
    if (volume(vectors) > SMALLEST_VOLUME) {
      return vectors;
    }
    double[] complete = vectors.clone();
    for (int d = 0; d < 3; d++) {
      if (!periodic[d]) {
        Arrays.fill(complete, 3 * d, 3 * d + 3, 0);
      }
    }
    for (int d = 0; d < 3; d++) {
      if (!periodic[d]) {
        System.arraycopy(atRightAngles(complete, d), 0, complete, 3 * d, 3);
      }
    }
    return complete;
  }

  /** A unit vector at right angles to the two other vectors, of which some may be zero. */
  private static double[] atRightAngles(double[] vectors, int direction) {
    double[] first =
        Arrays.copyOfRange(vectors, 3 * ((direction + 1) % 3), 3 * ((direction + 1) % 3) + 3);
    double[] second =
        Arrays.copyOfRange(vectors, 3 * ((direction + 2) % 3), 3 * ((direction + 2) % 3) + 3);
    if (norm(first) == 0) {
      first = second;
    }
    double[] normal = cross(first, second);
    if (norm(normal) == 0) {
      // One direction at most is given: any at right angles to it will do.
      int least = 0;
      for (int axis = 1; axis < 3; axis++) {
        least = Math.abs(first[axis]) < Math.abs(first[least]) ? axis : least;
      }
      double[] axis = new double[3];
      axis[least] = 1;
      normal = norm(first) == 0 ? axis : cross(first, axis);
    }
    double length = norm(normal);
    return Arrays.stream(normal).map(x -> x / length).toArray();
  }

  private static double[] cross(double[] a, double[] b) {
    return new double[] {
      a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    };
  }

  private static double norm(double[] v) {
    return Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
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
   * The lattice vectors, with vectors of length one, at right angles to the others, in place of
   * those that are zero or depend on others where the cell does not repeat.
   *
   * @return nine numbers, row-major, in Å (a copy): a basis of space if the cell repeats anywhere
   */
  public double[] completedVectors() {
    return completed.clone();
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
    return volume(vectors);
  }

  private static double volume(double[] v) {
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
