package vane.alignment;

import java.util.Arrays;

/**
 * The best of the permutations tried on one pair, by singular value decompositions: right for every
 * H, and slow. A workspace: one for each thread.
 */
final class PairSearch {
  private final int m;
  private final RotationGroup rotations;
  private final MeanRotation rotation = new MeanRotation();
  private final double[] h = new double[9];
  private final double[] bestMatrix = new double[9];
  private double[] y;
  private double[] s;
  private int yOffset;
  private int sOffset;
  private double scale;
  private double tie;
  private double bestSum;
  private int bestRank;
  private int bestRankOfH;
  private boolean bestUnique;

  PairSearch(int m, RotationGroup rotations) {
    this.m = m;
    this.rotations = rotations;
  }

  boolean isFor(int neighbours, RotationGroup group) {
    return m == neighbours && rotations == group;
  }

  void start(double[] environment, int environmentOffset, double[] reference, int referenceOffset) {
    y = environment;
    yOffset = environmentOffset;
    s = reference;
    sOffset = referenceOffset;
    scale =
        Math.sqrt(
            Neighbourhoods.sumOfSquares(y, yOffset, m)
                * Neighbourhoods.sumOfSquares(s, sOffset, m));
    tie =
        Neighbourhoods.TIE
            * (Neighbourhoods.sumOfLengths(y, yOffset, m)
                + Neighbourhoods.sumOfLengths(s, sOffset, m));
    bestSum = Double.POSITIVE_INFINITY;
    bestRank = Integer.MAX_VALUE;
  }

  void tryPermutation(int rank) {
    int[] table = Permutations.table(m);
    Arrays.fill(h, 0);
    for (int k = 0; k < m; k++) {
      int sk = sOffset + 3 * table[rank * m + k];
      for (int r = 0; r < 3; r++) {
        for (int c = 0; c < 3; c++) {
          h[3 * r + c] += y[yOffset + 3 * k + r] * s[sk + c];
        }
      }
    }
    rotation.solve(h, scale, rotations);
    double sum = 0;
    for (int k = 0; k < m; k++) {
      sum += rotation.distance(y, yOffset + 3 * k, s, sOffset + 3 * table[rank * m + k]);
    }
    if (sum < bestSum - tie || sum <= bestSum + tie && rank < bestRank) {
      bestSum = sum;
      bestRank = rank;
      bestRankOfH = rotation.rank();
      bestUnique = rotation.isUnique();
      System.arraycopy(rotation.matrix(), 0, bestMatrix, 0, 9);
    }
  }

  double bestSum() {
    return bestSum;
  }

  int bestRank() {
    return bestRank;
  }

  boolean isUnique() {
    return bestUnique;
  }

  /** Component r of t R for the best R. */
  double rotated(double[] t, int offset, int r) {
    return bestMatrix[3 * r] * t[offset]
        + bestMatrix[3 * r + 1] * t[offset + 1]
        + bestMatrix[3 * r + 2] * t[offset + 2];
  }

  Fit result(boolean speciesMatched) {
    double[] r = new double[9];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        r[3 * i + j] = bestMatrix[3 * j + i];
      }
    }
    int[] permutation = Arrays.copyOfRange(Permutations.table(m), bestRank * m, (bestRank + 1) * m);
    return new Fit(bestSum / (1 + m), r, permutation, bestRankOfH, bestUnique, speciesMatched);
  }
}
