package vane.alignment;

/**
 * Fits references one after the other, with scalar arithmetic. The algorithm is described at {@link
 * PruningBound}.
 */
final class ScalarFitter implements NeighbourhoodFitter {
  private static final int H = 0;
  private static final int COFACTOR = 9;
  private static final int Q = 18;
  private static final int NORM = 27;
  private static final int COFACTOR_NORM = 28;
  private static final int DETERMINANT = 29;
  private static final int Y_LENGTHS = 30;
  private static final int WORKSPACE = Y_LENGTHS + Neighbourhoods.MAX_NEIGHBOURS;

  private final FitContext context;
  private final int m;
  private final boolean proper;

  ScalarFitter(ReferenceNeighbourhoods references, FitSettings settings) {
    context = new FitContext(references, settings, 1);
    m = references.neighbours();
    proper = settings.rotations() == RotationGroup.PROPER;
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
    double[] w = destination.workspace(WORKSPACE);
    for (int k = 0; k < m; k++) {
      w[Y_LENGTHS + k] = Neighbourhoods.length(points, pointsOffset + 3 * k);
    }
    double ySquares = Neighbourhoods.sumOfSquares(points, pointsOffset, m);
    double yLengthSum = Neighbourhoods.sumOfLengths(points, pointsOffset, m);
    ReferenceTiles tiles = context.tiles;
    for (int tile = 0; tile < tiles.count; tile++) {
      int j = tiles.references[tile];
      if (j < fromReference || j >= toReference) {
        continue;
      }
      PermutationPlan plan = plans[tiles.pattern[tile]];
      int best = fitPair(points, pointsOffset, tile, plan, ySquares, yLengthSum, w, destination);
      if (best < 0) {
        context.fitExactly(points, pointsOffset, species, speciesOffset, j, plan, destination);
      } else {
        destination.setFlags(j, context.speciesMatched(species, speciesOffset, j, best), true);
      }
    }
  }

  /** Returns the rank of the best permutation, or −1 if the pair needs the exact way. */
  private int fitPair(
      double[] y,
      int yOffset,
      int tile,
      PermutationPlan plan,
      double ySquares,
      double yLengthSum,
      double[] w,
      FitRow destination) {
    ReferenceTiles tiles = context.tiles;
    int[] table = Permutations.table(m);
    double squares = ySquares + tiles.squares[tile];
    double floor = PruningBound.ZERO * ySquares * tiles.squares[tile];
    double lengthSum = yLengthSum + tiles.lengthSums[tile];
    double slack = PruningBound.SLACK * lengthSum;
    double tie = Neighbourhoods.TIE * lengthSum;
    double best = Double.POSITIVE_INFINITY;
    int bestRank = Integer.MAX_VALUE;
    boolean doubtful = true;
    // What is doubtful at first is mostly seen to be worse in the second pass, when a best is
    // known.
    for (int pass = 0; doubtful && pass < 2; pass++) {
      doubtful = false;
      for (int p = 0; p < plan.size(); p++) {
        int rank = plan.rank(p);
        double threshold = threshold(w, tile, rank * m, squares, best + slack);
        if (threshold == Double.POSITIVE_INFINITY) {
          continue;
        }
        correlate(y, yOffset, tile, rank * m, w);
        if (isBeyondRoots(threshold, w)) {
          continue;
        }
        if (!solvePolar(w, floor)) {
          doubtful = true;
          continue;
        }
        double sum = 0;
        for (int k = 0; k < m; k++) {
          sum += distance(y, yOffset + 3 * k, 3 * (m * tile + table[rank * m + k]), w);
        }
        if (sum < best - tie || sum <= best + tie && rank < bestRank) {
          best = sum;
          bestRank = rank;
          setResult(tile, sum, w, destination);
        }
      }
    }
    return doubtful ? -1 : bestRank;
  }

