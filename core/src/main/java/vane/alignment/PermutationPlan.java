package vane.alignment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The permutations worth trying for one pattern of species in the environment and one in the
 * references, in the order in which to try them. Immutable.
 *
 * <p>Of permutations that differ only by exchanging absent neighbours, which are all the same zero,
 * only the lexicographically first is kept. Neighbours usually come sorted by distance; then
 * permutations with few inversions pair similar lengths and fit best, so they come first and the
 * rest is discarded against them.
 */
final class PermutationPlan {
  private final int m;
  private final int[] ranks;

  private PermutationPlan(int m, int[] ranks) {
    this.m = m;
    this.ranks = ranks;
  }

  /**
   * The plan for two patterns.
   *
   * @param yLabels the environment's species [M], or 1 for present and 0 for absent
   * @param sLabels the references' likewise
   * @param rule with SAME_SPECIES only permutations with the fewest unequal labels are kept
   */
  static PermutationPlan of(int[] yLabels, int[] sLabels, PermutationRule rule) {
    int m = yLabels.length;
    int[] table = Permutations.table(m);
    int fewest = Integer.MAX_VALUE;
    for (int rank = 0; rank < Permutations.count(m); rank++) {
      fewest = Math.min(fewest, mismatches(yLabels, sLabels, table, rank));
    }
    Set<List<Integer>> seen = new HashSet<>();
    List<Integer> kept = new ArrayList<>();
    for (int rank = 0; rank < Permutations.count(m); rank++) {
      boolean allowed =
          rule == PermutationRule.ALL || mismatches(yLabels, sLabels, table, rank) == fewest;
      if (allowed && seen.add(pairs(yLabels, sLabels, table, rank))) {
        kept.add(rank);
      }
    }
    kept.sort(Comparator.comparingInt(rank -> Permutations.inversions(m, rank)));
    return new PermutationPlan(m, kept.stream().mapToInt(Integer::intValue).toArray());
  }

  int size() {
    return ranks.length;
  }

  /** The place of entry p in the lexicographic order of all permutations. */
  int rank(int p) {
    return ranks[p];
  }

  /**
   * The best of the plan by singular value decompositions, for the pairs that the fast way is not
   * sure of.
   */
  void searchExactly(PairSearch search, double[] y, int yOffset, double[] s, int sOffset) {
    search.start(y, yOffset, s, sOffset);
    int[] table = Permutations.table(m);
    double slack =
        PruningBound.SLACK
            * (Neighbourhoods.sumOfLengths(y, yOffset, m)
                + Neighbourhoods.sumOfLengths(s, sOffset, m));
    for (int rank : ranks) {
      double radial = 0;
      for (int k = 0; k < m; k++) {
        radial +=
            Math.abs(
                Neighbourhoods.length(y, yOffset + 3 * k)
                    - Neighbourhoods.length(s, sOffset + 3 * table[rank * m + k]));
      }
      if (radial <= search.bestSum() + slack) {
        search.tryPermutation(rank);
      }
    }
  }

  /** What determines the fit: on which neighbour of the reference each present one of y lies. */
  private static List<Integer> pairs(int[] yLabels, int[] sLabels, int[] table, int rank) {
    List<Integer> pairs = new ArrayList<>();
    for (int k = 0; k < yLabels.length; k++) {
      int l = table[rank * yLabels.length + k];
      if (yLabels[k] != 0) {
        pairs.add(sLabels[l] == 0 ? -1 : l);
      }
    }
    return pairs;
  }

  private static int mismatches(int[] yLabels, int[] sLabels, int[] table, int rank) {
    int mismatches = 0;
    for (int k = 0; k < yLabels.length; k++) {
      if (yLabels[k] != sLabels[table[rank * yLabels.length + k]]) {
        mismatches++;
      }
    }
    return mismatches;
  }
}
