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

  /** What a process of Java and Spark needs to do anything. */
  private static final long PROCESS = 300L << 20;

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
    Map<String, double[]> machines = new TreeMap<>();
    for (ProcessMemory each : processes) {
      long tasks = Math.min(each.tasks(), sections);
      double working = tasks * ofTask() + (each.driver() ? ofWaitingDriver() : 0);
      double need = each.driver() ? Math.max(ofDriver(), working) : working;
      if (need > each.nativeBytes()) {
        throw refused(
            "beside the Java heap of a worker, " + tasks(tasks),
            need,
            each.nativeBytes(),
            "--conf spark.executor.memoryOverhead="
                + (long) Math.ceil(need / (1 << 20))
                + "m, fewer tasks at once (--executor-cores)");
      }
      double[] sum = machines.computeIfAbsent(each.host(), host -> new double[3]);
      sum[0] += need + PROCESS;
      sum[1] = each.memoryBytes();
      sum[2] += tasks;
    }
    machines.forEach(
        (host, sum) -> {
          if (sum[0] > sum[1]) {
            throw refused(
                "on " + host + (sum[2] > 0 ? ", " + tasks((long) sum[2]) : ", for the driver"),
                sum[0],
                sum[1],
                sum[2] > 1
                    ? "fewer tasks at once (--master 'local[1]', --executor-cores)"
                    : "a machine with more memory");
          }
        });
  }

  private static String tasks(long tasks) {
    return tasks == 1 ? "for one task at a time" : "for " + tasks + " tasks at once";
  }

  private InputException refused(String where, double need, double found, String way) {
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
