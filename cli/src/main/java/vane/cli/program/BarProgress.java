package vane.cli.program;

import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar with rate and remaining time, drawn again in place: for a terminal. */
final class BarProgress implements Progress {
  // One less than the usual width of a terminal: a full line would wrap on some.
  private static final int WIDTH = 79;

  private final ProgressBar bar;

  /**
   * A bar at zero.
   *
   * @param task what is being done
   * @param total how many units it takes
   * @param terminal where to draw
   */
  BarProgress(String task, long total, PrintStream terminal) {
    bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(total)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(200)
            .setSpeedUnit(ChronoUnit.SECONDS)
            .showSpeed()
            // Given the width, the library has no need to ask the terminal, which starts slowly.
            .setConsumer(new ConsoleProgressBarConsumer(terminal, WIDTH))
            .build();
  }

  @Override
  public void advance(long units) {
    bar.stepBy(units);
  }

  @Override
  public void close() {
    bar.close();
  }
}
