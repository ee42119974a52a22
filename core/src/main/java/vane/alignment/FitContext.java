package vane.alignment;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What both fitters share around their kernels: references, plans of permutations, the check of
 * arguments and the way of a result into its row. Thread-safe.
 */
final class FitContext {
  final ReferenceNeighbourhoods references;
  final FitSettings settings;
  final ReferenceTiles tiles;
  final int m;
  private final Map<List<Integer>, PermutationPlan[]> plans = new ConcurrentHashMap<>();

  FitContext(ReferenceNeighbourhoods references, FitSettings settings, int lanes) {
    this.references = references;
    this.settings = settings;
    this.m = references.neighbours();
    this.tiles = new ReferenceTiles(references, settings.permutations(), lanes);
  }

  void check(
      double[] points,
      int pointsOffset,
      int[] species,
      int speciesOffset,
      int from,
      int to,
      FitRow row) {
    if (row.references() != references.count()) {
      throw new IllegalArgumentException(
          "found room for " + row.references() + " references, expected " + references.count());
    }
    if (from < 0 || to > references.count() || from > to) {
      throw new IllegalArgumentException(
          "found references %d to %d, expected a range within 0 to %d"
              .formatted(from, to, references.count()));
    }
    Neighbourhoods.check(points, pointsOffset, species, speciesOffset, m);
  }

  /** The plan of each pattern of the tiles, for the species of an environment. */
  PermutationPlan[] plans(int[] species, int offset) {
    PermutationRule rule = settings.permutations();
    int[] labels = ReferenceTiles.labels(species, offset, m, rule);
    return plans.computeIfAbsent(
        ReferenceTiles.boxed(labels),
        key ->
            tiles.patternLabels.stream()
                .map(pattern -> PermutationPlan.of(labels, pattern, rule))
                .toArray(PermutationPlan[]::new));
  }

  boolean speciesMatched(int[] species, int offset, int reference, int rank) {
    int[] table = Permutations.table(m);
    for (int k = 0; k < m; k++) {
      if (species[offset + k] != references.species()[m * reference + table[rank * m + k]]) {
        return false;
      }
    }
    return true;
  }

  /** Fits one pair by singular value decompositions and puts the result into the row. */
  void fitExactly(
      double[] points,
      int pointsOffset,
      int[] species,
      int speciesOffset,
      int reference,
      PermutationPlan plan,
      FitRow row) {
    PairSearch search = row.search(m, settings.rotations());
    plan.searchExactly(search, points, pointsOffset, references.points(), 3 * m * reference);
    double[] t = references.vectors();
    row.set(
        reference,
        search.bestSum() / (1 + m),
        search.rotated(t, 3 * reference, 0),
        search.rotated(t, 3 * reference, 1),
        search.rotated(t, 3 * reference, 2));
    row.setFlags(
        reference,
        speciesMatched(species, speciesOffset, reference, search.bestRank()),
        search.isUnique());
  }
}
