package vane.cli;

import vane.parallel.ProgressListener;

/** Shows the stages of core's work one after another, each with a {@link Progress} of its own. */
public final class StageProgress implements ProgressListener, AutoCloseable {
  private final RunOptions run;
  private volatile Progress shown = new SilentProgress();

  /**
   * Progress of the stages to come.
   *
   * @param run where it is shown
   */
  public StageProgress(RunOptions run) {
    this.run = run;
  }

  @Override
  public void stage(String name, long total) {
    shown.close();
    shown = run.progress(name, total);
  }

  @Override
  public void advance(long steps) {
    shown.advance(steps);
  }

  @Override
  public void close() {
    shown.close();
    shown = new SilentProgress();
  }
}