  private void setResult(int tile, double sum, double[] w, FitRow destination) {
    double[] t = context.tiles.vectors;
    destination.set(
        context.tiles.references[tile],
        sum / (1 + m),
        w[Q] * t[3 * tile] + w[Q + 1] * t[3 * tile + 1] + w[Q + 2] * t[3 * tile + 2],
        w[Q + 3] * t[3 * tile] + w[Q + 4] * t[3 * tile + 1] + w[Q + 5] * t[3 * tile + 2],
        w[Q + 6] * t[3 * tile] + w[Q + 7] * t[3 * tile + 1] + w[Q + 8] * t[3 * tile + 2]);
  }

  /** The T that t must reach to matter; infinite when lengths alone show that none can. */
  private double threshold(double[] w, int tile, int permutation, double squares, double best) {
    int[] table = Permutations.table(m);
    double sum = 0;
    double sumOfSquares = 0;
    double largest = 0;
    for (int k = 0; k < m; k++) {
      double a =
          Math.abs(w[Y_LENGTHS + k] - context.tiles.lengths[m * tile + table[permutation + k]]);
      sum += a;
      sumOfSquares += a * a;
      largest = Math.max(largest, a);
    }
    if (sum > best) {
      return Double.POSITIVE_INFINITY;
    }
    double room = best - (sum - largest);
    return 0.5 * (squares - (sumOfSquares - largest * largest) - room * room);
  }

  private void correlate(double[] y, int yOffset, int tile, int permutation, double[] w) {
    int[] table = Permutations.table(m);
    double[] s = context.tiles.points;
    double h0 = 0, h1 = 0, h2 = 0, h3 = 0, h4 = 0, h5 = 0, h6 = 0, h7 = 0, h8 = 0;
    for (int k = 0; k < m; k++) {
      int o = 3 * (m * tile + table[permutation + k]);
      double yx = y[yOffset + 3 * k];
      double yy = y[yOffset + 3 * k + 1];
      double yz = y[yOffset + 3 * k + 2];
      h0 += yx * s[o];
      h1 += yx * s[o + 1];
      h2 += yx * s[o + 2];
      h3 += yy * s[o];
      h4 += yy * s[o + 1];
      h5 += yy * s[o + 2];
      h6 += yz * s[o];
      h7 += yz * s[o + 1];
      h8 += yz * s[o + 2];
    }
    w[H] = h0;
    w[H + 1] = h1;
    w[H + 2] = h2;
    w[H + 3] = h3;
    w[H + 4] = h4;
    w[H + 5] = h5;
    w[H + 6] = h6;
    w[H + 7] = h7;
    w[H + 8] = h8;
    w[COFACTOR] = h4 * h8 - h5 * h7;
    w[COFACTOR + 1] = h5 * h6 - h3 * h8;
    w[COFACTOR + 2] = h3 * h7 - h4 * h6;
    w[COFACTOR + 3] = h2 * h7 - h1 * h8;
    w[COFACTOR + 4] = h0 * h8 - h2 * h6;
    w[COFACTOR + 5] = h1 * h6 - h0 * h7;
    w[COFACTOR + 6] = h1 * h5 - h2 * h4;
    w[COFACTOR + 7] = h2 * h3 - h0 * h5;
    w[COFACTOR + 8] = h0 * h4 - h1 * h3;
    w[NORM] = sumOfSquares(w, H);
    w[COFACTOR_NORM] = sumOfSquares(w, COFACTOR);
    w[DETERMINANT] = h0 * w[COFACTOR] + h1 * w[COFACTOR + 1] + h2 * w[COFACTOR + 2];
  }

  private static double sumOfSquares(double[] w, int offset) {
    double sum = 0;
    for (int i = 0; i < 9; i++) {
      sum += w[offset + i] * w[offset + i];
    }
    return sum;
  }

  private boolean isBeyondRoots(double threshold, double[] w) {
    double square = threshold * threshold;
    double p = square - w[NORM];
    double delta = proper ? w[DETERMINANT] : Math.abs(w[DETERMINANT]);
    double f = 0.25 * p * p - w[COFACTOR_NORM] - 2 * delta * threshold;
    return threshold > 0 && p > 0 && f > PruningBound.ROOT_MARGIN * square * square;
  }

