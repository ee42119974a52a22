package vane.design;

import java.util.ArrayList;
import java.util.List;

/**
 * Greedy D-optimal design as the definition has it: all candidates, all determinants, each step.
 */
final class PlainDesign {
  /** Gains this near are equal: determinants have rounding of their own. */
  private static final double EQUAL = 1e-10;

  private PlainDesign() {}

  /** Orders all candidates. */
  static List<Choice> choose(int[] sizes, double[] weights, List<double[][]> candidates) {
    double[][][] information = new double[sizes.length][][];
    for (int g = 0; g < sizes.length; g++) {
      information[g] = new double[sizes[g]][sizes[g]];
      for (int i = 0; i < sizes[g]; i++) {
        information[g][i][i] = weights[g];
      }
    }
    List<Choice> choices = new ArrayList<>();
    boolean[] chosen = new boolean[candidates.size()];
    while (choices.size() < candidates.size()) {
      int best = -1;
      double largest = 0;
      for (int c = 0; c < chosen.length; c++) {
        double gain = chosen[c] ? 0 : gain(information, candidates.get(c));
        if (!chosen[c] && (best < 0 || gain > largest + EQUAL)) {
          best = c;
          largest = gain;
        }
      }
      chosen[best] = true;
      choices.add(new Choice(best, largest));
      for (int g = 0; g < sizes.length; g++) {
        information[g] = sum(information[g], candidates.get(best)[g]);
      }
    }
    return choices;
  }

  private static double gain(double[][][] information, double[][] rows) {
    double gain = 0;
    for (int g = 0; g < rows.length; g++) {
      gain += logDeterminant(sum(information[g], rows[g])) - logDeterminant(information[g]);
    }
    return gain;
  }

  /** A + Zᵀ Z. */
  private static double[][] sum(double[][] a, double[] rows) {
    int n = a.length;
    double[][] sum = new double[n][];
    for (int i = 0; i < n; i++) {
      sum[i] = a[i].clone();
      for (int from = 0; from < rows.length; from += n) {
        for (int j = 0; j < n; j++) {
          sum[i][j] += rows[from + i] * rows[from + j];
        }
      }
    }
    return sum;
  }

  /** By elimination; the matrix is positive definite. */
  private static double logDeterminant(double[][] matrix) {
    double[][] a = new double[matrix.length][];
    for (int i = 0; i < a.length; i++) {
      a[i] = matrix[i].clone();
    }
    double log = 0;
    for (int k = 0; k < a.length; k++) {
      log += Math.log(a[k][k]);
      for (int i = k + 1; i < a.length; i++) {
        double share = a[i][k] / a[k][k];
        for (int j = k; j < a.length; j++) {
          a[i][j] -= share * a[k][j];
        }
      }
    }
    return log;
  }
}
