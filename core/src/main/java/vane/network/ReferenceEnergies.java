package vane.network;

/** One energy for each element, so that their sums come as near as can be to given energies. */
final class ReferenceEnergies {
  private static final double RIDGE = 1e-8;

  private ReferenceEnergies() {}

  /**
   * Least squares; of several solutions nearly the smallest.
   *
   * @param counts of each structure how many atoms of each element there are
   * @param energies of each structure, in eV; those that are NaN do not count
   * @return one energy per element
   */
  static double[] fit(int[][] counts, double[] energies) {
    int elements = counts[0].length;
    double[] solution = new double[elements];
    double[] residuals = energies.clone();
    // Twice, as the first solution is a little too small because of the ridge.
    for (int round = 0; round < 2; round++) {
      double[][] matrix = new double[elements][elements + 1];
      double trace = 0;
      for (int f = 0; f < counts.length; f++) {
        if (Double.isNaN(residuals[f])) {
          continue;
        }
        for (int a = 0; a < elements; a++) {
          for (int b = 0; b < elements; b++) {
            matrix[a][b] += (double) counts[f][a] * counts[f][b];
          }
          matrix[a][elements] += counts[f][a] * residuals[f];
          trace += (double) counts[f][a] * counts[f][a];
        }
      }
      for (int a = 0; a < elements; a++) {
        matrix[a][a] += RIDGE * (trace + 1);
      }
      double[] change = solve(matrix);
      for (int a = 0; a < elements; a++) {
        solution[a] += change[a];
      }
      for (int f = 0; f < counts.length; f++) {
        residuals[f] -= sum(counts[f], change);
      }
    }
    return solution;
  }

  /** The energies of a composition. */
  static double sum(int[] counts, double[] energies) {
    double sum = 0;
    for (int a = 0; a < counts.length; a++) {
      sum += counts[a] * energies[a];
    }
    return sum;
  }

  /** Elimination without exchanges: the matrix is positive definite. Overwrites it. */
  private static double[] solve(double[][] matrix) {
    int n = matrix.length;
    for (int a = 0; a < n; a++) {
      for (int b = a + 1; b < n; b++) {
        double factor = matrix[b][a] / matrix[a][a];
        for (int c = a; c <= n; c++) {
          matrix[b][c] -= factor * matrix[a][c];
        }
      }
    }
    double[] x = new double[n];
    for (int a = n - 1; a >= 0; a--) {
      double rest = matrix[a][n];
      for (int b = a + 1; b < n; b++) {
        rest -= matrix[a][b] * x[b];
      }
      x[a] = rest / matrix[a][a];
    }
    return x;
  }
}
