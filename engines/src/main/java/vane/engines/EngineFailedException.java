package vane.engines;

/**
 * A program that calculates forces has failed on one structure. The next structure may work, so a
 * caller may leave this one out and go on.
 */
public final class EngineFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The program or its method. */
  private final String engine;

  /** Which structure it was. */
  private final long structure;

  /** What the program said. */
  private final String reason;

  /**
   * An error with its facts.
   *
   * @param engine the program or its method
   * @param structure how many structures it was given before this one
   * @param reason what the program said, in one line
   */
  public EngineFailedException(String engine, long structure, String reason) {
    super(engine + " failed on structure " + structure + ": " + reason);
    this.engine = engine;
    this.structure = structure;
    this.reason = reason;
  }

  /**
   * The program or its method.
   *
   * @return such as {@code GFN2-xTB}
   */
  public String engine() {
    return engine;
  }

  /**
   * Which structure it was.
   *
   * @return its index among those that the program was given, from zero
   */
  public long structure() {
    return structure;
  }

  /**
   * What failed and why, for those who name the structure in their own way.
   *
   * @return one line, such as {@code GFN2-xTB failed: …}
   */
  public String summary() {
    return engine + " failed: " + reason;
  }

  /**
   * What the program said.
   *
   * @return one line
   */
  public String reason() {
    return reason;
  }
}
