package vane.mlm.reference;

import vane.alignment.FitRow;
import vane.linalg.Matrix;
import vane.parallel.WorkerPool;

/** What the linear map of a {@link ReferenceMap} is told of an environment. */
public enum MapInputs {
  /**
   * The distances |x − q_j| of its descriptor from those of all references (K): the paper's D_x.
   */
  DISTANCES(false) {
    @Override
    public int count(int features, int references) {
      return references;
    }

    @Override
    void row(double[] x, int from, int d, FitRow fits, double[] row) {
      throw new IllegalStateException("distances need no fits");
    }
  },

  /**
   * Its descriptor x (d), the goodness g of the fit of every reference (K), their squares (K), and
   * 1.
   *
   * <p>The fits are known whenever a prediction is made, so nothing forbids learning from them; and
   * where a hard permutation makes the turned vectors jump, the g have a kink at the same place.
   */
  DESCRIPTOR_AND_GOODNESS(true) {
    @Override
    public int count(int features, int references) {
      return features + 2 * references + 1;
    }

    @Override
    void row(double[] x, int from, int d, FitRow fits, double[] row) {
      System.arraycopy(x, from, row, 0, d);
      double[] g = fits.goodness();
      int k = g.length;
      for (int j = 0; j < k; j++) {
        row[d + j] = g[j];
        row[d + k + j] = g[j] * g[j];
      }
      row[d + 2 * k] = 1;
    }
  };

  /** Rows that one task works on. */
  static final int ROWS = 16;

  private final boolean fromFits;

  MapInputs(boolean fromFits) {
    this.fromFits = fromFits;
  }

  /**
   * The number of inputs.
   *
   * @param features the number of features d of a descriptor
   * @param references the number of references K
   * @return at least one
   */
  public abstract int count(int features, int references);

  /** Whether the fits have to be known before the inputs are. */
  boolean fromFits() {
    return fromFits;
  }

  /** The inputs of one environment, from its descriptor and its fits. */
  abstract void row(double[] x, int from, int d, FitRow fits, double[] row);

  /** Hears of each row that is compared; called from several threads. */
  public interface RowListener {
    /**
     * Takes a row.
     *
     * @param row the environment
     * @param fits its fits; overwritten afterwards
     * @param nearest the distance of its descriptor from the nearest reference
     */
    void accept(int row, FitRow fits, double nearest);
  }

  /**
   * Compares rows with the references, fits included.
   *
   * @param pool the threads
   * @param comparison the references
   * @param environments the environments
   * @param from the first row
   * @param to one past the last row
   * @param inputs [to − from × inputs], overwritten
   * @param listener hears of each row
   */
  public void fill(
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
    forRows(
        pool,
        from,
        to,
        (first, last) -> {
          double[] distances = new double[(last - first) * k];
          comparison.distances(environments, first, last, distances);
          double[] row = new double[count(d, k)];
          FitRow fits = comparison.newFitRow();
          for (int i = first; i < last; i++) {
            int place = (i - first) * k;
            comparison.fit(environments, i, fits);
            if (fromFits) {
              row(x, i * d, d, fits, row);
              inputs.setRow(i - from, row, 0);
            } else {
              inputs.setRow(i - from, distances, place);
            }
            listener.accept(i, fits, least(distances, place, k));
          }
        });
  }

  /** Some rows that one task works on. */
  interface RowRange {
    void work(int first, int last);
  }

  /** Cuts rows into tasks. */
  static void forRows(WorkerPool pool, int from, int to, RowRange range) {
    pool.run(
        (to - from + ROWS - 1) / ROWS,
        task -> {
          int first = from + task * ROWS;
          range.work(first, Math.min(to, first + ROWS));
        });
  }

  /**
   * The least of some numbers.
   *
   * @param values the numbers; not modified
   * @param from the first to look at
   * @param count how many
   * @return the least of them, infinity if there are none
   */
  public static double least(double[] values, int from, int count) {
    double least = Double.POSITIVE_INFINITY;
    for (int j = from; j < from + count; j++) {
      least = Math.min(least, values[j]);
    }
    return least;
  }
}
