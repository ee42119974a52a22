package vane.cli.program;

import picocli.CommandLine.Option;
import vane.parallel.WorkerPool;

/**
 * The options that every command has, and what they decide: threads, chance, progress, where words
 * go.
 *
 * <p>A command takes them with {@code @Mixin private RunOptions run;}.
 */
public final class RunOptions extends MessageOptions {
  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads to work with (default: all processors).")
  private Integer threads;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "0",
      description = "Seed of every random choice, where there is one (default: ${DEFAULT-VALUE}).")
  private long seed;

  /** Options as picocli fills them in. */
  public RunOptions() {}

  /**
   * The number of threads to work with.
   *
   * @return at least one
   * @throws UsageException when the option is below one
   */
  public int threads() {
    if (threads == null) {
      return Runtime.getRuntime().availableProcessors();
    }
    if (threads < 1) {
      throw new UsageException("--threads " + threads + ", expected at least 1");
    }
    return threads;
  }

  /**
   * Threads to work with; the caller closes them.
   *
   * @return a new pool
   */
  public WorkerPool pool() {
    return new WorkerPool(threads());
  }

  /**
   * The seed of every random choice.
   *
   * @return any number
   */
  public long seed() {
    return seed;
  }
}
