package vane.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import vane.InputException;
import vane.descriptor.MinMaxScaler;
import vane.direction.DirectionSolver;
import vane.environment.ElementEnvironments;
import vane.environment.EnvironmentExtractor;
import vane.evaluation.AngleErrors;
import vane.evaluation.ErrorSummary;
import vane.evaluation.ForceErrors;
import vane.mlm.CosineTrainer;
import vane.mlm.OaMlm;
import vane.mlm.Predictions;
import vane.mlm.Regression;
import vane.mlm.RegressionReport;
import vane.mlm.TrainingMatrices;
import vane.mlm.reference.Environments;
import vane.model.OaMlmForceModelTrainer;
import vane.parallel.ProgressListener;
import vane.parallel.WorkerPool;
import vane.regression.huber.HuberSettings;
import vane.structure.Element;

/**
 * The paper's protocol: runs 1 and 2 of six alkanes train one model per element, run 3 tests.
 *
 * <p>All carbon environments of run 3 are tested, and the hydrogen environments of every second
 * configuration; smaller scales test a part of them, spread evenly.
 */
public final class PaperExperiment {
  private static final Element HYDROGEN = Element.of(1);

  /**
   * Models that are tested together. The comparison of test environments with references, which
   * takes most of the time, is made once for them; a run that is stopped loses as many.
   */
  private static final int MODELS_TOGETHER = 6;

  private final ExperimentSettings settings;
  private final WorkerPool pool;
  private final StageTimer progress;
  private final Checkpoints checkpoints;
  private int modelsFromCheckpoints;
  private final long started = System.nanoTime();

  /**
   * An experiment.
   *
   * @param settings its settings
   * @param pool the threads; the figures do not depend on how many there are
   * @param progress hears of the stages
   * @param checkpoints where the results of finished models are kept, so that a run that was
   *     stopped goes on where it was
   */
  public PaperExperiment(
      ExperimentSettings settings,
      WorkerPool pool,
      ProgressListener progress,
      Checkpoints checkpoints) {
    this.settings = settings;
    this.checkpoints = checkpoints;
    this.pool = pool;
    this.progress = new StageTimer("", progress);
  }

  /**
   * Runs the experiment.
   *
   * @param folder the folder of the alkane trajectories
   * @return the results
   * @throws vane.InputException if a trajectory is missing or not as it must be
   */
  public ExperimentResults run(Path folder) {
    SortedMap<Element, ElementEnvironments> training = describe(folder, "training", List.of(1, 2));
    SortedMap<Element, ElementEnvironments> test = describe(folder, "test", List.of(3));
    Map<String, Double> dataSeconds = progress.takeSeconds();
    List<ElementResult> results = new ArrayList<>();
    for (Element element : settings.elements()) {
      if (!training.containsKey(element) || !test.containsKey(element)) {
        throw new InputException(
            folder + ": found no atoms of " + element + ", expected trajectories of alkanes");
      }
      OaMlmForceModelTrainer.requireEnough(training.get(element), settings.mlm().sample());
    }
    for (Element element : settings.elements()) {
      results.add(run(element, training.get(element), test.get(element)));
    }
    return new ExperimentResults(
        settings,
        pool.threads(),
        results,
        modelsFromCheckpoints,
        dataSeconds,
        (System.nanoTime() - started) / 1e9);
  }

  /** The environments of some runs; of run 3, only those that the paper tests. */
  private SortedMap<Element, ElementEnvironments> describe(
      Path folder, String what, List<Integer> runs) {
    progress.stage("reading " + what + " trajectories", 0);
    AlkaneTrajectories trajectories = AlkaneTrajectories.read(folder, runs, pool);
    progress.stage(
        "computing descriptors of " + what + " environments", trajectories.structures().size());
    SortedMap<Element, ElementEnvironments> described =
        new EnvironmentExtractor(settings.descriptor())
            .extract(trajectories.structures(), trajectories.forces(), pool, progress);
    if (!runs.contains(3)) {
      return described;
    }
    SortedMap<Element, ElementEnvironments> tested = new TreeMap<>();
    described.forEach(
        (element, all) ->
            tested.put(
                element,
                element.equals(HYDROGEN)
                    ? all.select(
                        IntStream.range(0, all.size())
                            .filter(i -> trajectories.steps().get(all.structure(i)) % 2 == 0)
                            .toArray())
                    : all));
    return tested;
  }

  private ElementResult run(
      Element element, ElementEnvironments training, ElementEnvironments test) {
    Map<Regression, ModelResult> results = new LinkedHashMap<>();
    List<Regression> missing = new ArrayList<>();
    for (Regression regression : regressions()) {
      checkpoints
          .read(element, regression)
          .ifPresentOrElse(
              earlier -> results.put(regression, earlier), () -> missing.add(regression));
    }
    modelsFromCheckpoints += results.size();
    if (!missing.isEmpty()) {
      results.putAll(train(element, training, test, missing));
    }
    List<RobustResult> robust = new ArrayList<>();
    for (HuberSettings huber : settings.robust()) {
      robust.add(new RobustResult(huber.epsilon(), results.get(new Regression.Huber(huber))));
    }
    return new ElementResult(
        element, training.size(), test.size(), results.get(settings.mlm().regression()), robust);
  }

  /** The regular model, then the robust ones. */
  private List<Regression> regressions() {
    List<Regression> all = new ArrayList<>(List.of(settings.mlm().regression()));
    settings.robust().forEach(huber -> all.add(new Regression.Huber(huber)));
    return all;
  }

