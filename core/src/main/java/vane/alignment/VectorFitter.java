package vane.alignment;

import static vane.alignment.VectorPolar.COFACTOR;
import static vane.alignment.VectorPolar.COFACTOR_NORM;
import static vane.alignment.VectorPolar.DETERMINANT;
import static vane.alignment.VectorPolar.DOUBTFUL;
import static vane.alignment.VectorPolar.FLOOR;
import static vane.alignment.VectorPolar.H;
import static vane.alignment.VectorPolar.LIVE;
import static vane.alignment.VectorPolar.NORM;
import static vane.alignment.VectorPolar.Q;
import static vane.alignment.VectorPolar.THRESHOLD;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Fits a tile of references at once, one in each lane of the Vector API. The algorithm is described
 * at {@link PruningBound}, the scalar twin is {@link ScalarFitter}.
 *
 * <p>A permutation is left out only when every lane may leave it out. The kernel is cut into
 * methods that hand vectors on through the workspace (which stays in the first-level cache):
 * vectors then never cross a call, where they would become objects if the compiler decides not to
 * inline. Masks are handed on as 1 and 0. {@link VectorPolar} goes from H to the polar factor.
 */
final class VectorFitter implements NeighbourhoodFitter {
  private static final VectorSpecies<Double> S = VectorPolar.S;
  private static final int L = VectorPolar.L;

  // Places in the workspace behind those of the polar factor, in vectors.
  private static final int BEST = VectorPolar.END;
  private static final int BEST_RANK = BEST + L;
  private static final int ROTATED = BEST + 2 * L;
  private static final int SLACK = BEST + 5 * L;
  private static final int TIE = BEST + 6 * L;
  private static final int SQUARES = BEST + 7 * L;
  private static final int MISMATCH = BEST + 8 * L;

  private final FitContext context;
  private final int m;
  private final VectorPolar polar;
  private final int[] table;

  VectorFitter(ReferenceNeighbourhoods references, FitSettings settings) {
    context = new FitContext(references, settings, L);
    m = references.neighbours();
    polar = new VectorPolar(settings.rotations());
    table = Permutations.table(m);
  }

  @Override
  public void fit(
      double[] points,
      int pointsOffset,
      int[] species,
      int speciesOffset,
      int fromReference,
      int toReference,
      FitRow destination) {
    context.check(
        points, pointsOffset, species, speciesOffset, fromReference, toReference, destination);
    PermutationPlan[] plans = context.plans(species, speciesOffset);
    double[] w = destination.workspace(MISMATCH + m * m * L);
    double ySquares = Neighbourhoods.sumOfSquares(points, pointsOffset, m);
    double yLengthSum = Neighbourhoods.sumOfLengths(points, pointsOffset, m);
    ReferenceTiles tiles = context.tiles;
    for (int tile = 0; tile < tiles.count; tile++) {
      if (tiles.lastReference[tile] < fromReference || tiles.firstReference[tile] >= toReference) {
        continue;
      }
      PermutationPlan plan = plans[tiles.pattern[tile]];
      start(points, pointsOffset, tile, ySquares, yLengthSum, w);
      tryAll(points, pointsOffset, tile, plan, w);
      if (anyDoubtful(w)) {
        // Against the best that is known now, most of what was doubtful is surely worse.
        DoubleVector.zero(S).intoArray(w, DOUBTFUL);
        tryAll(points, pointsOffset, tile, plan, w);
      }
      for (int lane = 0; lane < L; lane++) {
        int j = tiles.references[tile * L + lane];
        if (j < fromReference || j >= toReference) {
          continue;
        }
        if (w[DOUBTFUL + lane] != 0) {
          context.fitExactly(points, pointsOffset, species, speciesOffset, j, plan, destination);
        } else {
          deliver(species, speciesOffset, lane, j, w, destination);
        }
      }
    }
  }

