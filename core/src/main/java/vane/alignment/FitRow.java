package vane.alignment;

/**
 * How K references fit on one neighbourhood: the destination of {@link NeighbourhoodFitter#fit},
 * and its workspace. One for each thread; reused from one neighbourhood to the next.
 */
public final class FitRow {
  private static final byte SPECIES_DIFFER = 1;
  private static final byte ROTATION_NOT_UNIQUE = 2;

  private final double[] goodness;
  private final double[] rotatedX;
  private final double[] rotatedY;
  private final double[] rotatedZ;
  private final byte[] flags;
  private double[] workspace = new double[0];
  private PairSearch search = new PairSearch(1, RotationGroup.ORTHOGONAL);

  /**
   * Room for the fits of K references.
   *
   * @param references K, at least 1
   */
  public FitRow(int references) {
    if (references < 1) {
      throw new IllegalArgumentException("found " + references + " references, expected 1 or more");
    }
    goodness = new double[references];
    rotatedX = new double[references];
    rotatedY = new double[references];
    rotatedZ = new double[references];
    flags = new byte[references];
  }

  /**
   * How many references there is room for.
   *
   * @return K
   */
  public int references() {
    return goodness.length;
  }

  /**
   * The g of each reference, in Å.
   *
   * @return [K], the row's own array: the next fit overwrites it
   */
  public double[] goodness() {
    return goodness;
  }

  /**
   * The x components of the references' vectors, turned onto the neighbourhood: t_j R_ij.
   *
   * @return [K], the row's own array
   */
  public double[] rotatedX() {
    return rotatedX;
  }

  /**
   * The y components of the turned vectors.
   *
   * @return [K], the row's own array
   */
  public double[] rotatedY() {
    return rotatedY;
  }

  /**
   * The z components of the turned vectors.
   *
   * @return [K], the row's own array
   */
  public double[] rotatedZ() {
    return rotatedZ;
  }

  /**
   * Whether each neighbour of a reference was laid on one of its own species.
   *
   * @param reference from 0 to K − 1
   * @return false if some pair differs
   */
  public boolean speciesMatched(int reference) {
    return (flags[reference] & SPECIES_DIFFER) == 0;
  }

  /**
   * Whether one R was better than every other. If not, the turned vector has only the components
   * that the fit determines, and may be zero.
   *
   * @param reference from 0 to K − 1
   * @return false for collinear neighbours, and for planar ones when reflections are allowed
   */
  public boolean rotationUnique(int reference) {
    return (flags[reference] & ROTATION_NOT_UNIQUE) == 0;
  }

  void set(int reference, double g, double x, double y, double z) {
    goodness[reference] = g;
    rotatedX[reference] = x;
    rotatedY[reference] = y;
    rotatedZ[reference] = z;
  }

  void setFlags(int reference, boolean speciesMatched, boolean rotationUnique) {
    flags[reference] =
        (byte) ((speciesMatched ? 0 : SPECIES_DIFFER) | (rotationUnique ? 0 : ROTATION_NOT_UNIQUE));
  }

  /** At least {@code size} numbers of unknown content. */
  double[] workspace(int size) {
    if (workspace.length < size) {
      workspace = new double[size];
    }
    return workspace;
  }

  /** A workspace for pairs that are fitted the exact way. */
  PairSearch search(int m, RotationGroup rotations) {
    if (!search.isFor(m, rotations)) {
      search = new PairSearch(m, rotations);
    }
    return search;
  }
}
