package vane.engines.xtb;

import com.sun.jna.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import vane.InputException;

/** The one thread on which libxtb works for a source, and its temporary folder. */
final class XtbThread implements AutoCloseable {
  /** Address space alone; memory is taken as it is used. */
  private static final long STACK_BYTES = 1L << 29;

  /** libxtb has variables that all its molecules share, so one thread works with it at a time. */
  private static final Object LIBRARY_LOCK = new Object();

  private final ExecutorService executor;
  private final Path folder;

  /** A thread that has nothing to do yet. */
  XtbThread() {
    try {
      folder = Files.createTempDirectory("vane-xtb");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    executor =
        Executors.newSingleThreadExecutor(
            task -> {
              Thread thread = new Thread(null, task, "xtb", STACK_BYTES);
              thread.setDaemon(true);
              return thread;
            });
  }

  /** The temporary folder; {@link #close} deletes it. */
  Path folder() {
    return folder;
  }

  /**
   * Makes the temporary folder the working folder of this thread, and of no other. GFN-FF leaves
   * files there.
   *
   * @throws InputException if a thread cannot have a working folder of its own here
   */
  void enterFolder() {
    run(
        () -> {
          if (!Platform.isLinux()
              || InstalledXtb.system().unshare(SystemLibrary.CLONE_FS) != 0
              || InstalledXtb.system().chdir(folder.toString()) != 0) {
            throw new InputException(
                "found "
                    + XtbMethod.GFN_FF
                    + ", expected GFN1 or GFN2: it writes files into the working folder, and this"
                    + " system does not give a thread a working folder of its own");
          }
          return folder;
        });
  }

  /** Does a task on the thread and waits for it. */
  <T> T run(Supplier<T> task) {
    Future<T> result =
        executor.submit(
            () -> {
              synchronized (LIBRARY_LOCK) {
                return task.get();
              }
            });
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return result.get();
        } catch (InterruptedException later) {
          // Nothing stops libxtb in the middle, and its memory must not be used by two.
          interrupted = true;
        } catch (ExecutionException failure) {
          if (failure.getCause() instanceof RuntimeException expected) {
            throw expected;
          }
          throw new IllegalStateException(failure.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Ends the thread and deletes the folder. */
  @Override
  public void close() {
    executor.shutdown();
    try (Stream<Path> found = Files.walk(folder)) {
      List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
      for (Path each : deepestFirst) {
        Files.deleteIfExists(each);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