  private void tryAll(double[] y, int yOffset, int tile, PermutationPlan plan, double[] w) {
    for (int p = 0; p < plan.size(); p++) {
      int rank = plan.rank(p);
      if (mayReach(rank * m, w)) {
        correlate(y, yOffset, tile, rank * m, w);
        if (polar.mayReach(w)) {
          polar.solve(w);
          score(y, yOffset, tile, rank, w);
        }
      }
    }
  }

  private static boolean anyDoubtful(double[] w) {
    return DoubleVector.fromArray(S, w, DOUBTFUL).compare(VectorOperators.NE, 0.0).anyTrue();
  }

  private void deliver(
      int[] species, int speciesOffset, int lane, int j, double[] w, FitRow destination) {
    destination.set(
        j,
        w[BEST + lane] / (1 + m),
        w[ROTATED + lane],
        w[ROTATED + L + lane],
        w[ROTATED + 2 * L + lane]);
    int rank = (int) w[BEST_RANK + lane];
    destination.setFlags(j, context.speciesMatched(species, speciesOffset, j, rank), true);
  }

  private void start(
      double[] y, int yOffset, int tile, double ySquares, double yLengthSum, double[] w) {
    ReferenceTiles tiles = context.tiles;
    DoubleVector zero = DoubleVector.zero(S);
    DoubleVector sSquares = DoubleVector.fromArray(S, tiles.squares, tile * L);
    DoubleVector lengthSum = DoubleVector.fromArray(S, tiles.lengthSums, tile * L).add(yLengthSum);
    sSquares.add(ySquares).intoArray(w, SQUARES);
    sSquares.mul(PruningBound.ZERO * ySquares).intoArray(w, FLOOR);
    lengthSum.mul(PruningBound.SLACK).intoArray(w, SLACK);
    lengthSum.mul(Neighbourhoods.TIE).intoArray(w, TIE);
    zero.add(Double.POSITIVE_INFINITY).intoArray(w, BEST);
    zero.add(Double.POSITIVE_INFINITY).intoArray(w, BEST_RANK);
    zero.intoArray(w, DOUBTFUL);
    for (int k = 0; k < m; k++) {
      double yLength = Neighbourhoods.length(y, yOffset + 3 * k);
      for (int l = 0; l < m; l++) {
        DoubleVector.fromArray(S, tiles.lengths, (tile * m + l) * L)
            .sub(yLength)
            .abs()
            .intoArray(w, MISMATCH + (k * m + l) * L);
      }
    }
  }

  /** Whether lengths alone leave it open that a lane gets better; if so, sets the thresholds T. */
  private boolean mayReach(int permutation, double[] w) {
    DoubleVector sum = DoubleVector.zero(S);
    DoubleVector sumOfSquares = sum;
    DoubleVector largest = sum;
    for (int k = 0; k < m; k++) {
      DoubleVector a =
          DoubleVector.fromArray(S, w, MISMATCH + (k * m + table[permutation + k]) * L);
      sum = sum.add(a);
      sumOfSquares = a.fma(a, sumOfSquares);
      largest = largest.max(a);
    }
    DoubleVector best = DoubleVector.fromArray(S, w, BEST).add(DoubleVector.fromArray(S, w, SLACK));
    VectorMask<Double> open = sum.compare(VectorOperators.LE, best);
    if (!open.anyTrue()) {
      return false;
    }
    DoubleVector room = best.sub(sum).add(largest);
    DoubleVector.fromArray(S, w, SQUARES)
        .sub(sumOfSquares)
        .add(largest.mul(largest))
        .sub(room.mul(room))
        .mul(0.5)
        .blend(DoubleVector.broadcast(S, Double.POSITIVE_INFINITY), open.not())
        .intoArray(w, THRESHOLD);
    return true;
  }

