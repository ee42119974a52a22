package vane.io.chemiscope;

/** What the values of a property belong to. */
public enum ChemiscopeTarget {
  /** One value for each atom that is a point of the map. */
  ATOM("atom"),
  /** One value for each structure. */
  STRUCTURE("structure");

  private final String word;

  ChemiscopeTarget(String word) {
    this.word = word;
  }

  /**
   * The word that the format uses.
   *
   * @return {@code atom} or {@code structure}
   */
  public String word() {
    return word;
  }
}
