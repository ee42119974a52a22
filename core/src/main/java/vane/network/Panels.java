package vane.network;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of matrices whose rows lie about in arrays. Stateless.
 *
 * <p>A row is named by a number {@code atom << 4 | component} and found at {@code atom × stride +
 * component × step}. Weights are kept in panels of sixteen columns: {@code [columns / 16 × depth ×
 * 16]}.
 */
final class Panels {
  /** The columns of a panel. */
  static final int WIDTH = 16;

  private static final VectorSpecies<Float> S = FloatVector.SPECIES_256;

  private Panels() {}

  /**
   * C = X W, or C += X W, for some rows.
   *
   * @param rows the numbers of the rows; those from {@code from} up to {@code to} are worked on
   * @param add whether to add to what is there
   */
  static void multiply(
      float[] x,
      int xStride,
      int xStep,
      int depth,
      float[] w,
      int wAt,
      float[] c,
      int cStride,
      int cStep,
      int columns,
      int[] rows,
      int from,
      int to,
      boolean add) {
    multiply(
        x, xStride, xStep, depth, w, wAt, c, cStride, cStep, columns, rows, from, to, add, 0, 0);
  }

  /** The same, where rows of X begin at a column, and those of C at another. */
  static void multiply(
      float[] x,
      int xStride,
      int xStep,
      int depth,
      float[] w,
      int wAt,
      float[] c,
      int cStride,
      int cStep,
      int columns,
      int[] rows,
      int from,
      int to,
      boolean add,
      int xAt,
      int cAt) {
    for (int r = from; r < to; r += 4) {
      int r0 = rows[r];
      int r1 = rows[Math.min(r + 1, to - 1)];
      int r2 = rows[Math.min(r + 2, to - 1)];
      int r3 = rows[Math.min(r + 3, to - 1)];
      int x0 = xAt + (r0 >> 4) * xStride + (r0 & 15) * xStep;
      int x1 = xAt + (r1 >> 4) * xStride + (r1 & 15) * xStep;
      int x2 = xAt + (r2 >> 4) * xStride + (r2 & 15) * xStep;
      int x3 = xAt + (r3 >> 4) * xStride + (r3 & 15) * xStep;
      int c0 = cAt + (r0 >> 4) * cStride + (r0 & 15) * cStep;
      int c1 = cAt + (r1 >> 4) * cStride + (r1 & 15) * cStep;
      int c2 = cAt + (r2 >> 4) * cStride + (r2 & 15) * cStep;
      int c3 = cAt + (r3 >> 4) * cStride + (r3 & 15) * cStep;
      for (int panel = 0; panel < columns; panel += WIDTH) {
        four(
            x,
            x0,
            x1,
            x2,
            x3,
            depth,
            w,
            wAt + panel * depth,
            c,
            c0 + panel,
            c1 + panel,
            c2 + panel,
            c3 + panel,
            add);
      }
    }
  }

