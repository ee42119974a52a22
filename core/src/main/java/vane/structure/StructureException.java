package vane.structure;

import vane.InputException;

/**
 * One of several structures cannot be described. Whoever knows its file and frame can name them.
 */
public final class StructureException extends InputException {
  private static final long serialVersionUID = 1L;

  /** Index of the structure. */
  private final int structure;

  /**
   * An error with its facts.
   *
   * @param structure the index of the structure among those worked on together
   * @param cause what is wrong with it
   */
  public StructureException(int structure, InputException cause) {
    super("structure " + structure + ": " + cause.getMessage(), cause);
    this.structure = structure;
  }

  /**
   * Which structure it is.
   *
   * @return its index among those worked on together
   */
  public int structure() {
    return structure;
  }
}
