package vane.equivariant.fit;

import java.util.Arrays;
import vane.linalg.Matrix;
import vane.linalg.SymmetricEigen;

/**
 * The normal equations of energies that are a sum of one number per atom: CᵀC and Cᵀy with the
 * numbers of atoms of each element in a row of C.
 *
 * <p>Compositions may be dependent, as those of frames of one molecule are. Then the solution is
 * the shortest of those that fit best: a pseudo-inverse. One thread at a time uses an object.
 */
final class CompositionSums {
  /** Smaller eigenvalues, relative to the largest, are those of dependent compositions. */
  private static final double NEGLIGIBLE = 1e-12;

  /** A composition is one of those seen if this part of it, at most, is outside of them. */
  private static final double OUTSIDE = 1e-5;

  private final int elements;
  private final double[] products;
  private final double[] targets;
  private double squares;

  CompositionSums(int elements) {
    this.elements = elements;
    this.products = new double[elements * elements];
    this.targets = new double[elements];
  }

  /**
   * Adds a frame.
   *
   * @param counts {@code [elements]}: its atoms; not modified
   * @param energy in eV
   * @param weight of its squared error
   */
  void add(double[] counts, double energy, double weight) {
    for (int a = 0; a < elements; a++) {
      for (int b = 0; b < elements; b++) {
        products[a * elements + b] += weight * counts[a] * counts[b];
      }
      targets[a] += weight * counts[a] * energy;
    }
    squares += weight * energy * energy;
  }

  /** All sums one after the other, {@code [elements² + elements + 1]}: they can be added. */
  double[] numbers() {
    double[] numbers = Arrays.copyOf(products, products.length + elements + 1);
    System.arraycopy(targets, 0, numbers, products.length, elements);
    numbers[numbers.length - 1] = squares;
    return numbers;
  }

  /** Adds the numbers of other sums. */
  void addNumbers(double[] numbers) {
    for (int i = 0; i < products.length; i++) {
      products[i] += numbers[i];
    }
    for (int a = 0; a < elements; a++) {
      targets[a] += numbers[products.length + a];
    }
    squares += numbers[products.length + elements];
  }

  /** yᵀy, in eV². */
  double squares() {
    return squares;
  }

  /** Cᵀy, in eV (a copy). */
  double[] targets() {
    return targets.clone();
  }

  /** The shortest numbers of the elements that fit best, in eV. */
  double[] solution() {
    return Directions.of(this).solution(targets);
  }

  /** What the compositions span: Σ_k d_k d_kᵀ is the pseudo-inverse of CᵀC. Immutable. */
  static final class Directions {
    private final double[][] scaled;
    private final double[][] units;

    private Directions(double[][] scaled, double[][] units) {
      this.scaled = scaled;
      this.units = units;
    }

    static Directions of(CompositionSums sums) {
      int n = sums.elements;
      try (Matrix a = Matrix.ofRows(sums.products, n, n)) {
        SymmetricEigen eigen = SymmetricEigen.decomposeInPlace(a);
        double[] values = eigen.values();
        double least = NEGLIGIBLE * values[n - 1];
        int first = 0;
        while (first < n && !(values[first] > least)) {
          first++;
        }
        double[][] units = new double[n - first][n];
        double[][] scaled = new double[n - first][n];
        for (int k = first; k < n; k++) {
          double root = Math.sqrt(values[k]);
          eigen.vectors().getRow(k, units[k - first], 0);
          for (int i = 0; i < n; i++) {
            scaled[k - first][i] = units[k - first][i] / root;
          }
        }
        return new Directions(scaled, units);
      }
    }

    /** How many independent compositions there are. */
    int rank() {
      return scaled.length;
    }

    /** d_k · v for a vector over the elements, [rank]. */
    double[] components(double[] vector) {
      double[] components = new double[rank()];
      for (int k = 0; k < components.length; k++) {
        components[k] = dot(scaled[k], vector);
      }
      return components;
    }

    /** Σ_k d_k c_k, [elements]. */
    double[] sum(double[] components, int elements) {
      double[] sum = new double[elements];
      for (int k = 0; k < rank(); k++) {
        for (int a = 0; a < elements; a++) {
          sum[a] += components[k] * scaled[k][a];
        }
      }
      return sum;
    }

    double[] solution(double[] targets) {
      return sum(components(targets), targets.length);
    }

    /** Whether energies of a composition follow from those that were seen. */
    boolean determine(double[] counts) {
      double[] left = counts.clone();
      for (double[] unit : units) {
        double along = dot(unit, counts);
        for (int a = 0; a < left.length; a++) {
          left[a] -= along * unit[a];
        }
      }
      return dot(left, left) <= OUTSIDE * OUTSIDE * dot(counts, counts);
    }

    private static double dot(double[] a, double[] b) {
      double sum = 0;
      for (int i = 0; i < a.length; i++) {
        sum += a[i] * b[i];
      }
      return sum;
    }
  }
}
