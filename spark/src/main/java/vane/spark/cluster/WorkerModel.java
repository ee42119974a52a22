package vane.spark.cluster;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkFiles;
import org.apache.spark.api.java.JavaSparkContext;
import vane.cli.prediction.ModelOptions;
import vane.direction.DirectionSolver;
import vane.model.ForceModel;
import vane.model.FramePredictor;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;

/** A model file that every worker has; each process opens it once. */
public final class WorkerModel implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The models that tasks of this process have opened, by their files. */
  private static final Map<String, ForceModel> OPENED = new ConcurrentHashMap<>();

  private final String name;
  private final String file;
  private final String solver;
  private final boolean skipUnknown;
  private final boolean removeNetForce;

  private WorkerModel(String name, String file, String solver, FramePredictor.Choices choices) {
    this.name = name;
    this.file = file;
    this.solver = solver;
    this.skipUnknown = choices.skipUnknown();
    this.removeNetForce = choices.removeNetForce();
  }

  /**
   * Gives a model file to all workers.
   *
   * @param spark the cluster
   * @param model the model and how it is used
   * @return the model as tasks take it with them
   */
  public static WorkerModel of(JavaSparkContext spark, ModelOptions model) {
    return of(
        spark, model.file(), model.solver().map(DirectionSolver::name).orElse(""), model.choices());
  }

  /**
   * Gives a model file to all workers.
   *
   * @param spark the cluster
   * @param file the model
   * @return the model as tasks take it with them
   */
  public static WorkerModel of(JavaSparkContext spark, Path file) {
    return of(spark, file, "", new FramePredictor.Choices(false, false));
  }

  private static WorkerModel of(
      JavaSparkContext spark, Path file, String solver, FramePredictor.Choices choices) {
    spark.addFile(file.toUri().toString());
    return new WorkerModel(file.toString(), file.getFileName().toString(), solver, choices);
  }

  /**
   * The model, in a task.
   *
   * @return the one that all tasks of the process share
   */
  public ForceModel open() {
    return OPENED.computeIfAbsent(
        SparkFiles.get(file),
        path ->
            ModelOptions.open(
                Path.of(path),
                Optional.of(solver).filter(named -> !named.isEmpty()).map(DirectionSolver::parse)));
  }

  /**
   * What predicts frames in a task.
   *
   * @param pool the threads of the task
   * @return a new predictor
   */
  public FramePredictor predictor(WorkerPool pool) {
    return new FramePredictor(
        open(),
        name,
        new FramePredictor.Choices(skipUnknown, removeNetForce),
        pool,
        ProgressListener.SILENT);
  }

  /**
   * The model in messages.
   *
   * @return its file as it was named
   */
  public String name() {
    return name;
  }
}
