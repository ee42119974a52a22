package vane.cli.program;

/** How far a piece of work has come. Safe for use from several threads. */
public sealed interface Progress extends AutoCloseable
    permits BarProgress, CountProgress, LineProgress, SilentProgress {
  /**
   * Some more has been done.
   *
   * @param units how many, at least 0
   */
  void advance(long units);

  /** Ends the display. */
  @Override
  void close();
}
