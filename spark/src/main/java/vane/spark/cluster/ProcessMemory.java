package vane.spark.cluster;

import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.network.util.JavaUtils;
import org.apache.spark.status.api.v1.ExecutorSummary;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A process of the cluster, and the memory that it may use.
 *
 * @param host the machine
 * @param driver whether it is the driver; without a cluster it does the tasks, too
 * @param tasks how many tasks it does at once
 * @param heapBytes the largest Java heap
 * @param memoryBytes the memory of the machine, or of the container that the process is in
 * @param nativeBytes what the cluster grants it beside the heap; {@link Long#MAX_VALUE} if there is
 *     no such limit
 * @serial exclude
 */
public record ProcessMemory(
    String host, boolean driver, int tasks, long heapBytes, long memoryBytes, long nativeBytes)
    implements Serializable {
  /** What Spark grants if nobody says more. */
  private static final long LEAST_OVERHEAD = 384L << 20;

  private static final double OVERHEAD_FACTOR = 0.1;

  /** Small jobs reach a worker only if there are more of them than it has processors. */
  private static final int ASKED_EACH = 4;

  /**
   * The processes of a cluster: the driver first, and all workers that are there now.
   *
   * @param run the cluster
   * @return at least the driver
   */
  public static List<ProcessMemory> of(SparkRun run) {
    List<ProcessMemory> processes = new ArrayList<>();
    int parallelism = run.context().defaultParallelism();
    boolean local = run.context().isLocal();
    processes.add(ofThisProcess(true, local ? parallelism : 0, Long.MAX_VALUE));
    if (local) {
      return processes;
    }
    Map<String, Integer> tasks = new HashMap<>();
    for (ExecutorSummary each :
        CollectionConverters.asJava(run.context().sc().statusStore().executorList(true))) {
      tasks.put(each.id(), Math.max(1, each.maxTasks()));
    }
    long granted = granted(run.context().getConf(), run.context().master());
    List<Integer> questions = IntStream.range(0, ASKED_EACH * parallelism).boxed().toList();
    Map<String, ProcessMemory> found = new TreeMap<>();
    run.silently(
            () ->
                run.context()
                    .parallelize(questions, questions.size())
                    .mapToPair(
                        question ->
                            new scala.Tuple2<>(
                                SparkEnv.get().executorId(), ofThisProcess(false, 1, granted)))
                    .collect())
        .forEach(each -> found.put(each._1(), each._2()));
    found.forEach((id, memory) -> processes.add(memory.withTasks(tasks.getOrDefault(id, 1))));
    return processes;
  }

  private ProcessMemory withTasks(int atOnce) {
    return new ProcessMemory(host, driver, atOnce, heapBytes, memoryBytes, nativeBytes);
  }

  private static ProcessMemory ofThisProcess(boolean driver, int tasks, long granted) {
    OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
    long memory =
        system instanceof com.sun.management.OperatingSystemMXBean known
            ? known.getTotalMemorySize()
            : Long.MAX_VALUE;
    return new ProcessMemory(
        thisHost(), driver, tasks, Runtime.getRuntime().maxMemory(), memory, granted);
  }

  private static String thisHost() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "this machine";
    }
  }

  /** What YARN and Kubernetes grant a worker beside its heap; they end those that use more. */
  private static long granted(SparkConf conf, String master) {
    if (!master.startsWith("yarn") && !master.startsWith("k8s")) {
      return Long.MAX_VALUE;
    }
    long heap = JavaUtils.byteStringAsBytes(conf.get("spark.executor.memory", "1g"));
    double factor = conf.getDouble("spark.executor.memoryOverheadFactor", OVERHEAD_FACTOR);
    long usual = Math.max(LEAST_OVERHEAD, (long) (factor * heap));
    return conf.contains("spark.executor.memoryOverhead")
        ? JavaUtils.byteStringAsMb(conf.get("spark.executor.memoryOverhead")) << 20
        : usual;
  }
}
