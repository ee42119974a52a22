package vane.alignment;

/**
 * Fits one pair of neighbourhoods the plain way: every permutation in lexicographic order, a
 * singular value decomposition each.
 *
 * <p>The reference that the fast fitters are tested against.
 */
public final class PlainFit {
  private PlainFit() {}

  /**
   * Fits a reference neighbourhood on an environment.
   *
   * @param environment points y [M × 3], row-major, relative to the centre, in Å
   * @param environmentSpecies species of y [M], 0 for an absent neighbour, whose point is zero
   * @param reference points s [M × 3]
   * @param referenceSpecies species of s [M]
   * @param settings the rotations and permutations to choose from
   * @return the fit with the smallest g; of those that tie, the lexicographically first
   * @throws IllegalArgumentException if lengths do not agree, M is not from 1 to 6, or a number is
   *     not finite
   */
  public static Fit fit(
      double[] environment,
      int[] environmentSpecies,
      double[] reference,
      int[] referenceSpecies,
      FitSettings settings) {
    int m = Neighbourhoods.checkedNeighbours(environmentSpecies.length);
    if (environment.length != 3 * m || reference.length != 3 * m || referenceSpecies.length != m) {
      throw new IllegalArgumentException(
          "found %d, %d and %d numbers for points, reference and its species, expected %d, %d, %d"
              .formatted(
                  environment.length, reference.length, referenceSpecies.length, 3 * m, 3 * m, m));
    }
    Neighbourhoods.check(environment, 0, environmentSpecies, 0, m);
    Neighbourhoods.check(reference, 0, referenceSpecies, 0, m);
    int[] table = Permutations.table(m);
    int fewest = Integer.MAX_VALUE;
    for (int rank = 0; rank < Permutations.count(m); rank++) {
      fewest = Math.min(fewest, mismatches(environmentSpecies, referenceSpecies, table, rank));
    }
    PairSearch search = new PairSearch(m, settings.rotations());
    search.start(environment, 0, reference, 0);
    for (int rank = 0; rank < Permutations.count(m); rank++) {
      if (settings.permutations() == PermutationRule.ALL
          || mismatches(environmentSpecies, referenceSpecies, table, rank) == fewest) {
        search.tryPermutation(rank);
      }
    }
    boolean matched =
        mismatches(environmentSpecies, referenceSpecies, table, search.bestRank()) == 0;
    return search.result(matched);
  }

  private static int mismatches(int[] ySpecies, int[] sSpecies, int[] table, int rank) {
    int mismatches = 0;
    for (int k = 0; k < ySpecies.length; k++) {
      if (ySpecies[k] != sSpecies[table[rank * ySpecies.length + k]]) {
        mismatches++;
      }
    }
    return mismatches;
  }
}
