package vane.structure;

/**
 * The positions of a structure, moved into the cell along its periodic directions, and how far
 * apart they are. All ways to find neighbours measure distances here, so that they agree to the
 * last bit.
 *
 * <p>Immutable.
 */
public final class WrappedPositions {
  private static final double[] UNIT = {1, 0, 0, 0, 1, 0, 0, 0, 1};

  private final int atoms;
  private final double[] positions;
  private final double[] fractional;
  private final int[] turns;
  private final double[] vectors;
  private final double[] inverse;
  private final boolean[] periodic = new boolean[3];

  /**
   * Moves the atoms of a structure into its cell.
   *
   * @param structure the structure; without a periodic cell its atoms stay where they are
   */
  public WrappedPositions(Structure structure) {
    atoms = structure.size();
    positions = structure.positions();
    Cell cell = structure.cell().filter(Cell::isPeriodic).orElse(null);
    vectors = cell == null ? UNIT : cell.completedVectors();
    for (int d = 0; d < 3; d++) {
      periodic[d] = cell != null && cell.isPeriodic(d);
    }
    inverse = inverse(vectors);
    fractional = new double[3 * atoms];
    turns = new int[3 * atoms];
    for (int i = 0; i < atoms; i++) {
      for (int d = 0; d < 3; d++) {
        fractional[3 * i + d] =
            positions[3 * i] * inverse[d]
                + positions[3 * i + 1] * inverse[3 + d]
                + positions[3 * i + 2] * inverse[6 + d];
      }
    }
    moveIntoCell();
  }

  private void moveIntoCell() {
    for (int i = 0; i < atoms; i++) {
      for (int d = 0; d < 3; d++) {
        double turn = periodic[d] ? Math.floor(fractional[3 * i + d]) : 0;
        if (turn != 0) {
          turns[3 * i + d] = (int) turn;
          fractional[3 * i + d] -= turn;
          for (int axis = 0; axis < 3; axis++) {
            positions[3 * i + axis] -= turn * vectors[3 * d + axis];
          }
        }
      }
    }
  }

  int atoms() {
    return atoms;
  }

  /**
   * Whether the structure repeats along a lattice vector.
   *
   * @param direction 0, 1 or 2
   * @return false, too, where there is no cell
   */
  public boolean isPeriodic(int direction) {
    return periodic[direction];
  }

  /** A coordinate along a lattice vector (x, y or z where there is no cell), from 0 to 1 inside. */
  double fractional(int atom, int direction) {
    return fractional[3 * atom + direction];
  }

  /**
   * How many lattice vectors an atom was moved back by.
   *
   * @param atom from zero
   * @param direction 0, 1 or 2
   * @return zero where the structure does not repeat
   */
  public int turns(int atom, int direction) {
    return turns[3 * atom + direction];
  }

  /** How far apart two opposite faces of the cell are, in Å. */
  double height(int direction) {
    // A column of the inverse is the normal of two lattice vectors, as long as 1 / height.
    double x = inverse[direction];
    double y = inverse[3 + direction];
    double z = inverse[6 + direction];
    return 1 / Math.sqrt(x * x + y * y + z * z);
  }

  /**
   * A component of a vector along a lattice vector.
   *
   * @param x in Å
   * @param y in Å
   * @param z in Å
   * @param direction 0, 1 or 2
   * @return one for the lattice vector itself; in Å where there is no periodic cell
   */
  public double fraction(double x, double y, double z, int direction) {
    return x * inverse[direction] + y * inverse[3 + direction] + z * inverse[6 + direction];
  }

  /**
   * A component of a sum of lattice vectors.
   *
   * @param a how many of the first
   * @param b how many of the second
   * @param c how many of the third
   * @param axis 0, 1 or 2 for x, y and z
   * @return in Å
   */
  public double shift(int a, int b, int c, int axis) {
    return a * vectors[axis] + b * vectors[3 + axis] + c * vectors[6 + axis];
  }

  /**
   * Takes an atom, shifted by lattice vectors, for a neighbour of another if it is near enough.
   *
   * @param row gets the neighbour
   * @throws CoincidentAtomsException if both are at the same place
   */
  void consider(
      int atom,
      int other,
      double shiftX,
      double shiftY,
      double shiftZ,
      double cutoffSquared,
      NeighbourRow row) {
    double x = positions[3 * other] - positions[3 * atom] + shiftX;
    double y = positions[3 * other + 1] - positions[3 * atom + 1] + shiftY;
    double z = positions[3 * other + 2] - positions[3 * atom + 2] + shiftZ;
    double squared = x * x + y * y + z * z;
    if (squared <= cutoffSquared) {
      double distance = Math.sqrt(squared);
      if (distance < NeighbourList.SMALLEST_DISTANCE_ANGSTROM) {
        throw new CoincidentAtomsException(atom, other, distance);
      }
      row.add(other, x, y, z, distance);
    }
  }

  /** The inverse of a 3 × 3 matrix, row-major. */
  private static double[] inverse(double[] m) {
    double[] cofactors = {
      m[4] * m[8] - m[5] * m[7], m[2] * m[7] - m[1] * m[8], m[1] * m[5] - m[2] * m[4],
      m[5] * m[6] - m[3] * m[8], m[0] * m[8] - m[2] * m[6], m[2] * m[3] - m[0] * m[5],
      m[3] * m[7] - m[4] * m[6], m[1] * m[6] - m[0] * m[7], m[0] * m[4] - m[1] * m[3]
    };
    double determinant = m[0] * cofactors[0] + m[1] * cofactors[3] + m[2] * cofactors[6];
    for (int i = 0; i < 9; i++) {
      cofactors[i] /= determinant;
    }
    return cofactors;
  }
}
