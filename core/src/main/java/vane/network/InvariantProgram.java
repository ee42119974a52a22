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

  private final int step;

  /** Of each row its terms, those of row r from start[r]; rows are named by where they begin. */
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
   * @param step how far apart the rows of an atom lie
   */
  InvariantProgram(int order, int step) {
    this.step = step;
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
          left[t] = term.left * step;
          right[t] = term.right * step;
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
          useInto[u] = term.out * step;
          useBy[u] = (term.left == row ? term.right : term.left) * step;
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

  /** Fills the rows behind the densities of one atom. */
  void forward(float[] x, int at, int channels) {
    int c = 0;
    for (; c + 32 <= channels; c += 32) {
      forwardWide(x, at + c);
    }
    if (c < channels) {
      forwardNarrow(x, at + c);
    }
  }

  private void forwardWide(float[] x, int at) {
    for (int row = SolidHarmonics.COUNT; row < rows; row++) {
      int r = at + row * step;
      FloatVector a = FloatVector.zero(S);
      FloatVector b = a;
      FloatVector c = a;
      FloatVector d = a;
      for (int t = start[row]; t < start[row + 1]; t++) {
        int i = at + left[t];
        int j = at + right[t];
        FloatVector f = FloatVector.broadcast(S, factor[t]);
        a = product(f, x, i, x, j, a);
        b = product(f, x, i + 8, x, j + 8, b);
        c = product(f, x, i + 16, x, j + 16, c);
        d = product(f, x, i + 24, x, j + 24, d);
      }
      a.intoArray(x, r);
      b.intoArray(x, r + 8);
      c.intoArray(x, r + 16);
      d.intoArray(x, r + 24);
    }
  }

  private void forwardNarrow(float[] x, int at) {
    for (int row = SolidHarmonics.COUNT; row < rows; row++) {
      int r = at + row * step;
      FloatVector a = FloatVector.zero(S);
      FloatVector b = a;
      for (int t = start[row]; t < start[row + 1]; t++) {
        int i = at + left[t];
        int j = at + right[t];
        FloatVector f = FloatVector.broadcast(S, factor[t]);
        a = product(f, x, i, x, j, a);
        b = product(f, x, i + 8, x, j + 8, b);
      }
      a.intoArray(x, r);
      b.intoArray(x, r + 8);
    }
  }

  /** The tangents of what {@link #forward} fills. */
  void tangent(float[] x, float[] dx, int at, int channels) {
    int c = 0;
    for (; c + 32 <= channels; c += 32) {
      tangentWide(x, dx, at + c);
    }
    if (c < channels) {
      tangentNarrow(x, dx, at + c);
    }
  }

  private void tangentWide(float[] x, float[] dx, int at) {
    for (int row = SolidHarmonics.COUNT; row < rows; row++) {
      int r = at + row * step;
      FloatVector a = FloatVector.zero(S);
      FloatVector b = a;
      FloatVector c = a;
      FloatVector d = a;
      for (int t = start[row]; t < start[row + 1]; t++) {
        int i = at + left[t];
        int j = at + right[t];
        FloatVector f = FloatVector.broadcast(S, factor[t]);
        a = products(f, x, dx, i, x, dx, j, a);
        b = products(f, x, dx, i + 8, x, dx, j + 8, b);
        c = products(f, x, dx, i + 16, x, dx, j + 16, c);
        d = products(f, x, dx, i + 24, x, dx, j + 24, d);
      }
      a.intoArray(dx, r);
      b.intoArray(dx, r + 8);
      c.intoArray(dx, r + 16);
      d.intoArray(dx, r + 24);
    }
  }

  private void tangentNarrow(float[] x, float[] dx, int at) {
    for (int row = SolidHarmonics.COUNT; row < rows; row++) {
      int r = at + row * step;
      FloatVector a = FloatVector.zero(S);
      FloatVector b = a;
      for (int t = start[row]; t < start[row + 1]; t++) {
        int i = at + left[t];
        int j = at + right[t];
        FloatVector f = FloatVector.broadcast(S, factor[t]);
        a = products(f, x, dx, i, x, dx, j, a);
        b = products(f, x, dx, i + 8, x, dx, j + 8, b);
      }
      a.intoArray(dx, r);
      b.intoArray(dx, r + 8);
    }
  }

  /** Adjoints of all rows: each holds what comes from outside before and all of it after. */
  void backward(float[] x, float[] bar, int at, int channels) {
    int c = 0;
    for (; c + 32 <= channels; c += 32) {
      backwardWide(x, bar, at + c);
    }
    if (c < channels) {
      backwardNarrow(x, bar, at + c);
    }
  }

  private void backwardWide(float[] x, float[] bar, int at) {
    for (int row = rows - 1; row >= 0; row--) {
      int r = at + row * step;
      FloatVector a = FloatVector.fromArray(S, bar, r);
      FloatVector b = FloatVector.fromArray(S, bar, r + 8);
      FloatVector c = FloatVector.fromArray(S, bar, r + 16);
      FloatVector d = FloatVector.fromArray(S, bar, r + 24);
      for (int t = useStart[row]; t < useStart[row + 1]; t++) {
        int i = at + useInto[t];
        int j = at + useBy[t];
        FloatVector f = FloatVector.broadcast(S, useFactor[t]);
        a = product(f, bar, i, x, j, a);
        b = product(f, bar, i + 8, x, j + 8, b);
        c = product(f, bar, i + 16, x, j + 16, c);
        d = product(f, bar, i + 24, x, j + 24, d);
      }
      a.intoArray(bar, r);
      b.intoArray(bar, r + 8);
      c.intoArray(bar, r + 16);
      d.intoArray(bar, r + 24);
    }
  }

  private void backwardNarrow(float[] x, float[] bar, int at) {
    for (int row = rows - 1; row >= 0; row--) {
      int r = at + row * step;
      FloatVector a = FloatVector.fromArray(S, bar, r);
      FloatVector b = FloatVector.fromArray(S, bar, r + 8);
      for (int t = useStart[row]; t < useStart[row + 1]; t++) {
        int i = at + useInto[t];
        int j = at + useBy[t];
        FloatVector f = FloatVector.broadcast(S, useFactor[t]);
        a = product(f, bar, i, x, j, a);
        b = product(f, bar, i + 8, x, j + 8, b);
      }
      a.intoArray(bar, r);
      b.intoArray(bar, r + 8);
    }
  }

  /** The tangents of what {@link #backward} finds. */
  void backwardTangent(float[] x, float[] dx, float[] bar, float[] dbar, int at, int channels) {
    int c = 0;
    for (; c + 32 <= channels; c += 32) {
      backwardTangentWide(x, dx, bar, dbar, at + c);
    }
    if (c < channels) {
      backwardTangentNarrow(x, dx, bar, dbar, at + c);
    }
  }

  private void backwardTangentWide(float[] x, float[] dx, float[] bar, float[] dbar, int at) {
    for (int row = rows - 1; row >= 0; row--) {
      int r = at + row * step;
      FloatVector a = FloatVector.fromArray(S, dbar, r);
      FloatVector b = FloatVector.fromArray(S, dbar, r + 8);
      FloatVector c = FloatVector.fromArray(S, dbar, r + 16);
      FloatVector d = FloatVector.fromArray(S, dbar, r + 24);
      for (int t = useStart[row]; t < useStart[row + 1]; t++) {
        int i = at + useInto[t];
        int j = at + useBy[t];
        FloatVector f = FloatVector.broadcast(S, useFactor[t]);
        a = products(f, bar, dbar, i, x, dx, j, a);
        b = products(f, bar, dbar, i + 8, x, dx, j + 8, b);
        c = products(f, bar, dbar, i + 16, x, dx, j + 16, c);
        d = products(f, bar, dbar, i + 24, x, dx, j + 24, d);
      }
      a.intoArray(dbar, r);
      b.intoArray(dbar, r + 8);
      c.intoArray(dbar, r + 16);
      d.intoArray(dbar, r + 24);
    }
  }

  private void backwardTangentNarrow(float[] x, float[] dx, float[] bar, float[] dbar, int at) {
    for (int row = rows - 1; row >= 0; row--) {
      int r = at + row * step;
      FloatVector a = FloatVector.fromArray(S, dbar, r);
      FloatVector b = FloatVector.fromArray(S, dbar, r + 8);
      for (int t = useStart[row]; t < useStart[row + 1]; t++) {
        int i = at + useInto[t];
        int j = at + useBy[t];
        FloatVector f = FloatVector.broadcast(S, useFactor[t]);
        a = products(f, bar, dbar, i, x, dx, j, a);
        b = products(f, bar, dbar, i + 8, x, dx, j + 8, b);
      }
      a.intoArray(dbar, r);
      b.intoArray(dbar, r + 8);
    }
  }

  private static FloatVector product(
      FloatVector f, float[] x, int i, float[] y, int j, FloatVector sum) {
    return FloatVector.fromArray(S, x, i).mul(f).fma(FloatVector.fromArray(S, y, j), sum);
  }

  private static FloatVector products(
      FloatVector f, float[] x, float[] dx, int i, float[] y, float[] dy, int j, FloatVector sum) {
    FloatVector p = FloatVector.fromArray(S, x, i).mul(FloatVector.fromArray(S, dy, j));
    p = FloatVector.fromArray(S, dx, i).fma(FloatVector.fromArray(S, y, j), p);
    return p.fma(f, sum);
  }
}