  private static void four(
      float[] x,
      int x0,
      int x1,
      int x2,
      int x3,
      int depth,
      float[] w,
      int wAt,
      float[] c,
      int c0,
      int c1,
      int c2,
      int c3,
      boolean add) {
    FloatVector a0 = FloatVector.zero(S);
    FloatVector b0 = a0;
    FloatVector a1 = a0;
    FloatVector b1 = a0;
    FloatVector a2 = a0;
    FloatVector b2 = a0;
    FloatVector a3 = a0;
    FloatVector b3 = a0;
    if (add) {
      a0 = FloatVector.fromArray(S, c, c0);
      b0 = FloatVector.fromArray(S, c, c0 + 8);
      a1 = FloatVector.fromArray(S, c, c1);
      b1 = FloatVector.fromArray(S, c, c1 + 8);
      a2 = FloatVector.fromArray(S, c, c2);
      b2 = FloatVector.fromArray(S, c, c2 + 8);
      a3 = FloatVector.fromArray(S, c, c3);
      b3 = FloatVector.fromArray(S, c, c3 + 8);
    }
    for (int q = 0; q < depth; q++) {
      FloatVector u = FloatVector.fromArray(S, w, wAt + q * WIDTH);
      FloatVector v = FloatVector.fromArray(S, w, wAt + q * WIDTH + 8);
      FloatVector s0 = FloatVector.broadcast(S, x[x0 + q]);
      a0 = u.fma(s0, a0);
      b0 = v.fma(s0, b0);
      FloatVector s1 = FloatVector.broadcast(S, x[x1 + q]);
      a1 = u.fma(s1, a1);
      b1 = v.fma(s1, b1);
      FloatVector s2 = FloatVector.broadcast(S, x[x2 + q]);
      a2 = u.fma(s2, a2);
      b2 = v.fma(s2, b2);
      FloatVector s3 = FloatVector.broadcast(S, x[x3 + q]);
      a3 = u.fma(s3, a3);
      b3 = v.fma(s3, b3);
    }
    a0.intoArray(c, c0);
    b0.intoArray(c, c0 + 8);
    a1.intoArray(c, c1);
    b1.intoArray(c, c1 + 8);
    a2.intoArray(c, c2);
    b2.intoArray(c, c2 + 8);
    a3.intoArray(c, c3);
    b3.intoArray(c, c3 + 8);
  }

  /** C = X W for rows that follow each other and eight columns: W is {@code [depth × 8]}. */
  static void multiplyNarrow(
      float[] x, int depth, float[] w, int wAt, float[] c, int cAt, int rows) {
    for (int r = 0; r < rows; r += 4) {
      int x0 = r * depth;
      int x1 = Math.min(r + 1, rows - 1) * depth;
      int x2 = Math.min(r + 2, rows - 1) * depth;
      int x3 = Math.min(r + 3, rows - 1) * depth;
      FloatVector a0 = FloatVector.zero(S);
      FloatVector a1 = a0;
      FloatVector a2 = a0;
      FloatVector a3 = a0;
      FloatVector b0 = a0;
      FloatVector b1 = a0;
      FloatVector b2 = a0;
      FloatVector b3 = a0;
      for (int q = 0; q < depth; q += 2) {
        FloatVector u = FloatVector.fromArray(S, w, wAt + q * 8);
        a0 = u.fma(FloatVector.broadcast(S, x[x0 + q]), a0);
        a1 = u.fma(FloatVector.broadcast(S, x[x1 + q]), a1);
        a2 = u.fma(FloatVector.broadcast(S, x[x2 + q]), a2);
        a3 = u.fma(FloatVector.broadcast(S, x[x3 + q]), a3);
        FloatVector v = FloatVector.fromArray(S, w, wAt + q * 8 + 8);
        b0 = v.fma(FloatVector.broadcast(S, x[x0 + q + 1]), b0);
        b1 = v.fma(FloatVector.broadcast(S, x[x1 + q + 1]), b1);
        b2 = v.fma(FloatVector.broadcast(S, x[x2 + q + 1]), b2);
        b3 = v.fma(FloatVector.broadcast(S, x[x3 + q + 1]), b3);
      }
      a0.add(b0).intoArray(c, cAt + r * 8);
      a1.add(b1).intoArray(c, cAt + Math.min(r + 1, rows - 1) * 8);
      a2.add(b2).intoArray(c, cAt + Math.min(r + 2, rows - 1) * 8);
      a3.add(b3).intoArray(c, cAt + Math.min(r + 3, rows - 1) * 8);
    }
  }

