package vane.alignment;

import java.util.Arrays;
import java.util.Locale;
import vane.InputException;

/** Which neighbours of a reference may be laid on which neighbours of the environment. */
public enum PermutationRule {
  /** Any on any. */
  ALL,
  /**
   * Only the permutations with the fewest mismatches of species: same on same when both have the
   * same species.
   */
  SAME_SPECIES;

  /**
   * The word for the command line and model files.
   *
   * @return {@code all} or {@code same-species}
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The rule that a word names.
   *
   * @param label {@code all} or {@code same-species}
   * @return the rule
   * @throws InputException if it is another word
   */
  public static PermutationRule parse(String label) {
    return Arrays.stream(values())
        .filter(rule -> rule.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "found permutations '" + label + "', expected all or same-species"));
  }
}