  private void correlate(double[] y, int yOffset, int tile, int permutation, double[] w) {
    double[] s = context.tiles.points;
    DoubleVector h0 = DoubleVector.zero(S);
    DoubleVector h1 = h0;
    DoubleVector h2 = h0;
    DoubleVector h3 = h0;
    DoubleVector h4 = h0;
    DoubleVector h5 = h0;
    DoubleVector h6 = h0;
    DoubleVector h7 = h0;
    DoubleVector h8 = h0;
    for (int k = 0; k < m; k++) {
      int o = 3 * (m * tile + table[permutation + k]) * L;
      DoubleVector sx = DoubleVector.fromArray(S, s, o);
      DoubleVector sy = DoubleVector.fromArray(S, s, o + L);
      DoubleVector sz = DoubleVector.fromArray(S, s, o + 2 * L);
      DoubleVector yx = DoubleVector.broadcast(S, y[yOffset + 3 * k]);
      DoubleVector yy = DoubleVector.broadcast(S, y[yOffset + 3 * k + 1]);
      DoubleVector yz = DoubleVector.broadcast(S, y[yOffset + 3 * k + 2]);
      h0 = yx.fma(sx, h0);
      h1 = yx.fma(sy, h1);
      h2 = yx.fma(sz, h2);
      h3 = yy.fma(sx, h3);
      h4 = yy.fma(sy, h4);
      h5 = yy.fma(sz, h5);
      h6 = yz.fma(sx, h6);
      h7 = yz.fma(sy, h7);
      h8 = yz.fma(sz, h8);
    }
    h0.intoArray(w, H);
    h1.intoArray(w, H + L);
    h2.intoArray(w, H + 2 * L);
    h3.intoArray(w, H + 3 * L);
    h4.intoArray(w, H + 4 * L);
    h5.intoArray(w, H + 5 * L);
    h6.intoArray(w, H + 6 * L);
    h7.intoArray(w, H + 7 * L);
    h8.intoArray(w, H + 8 * L);
    DoubleVector c0 = h4.mul(h8).sub(h5.mul(h7));
    DoubleVector c1 = h5.mul(h6).sub(h3.mul(h8));
    DoubleVector c2 = h3.mul(h7).sub(h4.mul(h6));
    DoubleVector c3 = h2.mul(h7).sub(h1.mul(h8));
    DoubleVector c4 = h0.mul(h8).sub(h2.mul(h6));
    DoubleVector c5 = h1.mul(h6).sub(h0.mul(h7));
    DoubleVector c6 = h1.mul(h5).sub(h2.mul(h4));
    DoubleVector c7 = h2.mul(h3).sub(h0.mul(h5));
    DoubleVector c8 = h0.mul(h4).sub(h1.mul(h3));
    c0.intoArray(w, COFACTOR);
    c1.intoArray(w, COFACTOR + L);
    c2.intoArray(w, COFACTOR + 2 * L);
    c3.intoArray(w, COFACTOR + 3 * L);
    c4.intoArray(w, COFACTOR + 4 * L);
    c5.intoArray(w, COFACTOR + 5 * L);
    c6.intoArray(w, COFACTOR + 6 * L);
    c7.intoArray(w, COFACTOR + 7 * L);
    c8.intoArray(w, COFACTOR + 8 * L);
    DoubleVector determinant = h2.fma(c2, h1.fma(c1, h0.mul(c0)));
    determinant.intoArray(w, DETERMINANT);
    DoubleVector norm = h2.fma(h2, h1.fma(h1, h0.mul(h0)));
    norm = norm.add(h5.fma(h5, h4.fma(h4, h3.mul(h3))));
    norm.add(h8.fma(h8, h7.fma(h7, h6.mul(h6)))).intoArray(w, NORM);
    DoubleVector cofactorNorm = c2.fma(c2, c1.fma(c1, c0.mul(c0)));
    cofactorNorm = cofactorNorm.add(c5.fma(c5, c4.fma(c4, c3.mul(c3))));
    cofactorNorm.add(c8.fma(c8, c7.fma(c7, c6.mul(c6)))).intoArray(w, COFACTOR_NORM);
  }