  /** Puts Q into the workspace; returns false if it would not be accurate, or not unique. */
  private boolean solvePolar(double[] w, double floor) {
    double norm = w[NORM];
    double cofactorNorm = w[COFACTOR_NORM];
    double determinant = w[DETERMINANT];
    double delta = proper ? determinant : Math.abs(determinant);
    // Above the root: σ1σ2 ± σ1σ3 ± σ2σ3 is the root of ‖cof H‖² + 2δt, and t ≤ sqrt(3)‖H‖.
    double t =
        Math.sqrt(
            norm + 2 * Math.sqrt(cofactorNorm + 2 * Math.max(delta, 0) * Math.sqrt(3 * norm)));
    double step = Double.POSITIVE_INFINITY;
    for (int i = 0;
        i < PruningBound.MAX_STEPS && Math.abs(step) > PruningBound.LAST_STEP * t;
        i++) {
      double p = t * t - norm;
      step = (0.25 * p * p - cofactorNorm - 2 * delta * t) / (p * t - 2 * delta);
      t -= step;
    }
    double slope = (t * t - norm) * t - 2 * delta;
    double cube = t * t * t;
    boolean accurate =
        slope > PruningBound.CONDITION * cube
            && Math.abs(step) <= PruningBound.LAST_STEP * t
            && t * t > floor
            && (proper || delta > PruningBound.DETERMINANT * cube);
    if (accurate) {
      polar(
          w,
          (t * t + norm) / slope,
          -2 / slope,
          Math.copySign(2 * t, proper ? 1 : determinant) / slope);
    }
    return accurate;
  }

  /** Q = α H + β H HᵀH + γ cof H. */
  private static void polar(double[] w, double alpha, double beta, double gamma) {
    double h0 = w[H], h1 = w[H + 1], h2 = w[H + 2];
    double h3 = w[H + 3], h4 = w[H + 4], h5 = w[H + 5];
    double h6 = w[H + 6], h7 = w[H + 7], h8 = w[H + 8];
    double c00 = alpha + beta * (h0 * h0 + h3 * h3 + h6 * h6);
    double c11 = alpha + beta * (h1 * h1 + h4 * h4 + h7 * h7);
    double c22 = alpha + beta * (h2 * h2 + h5 * h5 + h8 * h8);
    double c01 = beta * (h0 * h1 + h3 * h4 + h6 * h7);
    double c02 = beta * (h0 * h2 + h3 * h5 + h6 * h8);
    double c12 = beta * (h1 * h2 + h4 * h5 + h7 * h8);
    for (int r = 0; r < 9; r += 3) {
      double x = w[H + r];
      double y = w[H + r + 1];
      double z = w[H + r + 2];
      w[Q + r] = gamma * w[COFACTOR + r] + x * c00 + y * c01 + z * c02;
      w[Q + r + 1] = gamma * w[COFACTOR + r + 1] + x * c01 + y * c11 + z * c12;
      w[Q + r + 2] = gamma * w[COFACTOR + r + 2] + x * c02 + y * c12 + z * c22;
    }
  }

  private double distance(double[] y, int yk, int sk, double[] w) {
    double[] s = context.tiles.points;
    double dx = y[yk] - w[Q] * s[sk] - w[Q + 1] * s[sk + 1] - w[Q + 2] * s[sk + 2];
    double dy = y[yk + 1] - w[Q + 3] * s[sk] - w[Q + 4] * s[sk + 1] - w[Q + 5] * s[sk + 2];
    double dz = y[yk + 2] - w[Q + 6] * s[sk] - w[Q + 7] * s[sk + 1] - w[Q + 8] * s[sk + 2];
    return Math.sqrt(dx * dx + dy * dy + dz * dz);
  }
}
