package vane.alignment;

/** What a neighbourhood must be, and the few numbers that every fitter needs of it. */
final class Neighbourhoods {
  static final int MAX_NEIGHBOURS = 6;

  /** Sums of distances closer than this, relative to all lengths involved, are a tie. */
  static final double TIE = 1e-12;

  private Neighbourhoods() {}

  static int checkedNeighbours(int neighbours) {
    if (neighbours < 1 || neighbours > MAX_NEIGHBOURS) {
      throw new IllegalArgumentException(
          "found " + neighbours + " neighbours, expected 1 to " + MAX_NEIGHBOURS);
    }
    return neighbours;
  }

  /** Finite points, species not negative, and zeros for an absent neighbour. */
  static void check(double[] points, int pointsOffset, int[] species, int speciesOffset, int m) {
    for (int k = 0; k < m; k++) {
      int z = species[speciesOffset + k];
      if (z < 0) {
        throw new IllegalArgumentException("found species " + z + ", expected 0 or more");
      }
      for (int c = 0; c < 3; c++) {
        double v = points[pointsOffset + 3 * k + c];
        if (!Double.isFinite(v)) {
          throw new IllegalArgumentException(
              "neighbour " + k + " holds " + v + ", expected finite coordinates");
        }
        if (z == 0 && v != 0) {
          throw new IllegalArgumentException(
              "neighbour " + k + " is absent (species 0) and holds " + v + ", expected 0");
        }
      }
    }
  }

  static double length(double[] points, int offset) {
    return Math.sqrt(squaredLength(points, offset));
  }

  static double squaredLength(double[] points, int offset) {
    double x = points[offset];
    double y = points[offset + 1];
    double z = points[offset + 2];
    return x * x + y * y + z * z;
  }

  static double sumOfLengths(double[] points, int offset, int m) {
    double sum = 0;
    for (int k = 0; k < m; k++) {
      sum += length(points, offset + 3 * k);
    }
    return sum;
  }

  static double sumOfSquares(double[] points, int offset, int m) {
    double sum = 0;
    for (int k = 0; k < m; k++) {
      sum += squaredLength(points, offset + 3 * k);
    }
    return sum;
  }
}
