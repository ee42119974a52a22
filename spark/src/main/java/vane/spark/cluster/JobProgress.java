package vane.spark.cluster;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.StageInfo;
import scala.jdk.javaapi.CollectionConverters;
import vane.cli.program.MessageOptions;
import vane.cli.program.Progress;

/** Shows how far the jobs of a stage of the work have come. Spark calls it from one thread. */
final class JobProgress extends SparkListener implements AutoCloseable {
  /** The property of a job that names the stage of the work. */
  static final String STAGE = "vane.stage";

  private final MessageOptions messages;

  /** What each task of a stage does, where it is not one unit. */
  private final Map<String, long[]> expected = new ConcurrentHashMap<>();

  private Optional<Shown> shown = Optional.empty();

  /** A job that is shown. */
  private record Shown(
      int job, Set<Integer> stages, long[] units, Progress progress, Set<Long> done) {}

  JobProgress(MessageOptions messages) {
    this.messages = messages;
  }

  void expect(String stage, long[] units) {
    expected.put(stage, units);
  }

  @Override
  public synchronized void onJobStart(SparkListenerJobStart start) {
    String stage = start.properties() == null ? null : start.properties().getProperty(STAGE);
    if (stage == null || shown.isPresent()) {
      return;
    }
    Set<Integer> stages = new HashSet<>();
    long tasks = 0;
    for (StageInfo info : CollectionConverters.asJava(start.stageInfos())) {
      stages.add(info.stageId());
      tasks += info.numTasks();
    }
    long[] units = expected.getOrDefault(stage, new long[0]);
    long total = 0;
    for (long each : units) {
      total += each;
    }
    Progress progress = messages.progress(stage, units.length == 0 ? tasks : total);
    shown = Optional.of(new Shown(start.jobId(), stages, units, progress, new HashSet<>()));
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
    if (shown.isEmpty() || !end.taskInfo().successful()) {
      return;
    }
    Shown job = shown.get();
    int part = end.taskInfo().partitionId();
    // A task may be done twice where one was slow.
    if (job.stages().contains(end.stageId())
        && job.done().add(((long) end.stageId() << 32) + part)) {
      job.progress().advance(part < job.units().length ? job.units()[part] : 1);
    }
  }

  @Override
  public synchronized void onJobEnd(SparkListenerJobEnd end) {
    if (shown.isPresent() && shown.get().job() == end.jobId()) {
      close();
    }
  }

  @Override
  public synchronized void close() {
    shown.ifPresent(job -> job.progress().close());
    shown = Optional.empty();
  }
}
