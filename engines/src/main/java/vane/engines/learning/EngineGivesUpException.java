package vane.engines.learning;

import vane.engines.EngineFailedException;

/** The engine has failed so many times in a row that it makes no sense to go on. */
public final class EngineGivesUpException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** How many calls failed one after the other. */
  private final int failures;

  EngineGivesUpException(int failures, int call, EngineFailedException last) {
    super(
        "the engine failed "
            + failures
            + (failures == 1 ? " time" : " times in a row")
            + ", at last in call "
            + call
            + ": "
            + last.summary(),
        last);
    this.failures = failures;
  }

  /**
   * How many calls failed one after the other.
   *
   * @return one or more
   */
  public int failures() {
    return failures;
  }
}
