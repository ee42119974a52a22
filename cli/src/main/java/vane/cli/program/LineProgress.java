package vane.cli.program;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/** A plain line now and then, and one at the end when there were any: for a log. */
final class LineProgress implements Progress {
  private static final long INTERVAL_NANOSECONDS = 10_000_000_000L;

  private final String task;
  private final long total;
  private final PrintWriter log;
  private final LongSupplier clock;
  private final long start;
  private long done;
  private long lastLine;
  private boolean spoke;

  /**
   * A progress at zero.
   *
   * @param task what is being done
   * @param total how many units it takes; zero if that is not known
   * @param log where the lines go
   * @param clock the time in nanoseconds, from any start
   */
  LineProgress(String task, long total, PrintWriter log, LongSupplier clock) {
    this.task = task;
    this.total = total;
    this.log = log;
    this.clock = clock;
    this.start = clock.getAsLong();
    this.lastLine = start;
  }

  @Override
  public synchronized void advance(long units) {
    done += units;
    long now = clock.getAsLong();
    if (now - lastLine >= INTERVAL_NANOSECONDS && (done < total || total == 0)) {
      double seconds = (now - start) * 1e-9;
      double rate = done / seconds;
      if (total == 0) {
        print("%s: %d done, %.3g a second", task, done, rate);
      } else {
        String remaining = done == 0 ? "unknown" : duration((total - done) / rate);
        print("%s: %d of %d, %.3g a second, %s left", task, done, total, rate, remaining);
      }
      lastLine = now;
    }
  }

  @Override
  public synchronized void close() {
    if (spoke) {
      double seconds = (clock.getAsLong() - start) * 1e-9;
      String of = total == 0 ? "" : " of " + total;
      print("%s: %d%s in %s", task, done, of, duration(seconds));
    }
  }

  private void print(String format, Object... values) {
    log.println(String.format(Locale.ROOT, format, values));
    log.flush();
    spoke = true;
  }

  private static String duration(double seconds) {
    long whole = Math.round(seconds);
    if (whole < 120) {
      return whole + " s";
    }
    return whole < 7200
        ? (whole + 30) / 60 + " min"
        : String.format(Locale.ROOT, "%.1f h", whole / 3600.0);
  }
}
