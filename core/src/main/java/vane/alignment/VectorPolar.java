package vane.alignment;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The polar factors Q of the H of a tile of references, one in each lane, where they matter and are
 * accurate. The algorithm is described at {@link PruningBound}.
 *
 * <p>Works on the workspace of {@link VectorFitter}, which puts H, its cofactors, norms and
 * determinant there, the thresholds T and the floor of t².
 */
final class VectorPolar {
  static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
  static final int L = S.length();

  // Places in the workspace, in vectors.
  static final int H = 0;
  static final int COFACTOR = 9 * L;
  static final int Q = 18 * L;
  static final int NORM = 27 * L;
  static final int COFACTOR_NORM = 28 * L;
  static final int DETERMINANT = 29 * L;
  static final int THRESHOLD = 30 * L;
  static final int LIVE = 31 * L;
  static final int DOUBTFUL = 32 * L;
  static final int FLOOR = 33 * L;
  private static final int ALPHA = 34 * L;
  private static final int BETA = 35 * L;
  private static final int GAMMA = 36 * L;

  /** Where the places end. */
  static final int END = 37 * L;

  // Newton steps without a look at the lanes: a wrong guess of the processor costs more than a
  // step.
  private static final int USUAL_STEPS = 4;

  // What differs between the groups, as numbers: a branch between vectors may make objects of them.
  private final double mirroredSign;
  private final double mirroredBelow;
  private final double leastDeterminant;

  VectorPolar(RotationGroup rotations) {
    boolean proper = rotations == RotationGroup.PROPER;
    mirroredSign = proper ? 1 : -1;
    mirroredBelow = proper ? Double.NEGATIVE_INFINITY : 0;
    leastDeterminant = proper ? Double.NEGATIVE_INFINITY : PruningBound.DETERMINANT;
  }

  /** Whether some lane's t may reach its T; sets the lanes for which that is open. */
  boolean mayReach(double[] w) {
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

  /** Puts Q into the workspace. */
  void solve(double[] w) {
    solveTraceNorm(w);
    formPolar(w);
  }

  /**
   * Puts the factors of Q into the workspace. Lanes where it would not be accurate, or not unique,
   * are doubtful and no longer live.
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
}
