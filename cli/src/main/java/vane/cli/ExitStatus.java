package vane.cli;

/** The exit statuses that scripts rely on. */
final class ExitStatus {
  /** Done. */
  static final int DONE = 0;

  /** The work failed, by no fault of the input. */
  static final int FAILED = 1;

  /** The input or the usage is wrong. */
  static final int BAD_INPUT = 2;

  private ExitStatus() {}
}
