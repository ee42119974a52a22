package vane.structure;

/**
 * Stresses as six components in the order of ASE, which is Voigt's: xx, yy, zz, yz, xz, xy.
 *
 * <p>The sign is that of ASE, too: a structure under tension, which would shrink if its cell could,
 * has positive diagonal components.
 */
public final class StressComponents {
  /** How many components there are. */
  public static final int COUNT = 6;

  /** Row and column of each component. */
  private static final int[] ROWS = {0, 1, 2, 1, 0, 0};

  private static final int[] COLUMNS = {0, 1, 2, 2, 2, 1};

  private StressComponents() {}

  /**
   * The components of a matrix. What is not symmetric has no meaning, so each component is the mean
   * of the two elements that mirror each other.
   *
   * @param matrix {@code [3 × 3]}, row-major
   * @return {@code [6]}: xx, yy, zz, yz, xz, xy, in the unit of the matrix
   * @throws IllegalArgumentException if the matrix does not hold nine numbers
   */
  public static double[] ofMatrix(double[] matrix) {
    if (matrix.length != 9) {
      throw new IllegalArgumentException(
          "a stress matrix of " + matrix.length + " numbers, expected 9");
    }
    double[] components = new double[COUNT];
    for (int c = 0; c < COUNT; c++) {
      components[c] = (matrix[3 * ROWS[c] + COLUMNS[c]] + matrix[3 * COLUMNS[c] + ROWS[c]]) / 2;
    }
    return components;
  }

  /**
   * The stress −W / volume that belongs to a virial W_ab = −∂E/∂ε_ab.
   *
   * @param virial {@code [3 × 3]} in eV, row-major
   * @param cell the cell that the energy is of
   * @return {@code [6]} in eV/Å³: xx, yy, zz, yz, xz, xy
   * @throws IllegalArgumentException if the virial does not hold nine numbers, or the cell does not
   *     repeat in all three directions
   */
  public static double[] ofVirial(double[] virial, Cell cell) {
    if (!cell.isFullyPeriodic()) {
      throw new IllegalArgumentException(
          "a stress in " + cell + ", expected a cell that repeats in all three directions");
    }
    double[] components = ofMatrix(virial);
    for (int c = 0; c < COUNT; c++) {
      // Not negated, as zero would become -0.
      components[c] = 0 - components[c] / cell.volume();
    }
    return components;
  }
}
