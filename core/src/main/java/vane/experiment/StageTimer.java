package vane.experiment;

import java.util.LinkedHashMap;
import java.util.Map;
import vane.parallel.ProgressListener;

/** Passes progress on, and takes the time of each stage. */
final class StageTimer implements ProgressListener {
  private final String prefix;
  private final ProgressListener listener;
  private final Map<String, Double> seconds = new LinkedHashMap<>();
  private String stage = "";
  private long since = System.nanoTime();

  /** The listener hears the prefix before the name of each stage. */
  StageTimer(String prefix, ProgressListener listener) {
    this.prefix = prefix;
    this.listener = listener;
  }

  @Override
  public void stage(String name, long total) {
    end();
    stage = name;
    listener.stage(prefix + name, total);
  }

  @Override
  public void advance(long steps) {
    listener.advance(steps);
  }

  /** The seconds of each stage since the last call; stages of the same name add up. */
  Map<String, Double> takeSeconds() {
    end();
    Map<String, Double> taken = new LinkedHashMap<>(seconds);
    seconds.clear();
    return taken;
  }

  private void end() {
    long now = System.nanoTime();
    if (!stage.isEmpty()) {
      seconds.merge(stage, (now - since) / 1e9, Double::sum);
    }
    since = now;
    stage = "";
  }
}
