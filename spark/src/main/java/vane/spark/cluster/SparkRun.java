package vane.spark.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import vane.InputException;
import vane.cli.program.MessageOptions;

/** A session of Spark, whose jobs show how far they have come. To be closed. */
public final class SparkRun implements AutoCloseable {
  private final SparkSession session;
  private final JavaSparkContext context;
  private final JobProgress progress;
  private final boolean own;

  private SparkRun(SparkSession session, JobProgress progress, boolean own) {
    this.session = session;
    this.own = own;
    this.context = new JavaSparkContext(session.sparkContext());
    this.progress = progress;
  }

  /**
   * Begins a session with the settings that Spark's launcher was given; without a master it works
   * on all processors of this machine.
   *
   * @param name the name that the cluster shows
   * @param messages where progress is shown
   * @return a session
   * @throws ClusterException if there is no such master, or Spark's settings are wrong
   */
  public static SparkRun begin(String name, MessageOptions messages) {
    SparkConf conf =
        new SparkConf()
            .setIfMissing("spark.master", "local[*]")
            .setIfMissing("spark.app.name", name)
            .setIfMissing("spark.ui.showConsoleProgress", "false")
            .setIfMissing("spark.ui.enabled", "false");
    try {
      boolean own = SparkSession.getDefaultSession().isEmpty();
      SparkSession session = SparkSession.builder().config(conf).getOrCreate();
      JobProgress progress = new JobProgress(messages);
      session.sparkContext().addSparkListener(progress);
      return new SparkRun(session, progress, own);
    } catch (RuntimeException refused) {
      throw new ClusterException("Spark cannot begin: " + firstLine(refused), refused);
    }
  }

  /**
   * The session.
   *
   * @return for tables
   */
  public SparkSession session() {
    return session;
  }

  /**
   * The context.
   *
   * @return for jobs
   */
  public JavaSparkContext context() {
    return context;
  }

  /**
   * The file systems.
   *
   * @return their settings
   */
  public Configuration hadoop() {
    return context.hadoopConfiguration();
  }

  /**
   * Runs jobs, and shows how many of their tasks are done.
   *
   * @param name what is done, in a word or two
   * @param jobs the jobs
   * @param <T> what they give
   * @return what they give
   * @throws InputException if bad input made a task fail
   * @throws UncheckedIOException if a disk failed
   * @throws ClusterException if the cluster failed
   */
  public <T> T stage(String name, Callable<T> jobs) {
    return stage(name, new long[0], jobs);
  }

  /**
   * Runs a job, and shows how much of its work is done.
   *
   * @param name what is done, in a word or two
   * @param units how much each task does, such as frames
   * @param job the job
   * @param <T> what it gives
   * @return what it gives
   * @throws InputException if bad input made a task fail
   * @throws UncheckedIOException if a disk failed
   * @throws ClusterException if the cluster failed
   */
  public <T> T stage(String name, long[] units, Callable<T> job) {
    context.setLocalProperty(JobProgress.STAGE, name);
    progress.expect(name, units);
    try {
      return silently(job);
    } finally {
      context.setLocalProperty(JobProgress.STAGE, null);
    }
  }

  /**
   * Runs small jobs without showing them.
   *
   * @param jobs the jobs
   * @param <T> what they give
   * @return what they give
   * @throws InputException if bad input made a task fail
   * @throws UncheckedIOException if a disk failed
   * @throws ClusterException if the cluster failed
   */
  public <T> T silently(Callable<T> jobs) {
    try {
      return jobs.call();
    } catch (Exception failed) {
      throw failure(failed);
    }
  }

  /**
   * What made the work fail: bad input or a disk, if a task says so; a fault of the code; or the
   * cluster.
   */
  private RuntimeException failure(Exception failed) {
    if (session.sparkContext().isStopped()) {
      return new ClusterException("Spark has ended the session before the work was done", failed);
    }
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof InputException || cause instanceof UncheckedIOException) {
        return (RuntimeException) cause;
      }
    }
    Throwable last = failed;
    while (last instanceof SparkException && last.getCause() != null) {
      last = last.getCause();
    }
    if (last instanceof IOException disk) {
      return new UncheckedIOException(disk);
    }
    if (last instanceof SparkException) {
      return new ClusterException("Spark failed: " + firstLine(last), failed);
    }
    return last instanceof RuntimeException fault
        ? fault
        : new IllegalStateException(firstLine(last), failed);
  }

  /** Spark's messages go on with the stack traces of tasks. */
  private static String firstLine(Throwable failed) {
    return String.valueOf(failed.getMessage()).lines().findFirst().orElse("");
  }

  @Override
  public void close() {
    progress.close();
    session.sparkContext().removeSparkListener(progress);
    if (own) {
      session.stop();
    }
  }
}
