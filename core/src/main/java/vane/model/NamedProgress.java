package vane.model;

import vane.parallel.ProgressListener;

/** Puts the element before the name of each stage. */
record NamedProgress(String prefix, ProgressListener listener) implements ProgressListener {
  @Override
  public void stage(String name, long total) {
    listener.stage(prefix + ": " + name, total);
  }

  @Override
  public void advance(long steps) {
    listener.advance(steps);
  }
}
