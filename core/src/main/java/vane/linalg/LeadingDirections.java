package vane.linalg;

import java.util.Optional;
import java.util.SplittableRandom;
import vane.parallel.WorkerPool;

/**
 * Orthonormal directions that hold nearly all of a matrix: A ≈ (A V) Vᵀ with few columns in V.
 *
 * <p>Random directions, multiplied with AᵀA and made orthonormal, a block at a time until little
 * enough is left (Halko, Martinsson, Tropp, SIAM Review 53, 2011, DOI 10.1137/090771806; Yu, Gu,
 * Li, SIAM J. Matrix Anal. Appl. 39, 2018, DOI 10.1137/17M1141977). Of the space they span, the
 * singular vectors of A are kept that are needed; A itself is not decomposed.
 *
 * <p>Close it to free both matrices.
 */
public final class LeadingDirections implements AutoCloseable {
  private static final int BLOCK = 64;

  private final Matrix directions;
  private final Matrix coordinates;

  private LeadingDirections(Matrix directions, Matrix coordinates) {
    this.directions = directions;
    this.coordinates = coordinates;
  }

  /**
   * Looks for directions.
   *
   * @param pool the threads; the result does not depend on how many there are
   * @param a A [n × k], finite; not modified
   * @param leftOut how much may be left out of the sum of squares of A, as a part of it; at least
   *     1e-12
   * @param seed of the random directions
   * @return the directions, to be closed by the caller; nothing if half of k are not enough
   */
  public static Optional<LeadingDirections> find(
      WorkerPool pool, Matrix a, double leftOut, long seed) {
    if (!(leftOut >= 1e-12)) {
      throw new IllegalArgumentException("found " + leftOut + " to leave out, expected ≥ 1e-12");
    }
    int k = a.columns();
    SplittableRandom random = new SplittableRandom(seed);
    double left = sumOfSquares(a);
    double enough = leftOut * left;
    try (Matrix all = Matrix.zeros(k, Math.max(1, k / 2));
        Matrix image = Matrix.zeros(a.rows(), BLOCK)) {
      for (int count = BLOCK; count <= k / 2; count += BLOCK) {
        int before = count - BLOCK;
        Matrix block = all.block(0, k, before, count);
        fill(block, random);
        remove(pool, all, before, block);
        Multiply.multiply(pool, a, block, image);
        Multiply.multiply(pool, 1.0, a, true, image, false, 0.0, block);
        // Twice: where hardly anything remains the first time makes directions of its rounding.
        for (int i = 0; i < 2; i++) {
          remove(pool, all, before, block);
          Lapack.orthonormalise(block);
        }
        Multiply.multiply(pool, a, block, image);
        left -= sumOfSquares(image);
        if (left <= enough) {
          return Optional.of(fewest(pool, a, all.block(0, k, 0, count), enough - left));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * The singular vectors of A in the space of some directions, but for those that matter least.
   *
   * @param spare how much of the sum of squares may still be left out
   */
  private static LeadingDirections fewest(WorkerPool pool, Matrix a, Matrix found, double spare) {
    int count = found.columns();
    try (Matrix image = Matrix.zeros(a.rows(), count);
        Matrix square = Matrix.zeros(count, count)) {
      Multiply.multiply(pool, a, found, image);
      Multiply.multiply(pool, 1.0, image, true, image, false, 0.0, square);
      SymmetricEigen eigen = SymmetricEigen.decomposeInPlace(square);
      double[] values = eigen.values();
      int skipped = 0;
      for (double rest = spare; skipped < count - 1 && values[skipped] <= rest; skipped++) {
        rest -= Math.max(0, values[skipped]);
      }
      Matrix vectors = eigen.vectors().rows(skipped, count);
      Matrix directions = Matrix.zeros(a.columns(), count - skipped);
      Matrix coordinates = Matrix.zeros(a.rows(), count - skipped);
      Multiply.multiply(pool, 1.0, found, false, vectors, true, 0.0, directions);
      Multiply.multiply(pool, 1.0, image, false, vectors, true, 0.0, coordinates);
      return new LeadingDirections(directions, coordinates);
    }
  }

  private static void fill(Matrix block, SplittableRandom random) {
    double[] row = new double[block.columns()];
    for (int i = 0; i < block.rows(); i++) {
      for (int j = 0; j < row.length; j++) {
        row[j] = random.nextGaussian();
      }
      block.setRow(i, row, 0);
    }
  }

  /** B ← B − V Vᵀ B with the first columns of V. */
  private static void remove(WorkerPool pool, Matrix all, int count, Matrix b) {
    if (count > 0) {
      Matrix v = all.block(0, all.rows(), 0, count);
      try (Matrix part = Matrix.zeros(count, b.columns())) {
        Multiply.multiply(pool, 1.0, v, true, b, false, 0.0, part);
        Multiply.multiply(pool, -1.0, v, false, part, false, 1.0, b);
      }
    }
  }

  private static double sumOfSquares(Matrix a) {
    double sum = 0;
    double[] row = new double[a.columns()];
    for (int i = 0; i < a.rows(); i++) {
      a.getRow(i, row, 0);
      for (double value : row) {
        sum += value * value;
      }
    }
    return sum;
  }

  /**
   * V, orthonormal columns.
   *
   * @return [k × how many]
   */
  public Matrix directions() {
    return directions;
  }

  /**
   * A V.
   *
   * @return [n × how many]
   */
  public Matrix coordinates() {
    return coordinates;
  }

  /** Frees both matrices. */
  @Override
  public void close() {
    directions.close();
    coordinates.close();
  }
}
