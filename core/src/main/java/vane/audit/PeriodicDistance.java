package vane.audit;

import java.util.Optional;
import vane.structure.Cell;
import vane.structure.Structure;

/**
 * Shortest distances between two atoms and their periodic images, good enough for a look at units:
 * it searches the nearest cell and those next to it, which finds the shortest one in all but very
 * skewed cells.
 */
final class PeriodicDistance {
  private final Structure structure;
  private final boolean[] periodic = new boolean[3];

  /** Rows: lattice vectors. Unused without a periodic cell. */
  private final double[] lattice;

  /** Columns of the inverse lattice, as rows: fractional = these · vector. */
  private final double[] reciprocal;

  PeriodicDistance(Structure structure) {
    this.structure = structure;
    Optional<Cell> found = structure.cell().filter(Cell::isPeriodic);
    reciprocal = new double[9];
    if (found.isEmpty()) {
      lattice = new double[9];
      return;
    }
    Cell cell = found.get();
    lattice = cell.completedVectors();
    for (int i = 0; i < 3; i++) {
      periodic[i] = cell.isPeriodic(i);
    }
    double volume = 0;
    for (int i = 0; i < 3; i++) {
      int b = 3 * ((i + 1) % 3);
      int c = 3 * ((i + 2) % 3);
      for (int axis = 0; axis < 3; axis++) {
        int y = (axis + 1) % 3;
        int z = (axis + 2) % 3;
        reciprocal[3 * i + axis] =
            lattice[b + y] * lattice[c + z] - lattice[b + z] * lattice[c + y];
      }
    }
    for (int axis = 0; axis < 3; axis++) {
      volume += lattice[axis] * reciprocal[axis];
    }
    for (int i = 0; i < 9; i++) {
      reciprocal[i] /= volume;
    }
  }

  /**
   * The shortest distance between two atoms, or between an atom and its own images.
   *
   * @param atom one atom
   * @param other another, or the same
   * @return the distance in Å; infinite for an atom without images and itself
   */
  double between(int atom, int other) {
    return between(atom, other, new double[3]);
  }

  /** As above, and the vector from the one atom to the other. */
  double between(int atom, int other, double[] shortestVector) {
    double[] vector = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      vector[axis] = structure.position(other, axis) - structure.position(atom, axis);
    }
    double[] wrapped = vector.clone();
    for (int i = 0; i < 3; i++) {
      double fraction =
          reciprocal[3 * i] * vector[0]
              + reciprocal[3 * i + 1] * vector[1]
              + reciprocal[3 * i + 2] * vector[2];
      double cells = periodic[i] ? Math.rint(fraction) : 0;
      for (int axis = 0; axis < 3; axis++) {
        wrapped[axis] -= cells * lattice[3 * i + axis];
      }
    }
    double shortest = Double.POSITIVE_INFINITY;
    for (int a = periodic[0] ? -1 : 0; a <= (periodic[0] ? 1 : 0); a++) {
      for (int b = periodic[1] ? -1 : 0; b <= (periodic[1] ? 1 : 0); b++) {
        for (int c = periodic[2] ? -1 : 0; c <= (periodic[2] ? 1 : 0); c++) {
          if (atom != other || a != 0 || b != 0 || c != 0) {
            double length = length(wrapped, a, b, c);
            if (length < shortest) {
              shortest = length;
              for (int axis = 0; axis < 3; axis++) {
                shortestVector[axis] = component(wrapped, a, b, c, axis);
              }
            }
          }
        }
      }
    }
    return shortest;
  }

  private double length(double[] vector, int a, int b, int c) {
    double sum = 0;
    for (int axis = 0; axis < 3; axis++) {
      double component = component(vector, a, b, c, axis);
      sum += component * component;
    }
    return Math.sqrt(sum);
  }

  private double component(double[] vector, int a, int b, int c, int axis) {
    return vector[axis] + a * lattice[axis] + b * lattice[3 + axis] + c * lattice[6 + axis];
  }
}
