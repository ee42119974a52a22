package vane.spark.training;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import vane.InputException;
import vane.Plural;
import vane.spark.cluster.ProcessMemory;

/**
 * The memory that a training needs at least, to say so before the work and not in its middle.
 *
 * <p>Normal equations of p columns (functions times elements) are a triangle of p²/2 numbers. There
 * are one to three kinds of them: of forces, and of energies and of stresses where frames have
 * them.
 *
 * @param functions how many functions each element has
 * @param elements how many elements there are
 * @param kinds how many kinds of equations
 * @param adding whether frames are added to sums that were kept
 */
record MemoryNeed(long functions, int elements, int kinds, boolean adding) {
  /** Rows of features that a task multiplies at once, at most. */
  private static final int ROWS = 3 * 512;

  /** What a process of Java and Spark needs beside its heap, and the driver in its heap. */
  private static final long PROCESS = 300L << 20;

  /** With matrices that are a smaller part of the memory, heaps are not asked for. */
  private static final double SMALL = 0.1;

  /** What the driver holds of each frame, in its heap. */
  private static final long HEAP_OF_FRAME = 80;

  private static final double GIGABYTE = 1e9;

  private double triangle() {
    double columns = (double) functions * elements;
    return Double.BYTES * columns * columns / 2;
  }

  /** The bytes of one task, outside of the Java heap. */
  double ofTask() {
    return kinds * triangle() + (double) Double.BYTES * ROWS * functions * elements;
  }

  /**
   * The bytes of the driver, outside of the Java heap, while no task works: the sums, those of
   * held-out frames or contacts and a trial with them, all kinds joined, and a factor.
   */
  double ofDriver() {
    int joined = kinds > 1 ? 1 : 0;
    int solving = 1 + joined;
    int triangles =
        adding
            ? Math.max(2 * kinds, kinds + solving)
            : Math.max(kinds + 2 + solving, 2 * kinds + solving);
    return triangles * triangle();
  }

  /** The bytes of the driver while tasks work: what is known, and what comes from them. */
  private double ofWaitingDriver() {
    return 2 * kinds * triangle();
  }

  /**
   * Refuses what does not fit.
   *
   * @param processes the driver and its workers
   * @param sections how many sections of frames there are to work on
   * @throws InputException if a machine or a process has less memory than this
   */
  void require(List<ProcessMemory> processes, long sections) {
    Map<String, Machine> machines = new TreeMap<>();
    for (ProcessMemory each : processes) {
      long tasks = Math.min(each.tasks(), sections);
      double working = tasks * ofTask() + (each.driver() ? ofWaitingDriver() : 0);
      double matrices = each.driver() ? Math.max(ofDriver(), working) : working;
      if (matrices > each.nativeBytes()) {
        throw refused(
            matrices,
            "beside the Java heap of a worker, " + tasks(tasks),
            each.nativeBytes(),
            "--conf spark.executor.memoryOverhead="
                + (long) Math.ceil(matrices / (1 << 20))
                + "m, fewer tasks at once (--executor-cores)");
      }
      machines.merge(
          each.host(),
          new Machine(each.memoryBytes(), matrices, each.heapBytes() + PROCESS, tasks),
          Machine::and);
    }
    machines.forEach((host, machine) -> require(host, machine));
  }

  private void require(String host, Machine machine) {
    if (machine.matrices() + machine.processes() <= machine.memory()
        || machine.matrices() < SMALL * machine.memory()) {
      return;
    }
    throw refused(
        machine.matrices() + machine.processes(),
        "on "
            + host
            + " ("
            + gigabytes(machine.matrices())
            + " beside Java "
            + (machine.tasks() == 0 ? "for the driver" : tasks(machine.tasks()))
            + ")",
        machine.memory(),
        "a smaller Java heap (--driver-memory, --executor-memory), "
            + (machine.tasks() > 1
                ? "fewer tasks at once (--master 'local[1]', --executor-cores), "
                : "")
            + "a machine with more memory");
  }

  /**
   * What is asked of a machine.
   *
   * @param memory what it has, in bytes
   * @param matrices the matrices of all processes
   * @param processes their Java heaps and what Java needs beside
   * @param tasks how many tasks work at once
   */
  private record Machine(double memory, double matrices, double processes, long tasks) {
    Machine and(Machine more) {
      return new Machine(
          memory, matrices + more.matrices, processes + more.processes, tasks + more.tasks);
    }
  }

  private static String tasks(long tasks) {
    return tasks == 1 ? "for one task at a time" : "for " + tasks + " tasks at once";
  }

  private InputException refused(double need, String where, double found, String way) {
    return new InputException(
        "training with "
            + Plural.of(functions, "function")
            + " of "
            + Plural.of(elements, "element")
            + " needs "
            + gigabytes(need)
            + " "
            + where
            + ": found "
            + gigabytes(found)
            + ", expected "
            + way
            + ", or fewer functions (--degrees, --preset fast)");
  }

  private static String gigabytes(double bytes) {
    return String.format(Locale.ROOT, "%.1f GB", bytes / GIGABYTE);
  }

  /**
   * Refuses more frames than the heap of the driver holds.
   *
   * @param driver the driver
   * @param frames how many frames there are
   * @throws InputException if its heap is too small
   */
  static void requireHeap(ProcessMemory driver, long frames) {
    long need = PROCESS + HEAP_OF_FRAME * frames;
    if (need > driver.heapBytes()) {
      throw new InputException(
          "the driver needs "
              + gigabytes(need)
              + " of Java heap for "
              + frames
              + " frames: found "
              + gigabytes(driver.heapBytes())
              + ", expected --driver-memory "
              + (need / (1 << 20) + 1)
              + "m, or fewer frames, such as @::10");
    }
  }
}
