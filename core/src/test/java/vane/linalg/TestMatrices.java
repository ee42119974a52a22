package vane.linalg;

import java.util.Random;

/** Matrices and plain algorithms that the tests compare with. */
public final class TestMatrices {
  /** Around the widths of panels, tiles and vector registers. */
  public static final int[] AWKWARD_SIZES = {1, 2, 7, 63, 64, 65, 129, 300};

  private TestMatrices() {}

  /** Standard normal numbers [rows × columns]. */
  public static Matrix random(int rows, int columns, long seed) {
    Random random = new Random(seed);
    double[] values = new double[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian();
    }
    return Matrix.ofRows(values, rows, columns);
  }

  /** Distances |x_i − x_j| between the first rows and the first columns of random points. */
  public static Matrix distances(int rows, int columns, int dimension, long seed) {
    Matrix points = random(Math.max(rows, columns), dimension, seed);
    Matrix distances = Matrix.zeros(rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        double sum = 0;
        for (int k = 0; k < dimension; k++) {
          double d = points.get(i, k) - points.get(j, k);
          sum += d * d;
        }
        distances.set(i, j, Math.sqrt(sum));
      }
    }
    return distances;
  }

  /** A B, by three loops. */
  public static double[] product(Matrix a, boolean transposeA, Matrix b, boolean transposeB) {
    int m = transposeA ? a.columns() : a.rows();
    int inner = transposeA ? a.rows() : a.columns();
    int n = transposeB ? b.rows() : b.columns();
    double[] left = a.toArray();
    double[] right = b.toArray();
    double[] c = new double[m * n];
    for (int i = 0; i < m; i++) {
      for (int k = 0; k < inner; k++) {
        double x = transposeA ? left[k * a.columns() + i] : left[i * a.columns() + k];
        for (int j = 0; j < n; j++) {
          c[i * n + j] +=
              x * (transposeB ? right[j * b.columns() + k] : right[k * b.columns() + j]);
        }
      }
    }
    return c;
  }

  /** The largest |a_i − b_i|. */
  public static double largestDifference(double[] a, double[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException("lengths " + a.length + " and " + b.length);
    }
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = Math.abs(a[i] - b[i]);
      if (!(difference <= largest)) {
        largest = difference;
      }
    }
    return largest;
  }
}
