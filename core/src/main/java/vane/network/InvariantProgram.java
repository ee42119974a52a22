package vane.network;

import java.util.ArrayList;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of the sixteen densities of a channel that do not change when the structure turns, as a
 * list of steps: each step is a number that is a sum of products of two earlier ones. Backwards the
 * same list gives the gradient. The channels of an atom are worked on side by side. Immutable.
 */
final class InvariantProgram {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_256;

  private record Term(int out, int left, int right, float factor) {}

  private final List<Term> building = new ArrayList<>();
  private final List<Integer> invariantList = new ArrayList<>();
  private int rows = SolidHarmonics.COUNT;

  /** The rows that are invariants, in order. */
  private final int[] invariants;

  /** Of each row its terms, those of row r from start[r]. */
  private final int[] start;

  private final int[] left;
  private final int[] right;
  private final float[] factor;

  /** Of each row its uses: the row it goes into, and the row it is multiplied by. */
  private final int[] useStart;

  private final int[] useInto;
  private final int[] useBy;
  private final float[] useFactor;

  /**
   * All invariants of a channel.
   *
   * @param order the highest number of densities in a product, 3 or 4
   */
  InvariantProgram(int order) {
    build(order);
    invariants = invariantList.stream().mapToInt(Integer::intValue).toArray();
    int terms = building.size();
    start = new int[rows + 1];
    left = new int[terms];
    right = new int[terms];
    factor = new float[terms];
    int t = 0;
    for (int row = 0; row < rows; row++) {
      start[row] = t;
      for (Term term : building) {
        if (term.out == row) {
          left[t] = term.left;
          right[t] = term.right;
          factor[t++] = term.factor;
        }
      }
    }
    start[rows] = t;
    useStart = new int[rows + 1];
    useInto = new int[2 * terms];
    useBy = new int[2 * terms];
    useFactor = new float[2 * terms];
    int u = 0;
    for (int row = 0; row < rows; row++) {
      useStart[row] = u;
      for (Term term : building) {
        if (term.left == row || term.right == row) {
          useInto[u] = term.out;
          useBy[u] = term.left == row ? term.right : term.left;
          useFactor[u++] = term.left == term.right ? 2 * term.factor : term.factor;
        }
      }
    }
    useStart[rows] = u;
  }

  private void build(int order) {
    int[] square = new int[4];
    for (int l = 1; l <= 3; l++) {
      square[l] = rows++;
      for (int lm = l * l; lm < (l + 1) * (l + 1); lm++) {
        building.add(new Term(square[l], lm, lm, (float) (1 / Math.sqrt(2 * l + 1))));
      }
    }
    int[][] pairs = {{1, 1}, {2, 2}, {3, 3}, {1, 3}};
    int[] first = new int[4];
    int[] triple = new int[4];
    for (int p = 0; p < 4; p++) {
      first[p] = rows;
      for (int m = 0; m < 5; m++) {
        couple(pairs[p][0], pairs[p][1], 4 + m, rows++);
      }
    }
    for (int p = 0; p < 4; p++) {
      triple[p] = rows++;
      dot(4, first[p], triple[p]);
    }
    invariantList.add(0);
    int a2 = product(0, 0);
    for (int l = 1; l <= 3; l++) {
      invariantList.add(square[l]);
    }
    product(a2, 0);
    for (int l = 1; l <= 3; l++) {
      product(0, square[l]);
    }
    for (int p = 0; p < 4; p++) {
      invariantList.add(triple[p]);
    }
    if (order < 4) {
      return;
    }
    product(a2, a2);
    for (int l = 1; l <= 3; l++) {
      product(a2, square[l]);
      for (int k = l; k <= 3; k++) {
        product(square[l], square[k]);
      }
    }
    for (int p = 0; p < 4; p++) {
      product(0, triple[p]);
      for (int q = Math.max(1, p); q < 4; q++) {
        dot(first[p], first[q], rows);
        invariantList.add(rows++);
      }
    }
  }

