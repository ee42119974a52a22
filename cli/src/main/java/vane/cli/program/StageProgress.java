package vane.cli.program;

import vane.parallel.ProgressListener;

/** Shows the stages of core's work one after another, each with a {@link Progress} of its own. */
public final class StageProgress implements ProgressListener, AutoCloseable {
  private final MessageOptions messages;
  private volatile Progress shown = new SilentProgress();

  /**
   * Progress of the stages to come.
   *
   * @param messages where it is shown
   */
  public StageProgress(MessageOptions messages) {
    this.messages = messages;
  }

  @Override
  public void stage(String name, long total) {
    shown.close();
    shown = messages.progress(name, total);
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
