package vane.mlm;

/** The vectors that the projections of some environments give; several threads fill it. */
final class ProjectionSolutions {
  /** The solutions u [N × 3]. */
  final double[] vectors;

  /** The lengths that the linear map gives [N]. */
  final double[] mappedLengths;

  /** How far the projections are from those of u [N]. */
  final double[] spreads;

  /** The distance of the description from the nearest reference [N]. */
  final double[] nearest;

  /** The g of the best-fitting reference [N]. */
  final double[] best;

  /** How many dimensions of u are determined [N]. */
  final int[] ranks;

  ProjectionSolutions(int size) {
    vectors = new double[3 * size];
    mappedLengths = new double[size];
    spreads = new double[size];
    nearest = new double[size];
    best = new double[size];
    ranks = new int[size];
  }

  /** |u| of an environment. */
  double length(int row) {
    return Math.sqrt(
        vectors[3 * row] * vectors[3 * row]
            + vectors[3 * row + 1] * vectors[3 * row + 1]
            + vectors[3 * row + 2] * vectors[3 * row + 2]);
  }
}