  private int product(int a, int b) {
    building.add(new Term(rows, a, b, 1));
    invariantList.add(rows);
    return rows++;
  }

  private void dot(int a, int b, int out) {
    for (int m = 0; m < 5; m++) {
      building.add(new Term(out, a + m, b + m, 1));
    }
  }

  /** out = Σ G(l₁ m₁, l₂ m₂, third) A(l₁ m₁) A(l₂ m₂). */
  private void couple(int l1, int l2, int third, int out) {
    for (int a = l1 * l1; a < (l1 + 1) * (l1 + 1); a++) {
      for (int b = l1 == l2 ? a : l2 * l2; b < (l2 + 1) * (l2 + 1); b++) {
        double g = gaunt(a, b, third);
        if (Math.abs(g) > 1e-6) {
          building.add(new Term(out, a, b, (float) (l1 == l2 && a != b ? 2 * g : g)));
        }
      }
    }
  }

  /** The mean over the sphere of a product of three harmonics, by an exact quadrature. */
  private static double gaunt(int a, int b, int c) {
    // Degree 8 in all: five heights (Gauss–Legendre) and twelve longitudes are exact.
    double u = Math.sqrt(5 - 2 * Math.sqrt(10.0 / 7)) / 3;
    double v = Math.sqrt(5 + 2 * Math.sqrt(10.0 / 7)) / 3;
    double wu = (322 + 13 * Math.sqrt(70)) / 900;
    double wv = (322 - 13 * Math.sqrt(70)) / 900;
    double[] heights = {0, u, -u, v, -v};
    double[] weights = {128.0 / 225, wu, wu, wv, wv};
    double sum = 0;
    float[] y = new float[SolidHarmonics.COUNT];
    float[] g = new float[3 * SolidHarmonics.COUNT];
    for (int i = 0; i < 5; i++) {
      double s = Math.sqrt(1 - heights[i] * heights[i]);
      for (int k = 0; k < 12; k++) {
        double phi = 2 * Math.PI * k / 12;
        SolidHarmonics.evaluate(s * Math.cos(phi), s * Math.sin(phi), heights[i], 1, y, 0, g, 0);
        sum += weights[i] / 2 / 12 * y[a] * y[b] * y[c];
      }
    }
    return sum;
  }

  /** How many rows an atom needs. */
  int rows() {
    return rows;
  }

  /** The rows that hold invariants. */
  int[] invariants() {
    return invariants;
  }

  /** Fills the rows behind the densities of all atoms. */
  void forward(float[] x, int atoms, int stride, int channels, int step) {
    for (int i = 0; i < atoms; i++) {
      for (int c = 0; c < channels; c += 16) {
        forward(x, i * stride + c, step);
      }
    }
  }

  private void forward(float[] x, int at, int step) {
    for (int row = SolidHarmonics.COUNT; row < rows; row++) {
      FloatVector a = FloatVector.zero(S);
      FloatVector b = a;
      for (int t = start[row]; t < start[row + 1]; t++) {
        int i = at + left[t] * step;
        int j = at + right[t] * step;
        FloatVector f = FloatVector.broadcast(S, factor[t]);
        a = FloatVector.fromArray(S, x, i).mul(f).fma(FloatVector.fromArray(S, x, j), a);
        b = FloatVector.fromArray(S, x, i + 8).mul(f).fma(FloatVector.fromArray(S, x, j + 8), b);
      }
      a.intoArray(x, at + row * step);
      b.intoArray(x, at + row * step + 8);
    }
  }

  /** The tangents of what {@link #forward} fills. */
  void tangent(float[] x, float[] dx, int atoms, int stride, int channels, int step) {
    for (int i = 0; i < atoms; i++) {
      for (int c = 0; c < channels; c += 16) {
        tangent(x, dx, i * stride + c, step);
      }
    }
  }