  /** Measures the live lanes and keeps what is better than the best so far. */
  private void score(double[] y, int yOffset, int tile, int rank, double[] w) {
    double[] s = context.tiles.points;
    DoubleVector q0 = DoubleVector.fromArray(S, w, Q);
    DoubleVector q1 = DoubleVector.fromArray(S, w, Q + L);
    DoubleVector q2 = DoubleVector.fromArray(S, w, Q + 2 * L);
    DoubleVector q3 = DoubleVector.fromArray(S, w, Q + 3 * L);
    DoubleVector q4 = DoubleVector.fromArray(S, w, Q + 4 * L);
    DoubleVector q5 = DoubleVector.fromArray(S, w, Q + 5 * L);
    DoubleVector q6 = DoubleVector.fromArray(S, w, Q + 6 * L);
    DoubleVector q7 = DoubleVector.fromArray(S, w, Q + 7 * L);
    DoubleVector q8 = DoubleVector.fromArray(S, w, Q + 8 * L);
    DoubleVector sum = DoubleVector.zero(S);
    for (int k = 0; k < m; k++) {
      int o = 3 * (m * tile + table[rank * m + k]) * L;
      DoubleVector sx = DoubleVector.fromArray(S, s, o);
      DoubleVector sy = DoubleVector.fromArray(S, s, o + L);
      DoubleVector sz = DoubleVector.fromArray(S, s, o + 2 * L);
      DoubleVector dx = q2.fma(sz, q1.fma(sy, q0.mul(sx))).sub(y[yOffset + 3 * k]);
      DoubleVector dy = q5.fma(sz, q4.fma(sy, q3.mul(sx))).sub(y[yOffset + 3 * k + 1]);
      DoubleVector dz = q8.fma(sz, q7.fma(sy, q6.mul(sx))).sub(y[yOffset + 3 * k + 2]);
      sum = sum.add(dz.fma(dz, dy.fma(dy, dx.mul(dx))).lanewise(VectorOperators.SQRT));
    }
    DoubleVector best = DoubleVector.fromArray(S, w, BEST);
    DoubleVector bestRank = DoubleVector.fromArray(S, w, BEST_RANK);
    DoubleVector tie = DoubleVector.fromArray(S, w, TIE);
    VectorMask<Double> taken =
        sum.compare(VectorOperators.LE, best.add(tie))
            .and(bestRank.compare(VectorOperators.GT, (double) rank))
            .or(sum.compare(VectorOperators.LT, best.sub(tie)))
            .and(DoubleVector.fromArray(S, w, LIVE).compare(VectorOperators.NE, 0.0));
    best.blend(sum, taken).intoArray(w, BEST);
    bestRank.blend((double) rank, taken).intoArray(w, BEST_RANK);
    double[] vectors = context.tiles.vectors;
    DoubleVector tx = DoubleVector.fromArray(S, vectors, 3 * tile * L);
    DoubleVector ty = DoubleVector.fromArray(S, vectors, (3 * tile + 1) * L);
    DoubleVector tz = DoubleVector.fromArray(S, vectors, (3 * tile + 2) * L);
    DoubleVector.fromArray(S, w, ROTATED)
        .blend(q2.fma(tz, q1.fma(ty, q0.mul(tx))), taken)
        .intoArray(w, ROTATED);
    DoubleVector.fromArray(S, w, ROTATED + L)
        .blend(q5.fma(tz, q4.fma(ty, q3.mul(tx))), taken)
        .intoArray(w, ROTATED + L);
    DoubleVector.fromArray(S, w, ROTATED + 2 * L)
        .blend(q8.fma(tz, q7.fma(ty, q6.mul(tx))), taken)
        .intoArray(w, ROTATED + 2 * L);
  }
}
