package vane.alignment;

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
 * inline. Masks are handed on as 1 and 0.
 */
final class VectorFitter implements NeighbourhoodFitter {
  private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  // Places in the workspace, in vectors.
  private static final int H = 0;
  private static final int COFACTOR = 9 * L;
  private static final int Q = 18 * L;
  private static final int NORM = 27 * L;
  private static final int COFACTOR_NORM = 28 * L;
  private static final int DETERMINANT = 29 * L;
  private static final int THRESHOLD = 30 * L;
  private static final int LIVE = 31 * L;
  private static final int DOUBTFUL = 32 * L;
  private static final int BEST = 33 * L;
  private static final int BEST_RANK = 34 * L;
  private static final int ROTATED = 35 * L;
  private static final int SLACK = 38 * L;
  private static final int TIE = 39 * L;
  private static final int SQUARES = 40 * L;
  private static final int FLOOR = 41 * L;
  private static final int ALPHA = 42 * L;
  private static final int BETA = 43 * L;
  private static final int GAMMA = 44 * L;
  private static final int MISMATCH = 45 * L;

  // Newton steps without a look at the lanes: a wrong guess of the processor costs more than a
  // step.
  private static final int USUAL_STEPS = 4;

  private final FitContext context;
  private final int m;
  // What differs between the groups, as numbers: a branch between vectors may make objects of them.
  private final double mirroredSign;
  private final double mirroredBelow;
  private final double leastDeterminant;
  private final int[] table;

