package vane.mlm.reference;

import vane.InputException;

/**
 * What is known of N environments: an invariant description X, the points around the centre Y,
 * their kinds, and the unit vectors V to learn.
 *
 * <p>Immutable. All arrays are row-major. Points are relative to the centre, so the centre itself,
 * always zero, is not stored. An environment with fewer than M points is filled up with points at
 * the centre of kind 0: they add nothing to a fit, and their mismatch with a real point counts in
 * the goodness of fit. With M = 0 there are no points at all, and a {@link Comparison} leaves the
 * vectors of the references as they are. A zero row in V stands for an unknown or undefined
 * direction.
 */
public final class Environments {
  private final int size;
  private final int features;
  private final int neighbours;
  private final double[] descriptions;
  private final double[] points;
  private final int[] kinds;
  private final double[] vectors;

  private Environments(
      int size,
      int features,
      int neighbours,
      double[] descriptions,
      double[] points,
      int[] kinds,
      double[] vectors) {
    this.size = size;
    this.features = features;
    this.neighbours = neighbours;
    this.descriptions = descriptions;
    this.points = points;
    this.kinds = kinds;
    this.vectors = vectors;
  }

  /**
   * Environments from arrays, which are copied.
   *
   * @param features the number of features d of a description
   * @param neighbours the number of points M, 0 to 6; without points nothing can be turned
   * @param descriptions X, {@code [N × d]}
   * @param points Y relative to the centre, nearest first, {@code [N × M × 3]}
   * @param kinds the kind of each point (for atoms the atomic number), 0 for one that is absent,
   *     {@code [N × M]}
   * @param vectors V, unit vectors or zero rows, {@code [N × 3]}
   * @return the environments
   * @throws InputException if a number is not finite or a vector has neither length 0 nor 1
   * @throws IllegalArgumentException if the shapes do not belong together
   */
  public static Environments of(
      int features,
      int neighbours,
      double[] descriptions,
      double[] points,
      int[] kinds,
      double[] vectors) {
    int n = vectors.length / 3;
    if (features < 1
        || neighbours < 0
        || neighbours > 6
        || vectors.length != 3 * n
        || descriptions.length != n * features
        || points.length != 3 * n * neighbours
        || kinds.length != n * neighbours) {
      throw new IllegalArgumentException(
          String.format(
              "arrays of %d, %d, %d and %d numbers do not hold N environments of %d features and %d points",
              descriptions.length,
              points.length,
              kinds.length,
              vectors.length,
              features,
              neighbours));
    }
    requireFinite("description", descriptions, features);
    requireFinite("points", points, 3 * neighbours);
    requireFinite("vector", vectors, 3);
    for (int i = 0; i < n; i++) {
      double squared =
          vectors[3 * i] * vectors[3 * i]
              + vectors[3 * i + 1] * vectors[3 * i + 1]
              + vectors[3 * i + 2] * vectors[3 * i + 2];
      if (squared != 0 && Math.abs(squared - 1) > 1e-6) {
        throw new InputException(
            "vector " + i + " has the length " + Math.sqrt(squared) + ", expected 1 or 0");
      }
    }
    return new Environments(
        n,
        features,
        neighbours,
        descriptions.clone(),
        points.clone(),
        kinds.clone(),
        vectors.clone());
  }

  private static void requireFinite(String what, double[] values, int perRow) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new InputException(
            "the "
                + what
                + " of environment "
                + i / perRow
                + " holds "
                + values[i]
                + ", expected finite numbers");
      }
    }
  }

  /**
   * Some of the environments, in the order asked for.
   *
   * @param rows their indices
   * @return a copy of those rows
   */
  public Environments select(int[] rows) {
    double[] x = new double[rows.length * features];
    double[] y = new double[rows.length * 3 * neighbours];
    int[] z = new int[rows.length * neighbours];
    double[] v = new double[rows.length * 3];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(descriptions, rows[i] * features, x, i * features, features);
      System.arraycopy(points, rows[i] * 3 * neighbours, y, i * 3 * neighbours, 3 * neighbours);
      System.arraycopy(kinds, rows[i] * neighbours, z, i * neighbours, neighbours);
      System.arraycopy(vectors, rows[i] * 3, v, i * 3, 3);
    }
    return new Environments(rows.length, features, neighbours, x, y, z, v);
  }

  /**
   * The number of environments N.
   *
   * @return zero or more
   */
  public int size() {
    return size;
  }

  /**
   * The number of features d of a description.
   *
   * @return at least one
   */
  public int features() {
    return features;
  }

  /**
   * The number of points M around the centre.
   *
   * @return 0 to 6
   */
  public int neighbours() {
    return neighbours;
  }

  /**
   * The descriptions X.
   *
   * @return {@code [N × d]} (a copy)
   */
  public double[] descriptions() {
    return descriptions.clone();
  }

  /**
   * The points Y relative to the centre.
   *
   * @return {@code [N × M × 3]} (a copy)
   */
  public double[] points() {
    return points.clone();
  }

  /**
   * The kinds of the points.
   *
   * @return {@code [N × M]}, 0 for an absent point (a copy)
   */
  public int[] kinds() {
    return kinds.clone();
  }

  /**
   * The unit vectors V.
   *
   * @return {@code [N × 3]} (a copy)
   */
  public double[] vectors() {
    return vectors.clone();
  }

  /**
   * Whether an environment has none of the M points, so that nothing tells how it lies.
   *
   * @param row its index
   * @return true if it has none; false where M is 0, as no environment is told by points then
   */
  public boolean isIsolated(int row) {
    return neighbours > 0 && kinds[row * neighbours] == 0;
  }

  /**
   * Whether an environment has fewer than M points.
   *
   * @param row its index
   * @return true if it has fewer
   */
  public boolean hasAbsentPoints(int row) {
    return neighbours > 0 && kinds[row * neighbours + neighbours - 1] == 0;
  }

  /**
   * Whether the direction of an environment is known.
   *
   * @param row its index
   * @return false if its row in V is zero
   */
  public boolean hasVector(int row) {
    return vectors[3 * row] != 0 || vectors[3 * row + 1] != 0 || vectors[3 * row + 2] != 0;
  }

  /**
   * One component of a vector.
   *
   * @param row the environment
   * @param axis 0, 1 or 2
   * @return the component of a unit vector, or of a zero row
   */
  public double vector(int row, int axis) {
    return vectors[3 * row + axis];
  }

  /**
   * One component of a point relative to the centre.
   *
   * @param row the environment
   * @param neighbour the point, from 0 for the nearest
   * @param axis 0, 1 or 2
   * @return the component; 0 for an absent point
   */
  public double point(int row, int neighbour, int axis) {
    return points[(row * neighbours + neighbour) * 3 + axis];
  }

  /** The array itself, for the kernels of this package, which do not write to it. */
  double[] sharedDescriptions() {
    return descriptions;
  }

  /** The array itself, for the kernels of this package, which do not write to it. */
  double[] sharedPoints() {
    return points;
  }

  /** The array itself, for the kernels of this package, which do not write to it. */
  int[] sharedKinds() {
    return kinds;
  }

  /** The array itself, for the kernels of this package, which do not write to it. */
  double[] sharedVectors() {
    return vectors;
  }

  @Override
  public String toString() {
    return "Environments[N=" + size + ", d=" + features + ", M=" + neighbours + "]";
  }
}
