package vane.alignment;

/** Which neighbours of a reference may be laid on which neighbours of the environment. */
public enum PermutationRule {
  /** Any on any. */
  ALL,
  /**
   * Only the permutations with the fewest mismatches of species: same on same when both have the
   * same species.
   */
  SAME_SPECIES
}
