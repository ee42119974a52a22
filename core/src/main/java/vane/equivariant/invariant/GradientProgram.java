package vane.equivariant.invariant;

import java.util.Arrays;

/**
 * How the gradients of all tensors and invariants follow from those of the densities of one
 * element: the gradient of a pair or an invariant is a sum of gradients of components that it is
 * made of, each times the value of what it is multiplied with there.
 *
 * <p>Rows are the components that hold the element: its densities first, in order, then the pairs.
 * A term of a row is a coefficient, {@code factor · value(other)}, times an earlier row. Immutable.
 */
final class GradientProgram {
  /** The other component of a term that has none: its value is one. */
  static final int NONE = -1;

  /** The first component of the element's densities, and how many there are. */
  final int firstDensity;

  final int densities;

  /** Rows in all. */
  final int rows;

  /** The invariants that hold the element. */
  final int[] invariants;

  /**
   * The terms of the pairs' rows, from {@code start[r − densities]}, then those of the invariants.
   */
  final int[] start;

  final int[] row;
  final int[] other;
  final double[] factor;

  private int terms;

  GradientProgram(TensorBasis basis, int element) {
    long bit = 1L << element;
    int[] rowOf = new int[basis.components];
    Arrays.fill(rowOf, NONE);
    int block = element * (basis.lMax() + 1);
    this.firstDensity = basis.blockStart[block];
    int behind = block + basis.lMax() + 1;
    int end = behind < basis.blockStart.length ? basis.blockStart[behind] : basis.densityComponents;
    this.densities = end - firstDensity;
    for (int c = firstDensity; c < end; c++) {
      rowOf[c] = c - firstDensity;
    }
    int next = densities;
    int pairTerms = 0;
    for (int tensor = 0; tensor < basis.tensorL.length; tensor++) {
      int from = basis.tensorStart[tensor];
      if (from >= basis.densityComponents && (basis.tensorSpecies[tensor] & bit) != 0) {
        for (int c = from; c <= from + 2 * basis.tensorL[tensor]; c++) {
          rowOf[c] = next++;
          int term = c - basis.densityComponents;
          pairTerms += 2 * (basis.termStart[term + 1] - basis.termStart[term]);
        }
      }
    }
    this.rows = next;
    int[] found = new int[basis.size()];
    int count = 0;
    int invariantTerms = 0;
    for (int q = 0; q < found.length; q++) {
      long species = basis.tensorSpecies[basis.left[q]];
      species |= basis.right[q] < 0 ? 0 : basis.tensorSpecies[basis.right[q]];
      if ((species & bit) != 0) {
        found[count++] = q;
        invariantTerms += 2 * (2 * basis.tensorL[basis.left[q]] + 1);
      }
    }
    this.invariants = Arrays.copyOf(found, count);
    this.start = new int[rows - densities + count + 1];
    int[] rowOfTerm = new int[pairTerms + invariantTerms];
    int[] otherOfTerm = new int[rowOfTerm.length];
    double[] factorOfTerm = new double[rowOfTerm.length];
    for (int c = basis.densityComponents; c < basis.components; c++) {
      if (rowOf[c] != NONE) {
        start[rowOf[c] - densities] = terms;
        int pair = c - basis.densityComponents;
        for (int term = basis.termStart[pair]; term < basis.termStart[pair + 1]; term++) {
          int x = basis.termLeft[term];
          int y = basis.termRight[term];
          double each = basis.termFactor[term];
          add(rowOf[x], y, each, rowOfTerm, otherOfTerm, factorOfTerm);
          add(rowOf[y], x, each, rowOfTerm, otherOfTerm, factorOfTerm);
        }
      }
    }
    for (int i = 0; i < count; i++) {
      start[rows - densities + i] = terms;
      int left = basis.left[invariants[i]];
      int right = basis.right[invariants[i]];
      int x = basis.tensorStart[left];
      if (right < 0) {
        add(rowOf[x], NONE, 1, rowOfTerm, otherOfTerm, factorOfTerm);
      } else {
        int y = basis.tensorStart[right];
        for (int m = 0; m <= 2 * basis.tensorL[left]; m++) {
          add(rowOf[x + m], y + m, 1, rowOfTerm, otherOfTerm, factorOfTerm);
          add(rowOf[y + m], x + m, 1, rowOfTerm, otherOfTerm, factorOfTerm);
        }
      }
    }
    start[start.length - 1] = terms;
    this.row = Arrays.copyOf(rowOfTerm, terms);
    this.other = Arrays.copyOf(otherOfTerm, terms);
    this.factor = Arrays.copyOf(factorOfTerm, terms);
  }

  /** Adds a term, unless the row does not hold the element: then it does not change. */
  private void add(
      int rowOfTerm, int otherOfTerm, double factorOfTerm, int[] rowsOf, int[] others, double[] f) {
    if (rowOfTerm != NONE) {
      rowsOf[terms] = rowOfTerm;
      others[terms] = otherOfTerm;
      f[terms] = factorOfTerm;
      terms++;
    }
  }

  /** How many terms there are. */
  int terms() {
    return row.length;
  }

  /**
   * The coefficients of all terms.
   *
   * @param values the values of all components
   * @param coefficients {@code [terms]}, overwritten
   */
  void coefficients(double[] values, double[] coefficients) {
    for (int t = 0; t < row.length; t++) {
      coefficients[t] = other[t] == NONE ? factor[t] : factor[t] * values[other[t]];
    }
  }
}
