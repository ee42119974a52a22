package vane.parallel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * A fixed number of threads that run numbered tasks.
 *
 * <p>The calling thread is one of the workers, so a pool of one thread runs everything in place.
 * Calls must not be nested. Close the pool to end its threads.
 */
public final class WorkerPool implements AutoCloseable {
  private final int threads;
  private final ExecutorService executor;

  /**
   * A pool of threads.
   *
   * @param threads at least one
   */
  public WorkerPool(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads " + threads + ", expected at least 1");
    }
    this.threads = threads;
    this.executor =
        Executors.newFixedThreadPool(
            Math.max(1, threads - 1),
            task -> {
              Thread thread = new Thread(task, "vane-worker");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * The number of threads.
   *
   * @return at least one
   */
  public int threads() {
    return threads;
  }

  /**
   * Runs {@code task.accept(0)} to {@code task.accept(tasks - 1)}, each once, in any order, and
   * returns when all have ended.
   *
   * @param tasks how many
   * @param task what to run; it must write only to places that belong to its number
   * @throws RuntimeException the first failure of a task, after every running task has ended; tasks
   *     that have not begun by then are left out
   */
  public void run(int tasks, IntConsumer task) {
    AtomicInteger next = new AtomicInteger();
    Runnable worker =
        () -> {
          try {
            for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
              task.accept(i);
            }
          } catch (RuntimeException | Error failure) {
            next.set(tasks);
            throw failure;
          }
        };
    List<Future<?>> others = new ArrayList<>();
    for (int i = 1; i < Math.min(threads, tasks); i++) {
      others.add(executor.submit(worker));
    }
    Throwable failure = null;
    try {
      worker.run();
    } catch (RuntimeException | Error own) {
      failure = own;
    }
    for (Future<?> other : others) {
      try {
        other.get();
      } catch (ExecutionException failed) {
        failure = failure == null ? failed.getCause() : failure;
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiting for workers", interrupted);
      }
    }
    if (failure instanceof Error) {
      throw (Error) failure;
    }
    if (failure != null) {
      throw (RuntimeException) failure;
    }
  }

  /** Ends the threads. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
