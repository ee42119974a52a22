package vane.cli.program;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/** One line, drawn again in place, for work of unknown length: for a terminal. */
final class CountProgress implements Progress {
  private static final long INTERVAL_NANOSECONDS = 200_000_000L;
  private static final String ERASE = "\r\u001b[K";

  private final String task;
  private final PrintStream terminal;
  private final LongSupplier clock;
  private final long start;
  private long lastDrawn;
  private long done;
  private boolean closed;

  /**
   * A progress at zero.
   *
   * @param task what is being done
   * @param terminal where to draw
   * @param clock the time in nanoseconds, from any start
   */
  CountProgress(String task, PrintStream terminal, LongSupplier clock) {
    this.task = task;
    this.terminal = terminal;
    this.clock = clock;
    this.start = clock.getAsLong();
    this.lastDrawn = start;
    draw(task + " ...");
  }

  @Override
  public synchronized void advance(long units) {
    done += units;
    long now = clock.getAsLong();
    if (!closed && now - lastDrawn >= INTERVAL_NANOSECONDS) {
      double rate = done / ((now - start) * 1e-9);
      draw(String.format(Locale.ROOT, "%s: %d done, %.1f/s", task, done, rate));
      lastDrawn = now;
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      String count = done == 0 ? "" : ": " + done + " done";
      double seconds = (clock.getAsLong() - start) * 1e-9;
      draw(String.format(Locale.ROOT, "%s%s in %.1f s%n", task, count, seconds));
    }
  }

  private void draw(String line) {
    terminal.print(ERASE + line);
    terminal.flush();
  }
}
