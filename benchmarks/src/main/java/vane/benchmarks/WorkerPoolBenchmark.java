package vane.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import vane.parallel.WorkerPool;

/** What it costs to hand out tasks: how small a task may be before the handing out dominates. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class WorkerPoolBenchmark {
  private static final int TASKS = 64;

  @Param({"1", "2"})
  private int threads;

  private final double[] results = new double[TASKS];
  private WorkerPool pool;

  /** Starts the threads. */
  @Setup
  public void open() {
    pool = new WorkerPool(threads);
  }

  /** Ends the threads. */
  @TearDown
  public void close() {
    pool.close();
  }

  /**
   * Hands out 64 tasks that do next to nothing.
   *
   * @return what the tasks wrote
   */
  @Benchmark
  public double[] handOutTasks() {
    pool.run(TASKS, task -> results[task] = task);
    return results;
  }
}
