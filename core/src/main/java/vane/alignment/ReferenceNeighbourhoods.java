package vane.alignment;

/**
 * The references of a model: K neighbourhoods of M neighbours, each with a vector that turns with
 * it (the direction of its force). Immutable.
 */
public final class ReferenceNeighbourhoods {
  private final int count;
  private final int neighbours;
  private final double[] points;
  private final int[] species;
  private final double[] vectors;

  private ReferenceNeighbourhoods(
      int count, int neighbours, double[] points, int[] species, double[] vectors) {
    this.count = count;
    this.neighbours = neighbours;
    this.points = points;
    this.species = species;
    this.vectors = vectors;
  }

  /**
   * References from flat arrays, which are copied.
   *
   * @param neighbours M, from 1 to 6
   * @param points [K × M × 3], row-major, relative to the centre of each neighbourhood, in Å
   * @param species [K × M], 0 for an absent neighbour, whose point must be (0, 0, 0)
   * @param vectors [K × 3], the unit force of each reference
   * @return the references
   * @throws IllegalArgumentException if the lengths do not agree, there is no reference, a number
   *     is not finite, or an absent neighbour has a point other than zero
   */
  public static ReferenceNeighbourhoods of(
      int neighbours, double[] points, int[] species, double[] vectors) {
    int m = Neighbourhoods.checkedNeighbours(neighbours);
    int count = vectors.length / 3;
    if (count == 0
        || vectors.length != 3 * count
        || points.length != 3 * m * count
        || species.length != m * count) {
      throw new IllegalArgumentException(
          "found %d coordinates, %d species and %d vector components, expected 3·%d, %d and 3 for"
                  .formatted(points.length, species.length, vectors.length, m, m)
              + " each of one or more references");
    }
    for (int j = 0; j < count; j++) {
      Neighbourhoods.check(points, 3 * m * j, species, m * j, m);
    }
    for (double v : vectors) {
      if (!Double.isFinite(v)) {
        throw new IllegalArgumentException("a vector holds " + v + ", expected finite numbers");
      }
    }
    return new ReferenceNeighbourhoods(count, m, points.clone(), species.clone(), vectors.clone());
  }

  /**
   * How many references there are.
   *
   * @return K
   */
  public int count() {
    return count;
  }

  /**
   * How many neighbours each has, absent ones included.
   *
   * @return M
   */
  public int neighbours() {
    return neighbours;
  }

  /** [K × M × 3], not to be modified. */
  double[] points() {
    return points;
  }

  /** [K × M], not to be modified. */
  int[] species() {
    return species;
  }

  /** [K × 3], not to be modified. */
  double[] vectors() {
    return vectors;
  }
}