  VectorFitter(ReferenceNeighbourhoods references, FitSettings settings) {
    context = new FitContext(references, settings, L);
    m = references.neighbours();
    boolean proper = settings.rotations() == RotationGroup.PROPER;
    mirroredSign = proper ? 1 : -1;
    mirroredBelow = proper ? Double.NEGATIVE_INFINITY : 0;
    leastDeterminant = proper ? Double.NEGATIVE_INFINITY : PruningBound.DETERMINANT;
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
        if (isBelowRoot(w)) {
          solveTraceNorm(w);
          formPolar(w);
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

  /** Whether some lane's t may reach its T; sets the lanes for which that is open. */
  private boolean isBelowRoot(double[] w) {
    DoubleVector threshold = DoubleVector.fromArray(S, w, THRESHOLD);
    DoubleVector delta = delta(w);
    DoubleVector square = threshold.mul(threshold);
    DoubleVector p = square.sub(DoubleVector.fromArray(S, w, NORM));
    DoubleVector f =
        p.mul(p)
            .mul(0.25)
            .sub(DoubleVector.fromArray(S, w, COFACTOR_NORM))
            .sub(delta.mul(threshold).mul(2));
    VectorMask<Double> beyond =
        f.compare(VectorOperators.GT, square.mul(square).mul(PruningBound.ROOT_MARGIN))
            .and(p.compare(VectorOperators.GT, 0.0))
            .and(threshold.compare(VectorOperators.GT, 0.0))
            .or(threshold.compare(VectorOperators.EQ, Double.POSITIVE_INFINITY));
    VectorMask<Double> live = beyond.not();
    DoubleVector.zero(S).blend(1.0, live).intoArray(w, LIVE);
    return live.anyTrue();
  }

  private DoubleVector delta(double[] w) {
    DoubleVector determinant = DoubleVector.fromArray(S, w, DETERMINANT);
    return determinant.max(determinant.mul(mirroredSign));
  }

  /**
   * Puts Q into the workspace. Lanes where it would not be accurate, or not unique, are doubtful
   * and no longer live; returns whether any lane is still live.
   */
  private void solveTraceNorm(double[] w) {
    DoubleVector norm = DoubleVector.fromArray(S, w, NORM);
    DoubleVector cofactorNorm = DoubleVector.fromArray(S, w, COFACTOR_NORM);
    DoubleVector delta = delta(w);
    DoubleVector twoDelta = delta.add(delta);
    DoubleVector live = DoubleVector.fromArray(S, w, LIVE);
    // Above the root: σ1σ2 ± σ1σ3 ± σ2σ3 is the root of ‖cof H‖² + 2δt, and t ≤ sqrt(3)‖H‖.
    DoubleVector t =
        twoDelta
            .max(0)
            .fma(norm.mul(3).lanewise(VectorOperators.SQRT), cofactorNorm)
            .lanewise(VectorOperators.SQRT)
            .mul(2)
            .add(norm)
            .lanewise(VectorOperators.SQRT);
    DoubleVector step;
    int steps = 0;
    do {
      DoubleVector p = t.mul(t).sub(norm);
      DoubleVector f = p.mul(p).mul(0.25).sub(cofactorNorm).sub(twoDelta.mul(t));
      step = f.div(p.mul(t).sub(twoDelta));
      t = t.sub(step);
      step = step.abs();
      steps++;
    } while (steps < USUAL_STEPS
        || steps < PruningBound.MAX_STEPS
            && step.mul(live).compare(VectorOperators.GT, t.mul(PruningBound.LAST_STEP)).anyTrue());
    DoubleVector square = t.mul(t);
    DoubleVector cube = square.mul(t);
    DoubleVector slope = square.sub(norm).mul(t).sub(twoDelta);
    VectorMask<Double> accurate =
        slope
            .compare(VectorOperators.GT, cube.mul(PruningBound.CONDITION))
            .and(step.compare(VectorOperators.LE, t.mul(PruningBound.LAST_STEP)))
            .and(square.compare(VectorOperators.GT, DoubleVector.fromArray(S, w, FLOOR)))
            .and(delta.compare(VectorOperators.GT, cube.mul(leastDeterminant)));
    DoubleVector inverse = DoubleVector.broadcast(S, 1).div(slope);
    DoubleVector twoT = t.add(t).mul(inverse);
    VectorMask<Double> mirrored =
        DoubleVector.fromArray(S, w, DETERMINANT).compare(VectorOperators.LT, mirroredBelow);
    square.add(norm).mul(inverse).intoArray(w, ALPHA);
    inverse.mul(-2).intoArray(w, BETA);
    twoT.blend(twoT.neg(), mirrored).intoArray(w, GAMMA);
    DoubleVector stillLive = DoubleVector.zero(S).blend(live, accurate);
    DoubleVector.fromArray(S, w, DOUBTFUL).max(live.sub(stillLive)).intoArray(w, DOUBTFUL);
    stillLive.intoArray(w, LIVE);
  }

  /** Q = α H + β H HᵀH + γ cof H. */
  private static void formPolar(double[] w) {
    DoubleVector alpha = DoubleVector.fromArray(S, w, ALPHA);
    DoubleVector beta = DoubleVector.fromArray(S, w, BETA);
    DoubleVector gamma = DoubleVector.fromArray(S, w, GAMMA);
    DoubleVector h0 = DoubleVector.fromArray(S, w, H);
    DoubleVector h1 = DoubleVector.fromArray(S, w, H + L);
    DoubleVector h2 = DoubleVector.fromArray(S, w, H + 2 * L);
    DoubleVector h3 = DoubleVector.fromArray(S, w, H + 3 * L);
    DoubleVector h4 = DoubleVector.fromArray(S, w, H + 4 * L);
    DoubleVector h5 = DoubleVector.fromArray(S, w, H + 5 * L);
    DoubleVector h6 = DoubleVector.fromArray(S, w, H + 6 * L);
    DoubleVector h7 = DoubleVector.fromArray(S, w, H + 7 * L);
    DoubleVector h8 = DoubleVector.fromArray(S, w, H + 8 * L);
    DoubleVector c00 = h6.fma(h6, h3.fma(h3, h0.mul(h0))).fma(beta, alpha);
    DoubleVector c11 = h7.fma(h7, h4.fma(h4, h1.mul(h1))).fma(beta, alpha);
    DoubleVector c22 = h8.fma(h8, h5.fma(h5, h2.mul(h2))).fma(beta, alpha);
    DoubleVector c01 = h6.fma(h7, h3.fma(h4, h0.mul(h1))).mul(beta);
    DoubleVector c02 = h6.fma(h8, h3.fma(h5, h0.mul(h2))).mul(beta);
    DoubleVector c12 = h7.fma(h8, h4.fma(h5, h1.mul(h2))).mul(beta);
    for (int r = 0; r < 3; r++) {
      int o = 3 * r * L;
      DoubleVector x = DoubleVector.fromArray(S, w, H + o);
      DoubleVector y = DoubleVector.fromArray(S, w, H + o + L);
      DoubleVector z = DoubleVector.fromArray(S, w, H + o + 2 * L);
      DoubleVector k0 = DoubleVector.fromArray(S, w, COFACTOR + o).mul(gamma);
      DoubleVector k1 = DoubleVector.fromArray(S, w, COFACTOR + o + L).mul(gamma);
      DoubleVector k2 = DoubleVector.fromArray(S, w, COFACTOR + o + 2 * L).mul(gamma);
      z.fma(c02, y.fma(c01, x.fma(c00, k0))).intoArray(w, Q + o);
      z.fma(c12, y.fma(c11, x.fma(c01, k1))).intoArray(w, Q + o + L);
      z.fma(c22, y.fma(c12, x.fma(c02, k2))).intoArray(w, Q + o + 2 * L);
    }
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