  /**
   * W̄ += Xᵀ dC + dXᵀ C over some rows: the gradient of a product by its weights, along a tangent.
   *
   * @param depth a multiple of 4
   */
  static void outer(
      float[] x,
      float[] dx,
      int xStride,
      int xStep,
      int depth,
      float[] c,
      float[] dc,
      int cStride,
      int cStep,
      int columns,
      int[] rows,
      int from,
      int to,
      float[] w,
      int wAt,
      int xAt) {
    for (int panel = 0; panel < columns; panel += WIDTH) {
      for (int q = 0; q < depth; q += 4) {
        outerFour(
            x,
            dx,
            xStride,
            xStep,
            xAt + q,
            c,
            dc,
            cStride,
            cStep,
            panel,
            rows,
            from,
            to,
            w,
            wAt + panel * depth + q * WIDTH);
      }
    }
  }

  private static void outerFour(
      float[] x,
      float[] dx,
      int xStride,
      int xStep,
      int q,
      float[] c,
      float[] dc,
      int cStride,
      int cStep,
      int panel,
      int[] rows,
      int from,
      int to,
      float[] w,
      int at) {
    FloatVector a0 = FloatVector.fromArray(S, w, at);
    FloatVector b0 = FloatVector.fromArray(S, w, at + 8);
    FloatVector a1 = FloatVector.fromArray(S, w, at + 16);
    FloatVector b1 = FloatVector.fromArray(S, w, at + 24);
    FloatVector a2 = FloatVector.fromArray(S, w, at + 32);
    FloatVector b2 = FloatVector.fromArray(S, w, at + 40);
    FloatVector a3 = FloatVector.fromArray(S, w, at + 48);
    FloatVector b3 = FloatVector.fromArray(S, w, at + 56);
    for (int r = from; r < to; r++) {
      int row = rows[r];
      int xr = (row >> 4) * xStride + (row & 15) * xStep + q;
      int cr = (row >> 4) * cStride + (row & 15) * cStep + panel;
      FloatVector u = FloatVector.fromArray(S, dc, cr);
      FloatVector v = FloatVector.fromArray(S, dc, cr + 8);
      FloatVector s0 = FloatVector.broadcast(S, x[xr]);
      FloatVector s1 = FloatVector.broadcast(S, x[xr + 1]);
      FloatVector s2 = FloatVector.broadcast(S, x[xr + 2]);
      FloatVector s3 = FloatVector.broadcast(S, x[xr + 3]);
      a0 = u.fma(s0, a0);
      b0 = v.fma(s0, b0);
      a1 = u.fma(s1, a1);
      b1 = v.fma(s1, b1);
      a2 = u.fma(s2, a2);
      b2 = v.fma(s2, b2);
      a3 = u.fma(s3, a3);
      b3 = v.fma(s3, b3);
      u = FloatVector.fromArray(S, c, cr);
      v = FloatVector.fromArray(S, c, cr + 8);
      s0 = FloatVector.broadcast(S, dx[xr]);
      s1 = FloatVector.broadcast(S, dx[xr + 1]);
      s2 = FloatVector.broadcast(S, dx[xr + 2]);
      s3 = FloatVector.broadcast(S, dx[xr + 3]);
      a0 = u.fma(s0, a0);
      b0 = v.fma(s0, b0);
      a1 = u.fma(s1, a1);
      b1 = v.fma(s1, b1);
      a2 = u.fma(s2, a2);
      b2 = v.fma(s2, b2);
      a3 = u.fma(s3, a3);
      b3 = v.fma(s3, b3);
    }
    a0.intoArray(w, at);
    b0.intoArray(w, at + 8);
    a1.intoArray(w, at + 16);
    b1.intoArray(w, at + 24);
    a2.intoArray(w, at + 32);
    b2.intoArray(w, at + 40);
    a3.intoArray(w, at + 48);
    b3.intoArray(w, at + 56);
  }

  /** Wᵀ in panels, from W in panels. */
  static void transpose(float[] w, int wAt, int depth, int columns, float[] t, int tAt) {
    for (int q = 0; q < depth; q++) {
      for (int k = 0; k < columns; k++) {
        t[tAt + ((q >> 4) * columns + k) * WIDTH + (q & 15)] =
            w[wAt + ((k >> 4) * depth + q) * WIDTH + (k & 15)];
      }
    }
  }
}
