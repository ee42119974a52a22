package vane.cli.program;

/** The exit statuses that scripts rely on. */
public final class ExitStatus {
  /** Done. */
  public static final int DONE = 0;

  /** The work failed, by no fault of the input. */
  public static final int FAILED = 1;

  /** The input or the usage is wrong. */
  public static final int BAD_INPUT = 2;

  /** Who read the output went away; the status of a Unix tool that SIGPIPE ended: 128 and 13. */
  static final int NO_READER = 141;

  private ExitStatus() {}
}
