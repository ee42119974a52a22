package vane;

/** Counts with their nouns, for messages. */
public final class Plural {
  private Plural() {}

  /**
   * A number with its noun.
   *
   * @param number how many
   * @param noun the word for one of them, whose plural ends in s
   * @return such as {@code 1 atom} or {@code 12 atoms}
   */
  public static String of(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
