package vane.regression;

import vane.linalg.Matrix;
import vane.parallel.WorkerPool;

/**
 * Looks at equations and penalties before anything is done with them, so that bad ones change
 * nothing.
 */
final class EquationCheck {
  private static final int TILE = 64;

  private EquationCheck() {}

  /** Names the first target that is not finite. */
  static void requireFinite(double[] targets) {
    for (int i = 0; i < targets.length; i++) {
      if (!Double.isFinite(targets[i])) {
        throw new IllegalArgumentException(
            "target " + i + " is " + targets[i] + ", expected finite");
      }
    }
  }

  /** Names a feature that is not finite; equations are the rows of x, or its columns. */
  static void requireFinite(Matrix x, boolean equationsInRows, WorkerPool pool) {
    pool.run(
        (x.rows() + TILE - 1) / TILE,
        tile -> {
          double[] row = new double[x.columns()];
          int end = Math.min(x.rows(), (tile + 1) * TILE);
          for (int i = tile * TILE; i < end; i++) {
            x.getRow(i, row, 0);
            for (int j = 0; j < row.length; j++) {
              if (!Double.isFinite(row[j])) {
                throw new IllegalArgumentException(
                    String.format(
                        "feature %d of equation %d is %s, expected finite",
                        equationsInRows ? j : i, equationsInRows ? i : j, row[j]));
              }
            }
          }
        });
  }

  /** Names the first penalty that is negative or not finite. */
  static void requirePenalties(double[] penalties, int features) {
    if (penalties.length != features) {
      throw new IllegalArgumentException(
          penalties.length + " penalties, expected " + features + ", one per feature");
    }
    for (int i = 0; i < features; i++) {
      if (!(penalties[i] >= 0 && Double.isFinite(penalties[i]))) {
        throw new IllegalArgumentException(
            "penalty " + i + " is " + penalties[i] + ", expected finite and at least 0");
      }
    }
  }

  static double sumOfSquares(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return sum;
  }
}
