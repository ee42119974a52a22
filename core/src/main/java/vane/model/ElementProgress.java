package vane.model;

import vane.parallel.ProgressListener;

/** The progress of the work on one element: its symbol stands before the name of each stage. */
record ElementProgress(String symbol, ProgressListener listener) implements ProgressListener {
  @Override
  public void stage(String name, long total) {
    listener.stage(symbol + ": " + name, total);
  }

  @Override
  public void advance(long steps) {
    listener.advance(steps);
  }
}