  private void tangent(float[] x, float[] dx, int at, int step) {
    for (int row = SolidHarmonics.COUNT; row < rows; row++) {
      FloatVector a = FloatVector.zero(S);
      FloatVector b = a;
      for (int t = start[row]; t < start[row + 1]; t++) {
        int i = at + left[t] * step;
        int j = at + right[t] * step;
        FloatVector f = FloatVector.broadcast(S, factor[t]);
        FloatVector p = FloatVector.fromArray(S, x, i);
        FloatVector q = FloatVector.fromArray(S, x, j);
        p = p.mul(FloatVector.fromArray(S, dx, j));
        p = q.fma(FloatVector.fromArray(S, dx, i), p);
        a = p.fma(f, a);
        p = FloatVector.fromArray(S, x, i + 8);
        q = FloatVector.fromArray(S, x, j + 8);
        p = p.mul(FloatVector.fromArray(S, dx, j + 8));
        p = q.fma(FloatVector.fromArray(S, dx, i + 8), p);
        b = p.fma(f, b);
      }
      a.intoArray(dx, at + row * step);
      b.intoArray(dx, at + row * step + 8);
    }
  }

  /** Adjoints of all rows; each holds what comes from outside before and all of it after. */
  void backward(float[] x, float[] bar, int atoms, int stride, int channels, int step) {
    for (int i = 0; i < atoms; i++) {
      for (int c = 0; c < channels; c += 16) {
        backward(x, bar, i * stride + c, step);
      }
    }
  }

  private void backward(float[] x, float[] bar, int at, int step) {
    for (int row = rows - 1; row >= 0; row--) {
      int r = at + row * step;
      FloatVector a = FloatVector.fromArray(S, bar, r);
      FloatVector b = FloatVector.fromArray(S, bar, r + 8);
      for (int t = useStart[row]; t < useStart[row + 1]; t++) {
        int i = at + useInto[t] * step;
        int j = at + useBy[t] * step;
        FloatVector f = FloatVector.broadcast(S, useFactor[t]);
        a = FloatVector.fromArray(S, bar, i).mul(f).fma(FloatVector.fromArray(S, x, j), a);
        b = FloatVector.fromArray(S, bar, i + 8).mul(f).fma(FloatVector.fromArray(S, x, j + 8), b);
      }
      a.intoArray(bar, r);
      b.intoArray(bar, r + 8);
    }
  }

  /** The tangents of what {@link #backward} finds. */
  void backwardTangent(float[] x, float[] dx, float[] bar, float[] dbar, int atoms, int stride, int channels, int step) {
    for (int i = 0; i < atoms; i++) {
      for (int c = 0; c < channels; c += 16) {
        backwardTangent(x, dx, bar, dbar, i * stride + c, step);
      }
    }
  }

  private void backwardTangent(float[] x, float[] dx, float[] bar, float[] dbar, int at, int step) {
    for (int row = rows - 1; row >= 0; row--) {
      int r = at + row * step;
      FloatVector a = FloatVector.fromArray(S, dbar, r);
      FloatVector b = FloatVector.fromArray(S, dbar, r + 8);
      for (int t = useStart[row]; t < useStart[row + 1]; t++) {
        int i = at + useInto[t] * step;
        int j = at + useBy[t] * step;
        FloatVector f = FloatVector.broadcast(S, useFactor[t]);
        FloatVector p = FloatVector.fromArray(S, bar, i).mul(FloatVector.fromArray(S, dx, j));
        p = FloatVector.fromArray(S, dbar, i).fma(FloatVector.fromArray(S, x, j), p);
        a = p.fma(f, a);
        p = FloatVector.fromArray(S, bar, i + 8).mul(FloatVector.fromArray(S, dx, j + 8));
        p = FloatVector.fromArray(S, dbar, i + 8).fma(FloatVector.fromArray(S, x, j + 8), p);
        b = p.fma(f, b);
      }
      a.intoArray(dbar, r);
      b.intoArray(dbar, r + 8);
    }
  }
}