  private Map<Regression, ModelResult> train(
      Element element,
      ElementEnvironments training,
      ElementEnvironments test,
      List<Regression> regressions) {
    StageTimer stages = new StageTimer(element + ": ", progress);
    MinMaxScaler scaler = training.fitScaler();
    Environments environments = training.scaled(scaler);
    CosineTrainer trainer = new CosineTrainer(settings.mlm(), pool, stages);
    int[] chosen = trainer.chooseReferences(environments);
    ElementEnvironments tested = spread(test, settings.testEnvironments());
    Task task =
        new Task(element, trainer, training.select(chosen), tested, tested.scaled(scaler), stages);
    Map<Regression, ModelResult> results = new LinkedHashMap<>();
    try (TrainingMatrices matrices = trainer.compare(environments, chosen)) {
      for (int from = 0; from < regressions.size(); from += MODELS_TOGETHER) {
        int to = Math.min(regressions.size(), from + MODELS_TOGETHER);
        results.putAll(results(task, matrices, regressions.subList(from, to)));
      }
    }
    return results;
  }

  /** What all models of an element share. */
  private record Task(
      Element element,
      CosineTrainer trainer,
      ElementEnvironments references,
      ElementEnvironments tested,
      Environments testEnvironments,
      StageTimer stages) {}

  /** Trains some models, tests them together, and leaves a checkpoint of each. */
  private Map<Regression, ModelResult> results(
      Task task, TrainingMatrices matrices, List<Regression> regressions) {
    StageTimer stages = task.stages();
    List<OaMlm> models = new ArrayList<>();
    List<Map<String, Double>> seconds = new ArrayList<>();
    try {
      for (Regression regression : regressions) {
        models.add(task.trainer().fit(matrices, regression));
        seconds.add(stages.takeSeconds());
      }
      Environments references = models.get(0).map().references();
      stages.stage("predicting training directions", references.size());
      List<List<Predictions>> fitted =
          OaMlm.predictTogether(models, references, solvers(), pool, stages);
      stages.stage("predicting test directions", task.tested().size());
      List<List<Predictions>> tested =
          OaMlm.predictTogether(models, task.testEnvironments(), solvers(), pool, stages);
      Map<String, Double> shared = stages.takeSeconds();
      Map<Regression, ModelResult> results = new LinkedHashMap<>();
      for (int m = 0; m < models.size(); m++) {
        Map<String, Double> own = seconds.get(m);
        shared.forEach((stage, time) -> own.merge(stage, time / models.size(), Double::sum));
        ModelResult result =
            result(task, models.get(m).report(), fitted.get(m), tested.get(m), own);
        checkpoints.write(task.element(), regressions.get(m), result);
        results.put(regressions.get(m), result);
      }
      return results;
    } finally {
      models.forEach(OaMlm::close);
    }
  }

  private ModelResult result(
      Task task,
      RegressionReport report,
      List<Predictions> fitted,
      List<Predictions> tested,
      Map<String, Double> seconds) {
    Predictions predicted = tested.get(0);
    AngleErrors errors = errors(predicted, task.tested());
    List<SolverResult> others = new ArrayList<>();
    for (int s = 1; s < tested.size(); s++) {
      others.add(
          new SolverResult(
              solvers().get(s).name(),
              summary(errors(fitted.get(s), task.references()), fitted.get(s)),
              summary(errors(tested.get(s), task.tested()), tested.get(s))));
    }
    return new ModelResult(
        report,
        summary(errors(fitted.get(0), task.references()), fitted.get(0)),
        summary(errors, predicted),
        errors.samples(),
        coverage(predicted),
        meanAcceptedShare(predicted, task.references().size()),
        others,
        seconds);
  }

  /** The solver of the models, then the others. */
  private List<DirectionSolver> solvers() {
    List<DirectionSolver> solvers = new ArrayList<>(List.of(settings.mlm().solver()));
    solvers.addAll(settings.otherSolvers());
    return solvers;
  }

  private static AngleErrors errors(Predictions predictions, ElementEnvironments environments) {
    AngleErrors angles = new AngleErrors();
    for (int i = 0; i < predictions.size(); i++) {
      angles.add(
          predictions.direction(i, 0),
          predictions.direction(i, 1),
          predictions.direction(i, 2),
          environments.force(i, 0),
          environments.force(i, 1),
          environments.force(i, 2));
    }
    return angles;
  }

  private static ErrorSummary summary(AngleErrors angles, Predictions predictions) {
    Map<String, Long> statuses = new TreeMap<>();
    for (int i = 0; i < predictions.size(); i++) {
      statuses.merge(predictions.status(i).label(), 1L, Long::sum);
    }
    return ErrorSummary.of(angles, new ForceErrors(), statuses);
  }

  private static double coverage(Predictions predictions) {
    return IntStream.range(0, predictions.size())
        .mapToDouble(i -> predictions.acceptedReferences(i) > 0 ? 1 : 0)
        .average()
        .orElse(0);
  }

  private static double meanAcceptedShare(Predictions predictions, int references) {
    return IntStream.range(0, predictions.size())
        .mapToDouble(i -> (double) predictions.acceptedReferences(i) / references)
        .average()
        .orElse(0);
  }

  /** At most {@code count} environments, evenly spaced. */
  private static ElementEnvironments spread(ElementEnvironments all, int count) {
    if (all.size() <= count) {
      return all;
    }
    return all.select(
        IntStream.range(0, count).map(i -> (int) ((long) i * all.size() / count)).toArray());
  }
}
