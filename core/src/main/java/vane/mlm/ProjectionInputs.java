package vane.mlm;

import vane.alignment.FitRow;
import vane.linalg.Matrix;
import vane.parallel.WorkerPool;

/**
 * The inputs of the regression of a {@link ProjectionMlm}: for each environment its description x
 * (d numbers), the goodness g of the fit of every reference (K), their squares (K), and 1.
 *
 * <p>The fits are known whenever a prediction is made, so nothing forbids learning from them; and
 * where a hard permutation makes the turned vectors jump, the g have a kink at the same place.
 */
final class ProjectionInputs {
  /** Rows that one task works on. */
  static final int ROWS = 16;

  private ProjectionInputs() {}

  /** The number of inputs for d features and K references. */
  static int count(int features, int references) {
    return features + 2 * references + 1;
  }

  /** Hears of each row that is compared; called from several threads. */
  interface RowListener {
    /**
     * Takes a row.
     *
     * @param row the environment
     * @param fits its fits; overwritten afterwards
     * @param nearest the distance of its description from the nearest reference
     */
    void accept(int row, FitRow fits, double nearest);
  }

  /**
   * Compares rows with the references.
   *
   * @param pool the threads
   * @param comparison the references
   * @param environments the environments
   * @param from the first row
   * @param to one past the last row
   * @param inputs [to − from × inputs], overwritten
   * @param listener hears of each row
   */
  static void fill(
      WorkerPool pool,
      Comparison comparison,
      Environments environments,
      int from,
      int to,
      Matrix inputs,
      RowListener listener) {
    int d = environments.features();
    int k = comparison.references().size();
    double[] x = environments.sharedDescriptions();
    pool.run(
        (to - from + ROWS - 1) / ROWS,
        task -> {
          int first = from + task * ROWS;
          int last = Math.min(to, first + ROWS);
          double[] distances = new double[(last - first) * k];
          comparison.distances(environments, first, last, distances);
          double[] row = new double[count(d, k)];
          FitRow fits = comparison.newFitRow();
          for (int i = first; i < last; i++) {
            comparison.fit(environments, i, fits);
            System.arraycopy(x, i * d, row, 0, d);
            double[] g = fits.goodness();
            for (int j = 0; j < k; j++) {
              row[d + j] = g[j];
              row[d + k + j] = g[j] * g[j];
            }
            row[d + 2 * k] = 1;
            inputs.setRow(i - from, row, 0);
            listener.accept(i, fits, least(distances, (i - first) * k, k));
          }
        });
  }

  /** The least of some numbers. */
  static double least(double[] values, int from, int count) {
    double least = Double.POSITIVE_INFINITY;
    for (int j = from; j < from + count; j++) {
      least = Math.min(least, values[j]);
    }
    return least;
  }
}
