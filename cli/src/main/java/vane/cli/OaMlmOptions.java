package vane.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vane.descriptor.SoapSettings;
import vane.direction.LossSettings;
import vane.direction.SequentialQuadratic;
import vane.mlm.OaMlmSettings;
import vane.mlm.ProjectionReport;
import vane.mlm.ProjectionSettings;
import vane.mlm.Regression;
import vane.model.DescriptorSettings;
import vane.model.ElementEnvironments;
import vane.model.EnvironmentExtractor;
import vane.model.ForceModel;
import vane.model.OaMlmForceModel;
import vane.model.OaMlmForceModelTrainer;
import vane.model.ProjectionForceModel;
import vane.model.ProjectionForceModelTrainer;
import vane.model.Provenance;
import vane.parallel.WorkerPool;
import vane.structure.Element;

/** How {@code train --method oa-mlm} trains: its two presets, and what can be set in them. */
final class OaMlmOptions {
  static final String PAPER = "paper";
  static final String ACCURATE = "accurate";
  static final List<String> PRESETS = List.of(PAPER, ACCURATE);

  private static final int PAPER_REFERENCES = 7500;
  private static final int PAPER_NEIGHBOURS = 4;

  private static final int ACCURATE_REFERENCES = 1000;
  private static final int ACCURATE_ENVIRONMENTS = 30_000;
  private static final int ACCURATE_NEIGHBOURS = 5;
  private static final DescriptorOptions.Defaults ACCURATE_SOAP =
      new DescriptorOptions.Defaults(4.0, 6, 4, 0.4);

  @Option(
      names = {"-k", "--references"},
      paramLabel = "K",
      description =
          "References an element (default: 7500, or all if there are fewer; preset accurate: 1000).")
  private Integer references;

  @Option(
      names = "--neighbours",
      paramLabel = "M",
      description = "Nearest neighbours that are fitted, 1 to 6 (default: 4; preset accurate: 5).")
  private Integer neighbours;

  @Option(
      names = "--sigma1",
      paramLabel = "S",
      description = "Width of the loss in the cosine (default: 0.25; preset paper only).")
  private Double sigma1;

  @Option(
      names = "--sigma2",
      paramLabel = "Å",
      defaultValue = "0.5",
      description = "Width of the loss in the goodness of fit (default: ${DEFAULT-VALUE}).")
  private double sigma2;

  @Option(
      names = "--loss",
      paramLabel = "NAME",
      description =
          "What the linear maps minimise: squared (the regular model) or huber (the robust one;"
              + " default: squared; preset paper only).")
  private String loss;

  @Option(
      names = "--epsilon",
      paramLabel = "E",
      description = "Huber parameter of --loss huber, at least 1, the most robust (default: 1.1).")
  private Double epsilon;

  private Integer trainingEnvironments;

  @Mixin private RegressionOptions huber;
  @Mixin private DescriptorOptions descriptor;
  @Mixin private SelectionOptions selection;
  @Mixin private FitOptions fit;
  @Mixin private SolverOption solver;

  /**
   * Makes the settings, so that a wrong one is told before anything is read.
   *
   * @param preset the preset
   * @param trainingEnvironments how many environments of an element to learn from; null for the
   *     usual
   * @param seed the seed of every random choice
   * @throws vane.InputException if an option is not what it must be
   */
  void check(String preset, Integer trainingEnvironments, long seed) {
    this.trainingEnvironments = trainingEnvironments;
    if (preset.equals(ACCURATE)) {
      projectionSettings(seed);
    } else {
      settings(references == null ? Math.min(PAPER_REFERENCES, wanted()) : references, seed);
    }
  }

  /**
   * Trains a model.
   *
   * @param preset the preset
   * @param data the frames
   * @param provenance where they come from
   * @param run the seed, and where remarks go
   * @param pool the threads
   * @param progress hears of the stages
   * @return the model
   */
  ForceModel train(
      String preset,
      TrainingFrames data,
      Provenance provenance,
      RunOptions run,
      WorkerPool pool,
      StageProgress progress) {
    boolean accurate = preset.equals(ACCURATE);
    DescriptorSettings description = description(data, accurate);
    progress.stage("describing environments", data.structures().size());
    SortedMap<Element, ElementEnvironments> environments =
        FrameErrors.naming(
            data.locations(),
            () ->
                new EnvironmentExtractor(description)
                    .extract(data.structures(), data.forces(), pool, progress));
    if (accurate) {
      return new ProjectionForceModelTrainer(description, pool, progress)
          .fit(environments, projectionSettings(run.seed()), provenance);
    }
    Map<Element, OaMlmSettings> settings = new TreeMap<>();
    environments.forEach((element, rows) -> settings.put(element, settings(rows, run.seed())));
    return new OaMlmForceModelTrainer(description, pool, progress)
        .fit(environments, settings, provenance);
  }

  /**
   * What to tell about a model that was trained.
   *
   * @param model the model
   * @return one line each
   */
  List<String> remarks(ForceModel model) {
    List<String> remarks = new ArrayList<>();
    if (model instanceof OaMlmForceModel mlm) {
      mlm.models()
          .forEach(
              (element, part) ->
                  remarks.add(element + ": " + Wording.regression(part.mlm().report())));
    } else if (model instanceof ProjectionForceModel projections) {
      projections
          .models()
          .forEach(
              (element, part) -> {
                ProjectionReport report = part.mlm().report();
                remarks.add(element + ": " + Wording.regression(report));
                Wording.fewExamples(element, report.trainingEnvironments()).ifPresent(remarks::add);
              });
    }
    return remarks;
  }

  private DescriptorSettings description(TrainingFrames data, boolean accurate) {
    SortedSet<Element> species = new TreeSet<>();
    data.structures().forEach(structure -> species.addAll(structure.composition()));
    int usual = accurate ? ACCURATE_NEIGHBOURS : PAPER_NEIGHBOURS;
    // Periodic means: as the frame's pbc says. A model that ignored the cells of later frames would
    // see other descriptions than neighbours.
    return new DescriptorSettings(
        descriptor.settings(
            species,
            true,
            SoapSettings.Average.OFF,
            accurate ? ACCURATE_SOAP : DescriptorOptions.Defaults.PAPER),
        neighbours == null ? usual : neighbours);
  }

  private ProjectionSettings projectionSettings(long seed) {
    if (sigma1 != null
        || loss != null
        || epsilon != null
        || huber.isGiven()
        || solver.solver().isPresent()) {
      throw new UsageException(
          "found --sigma1, --loss, --solver or a setting of Huber regression with --preset"
              + " accurate, expected them with --preset paper only");
    }
    int k = references == null ? ACCURATE_REFERENCES : references;
    int n =
        trainingEnvironments == null ? Math.max(k, ACCURATE_ENVIRONMENTS) : trainingEnvironments;
    ProjectionSettings usual = ProjectionSettings.accurate(k, n, seed);
    return new ProjectionSettings(
        k,
        n,
        selection.selection(seed, usual.selection().methodName()),
        fit.settings(usual.fit()),
        sigma2,
        seed);
  }

  /** How many training environments are asked for at most. */
  private int wanted() {
    return trainingEnvironments == null ? PAPER_REFERENCES : trainingEnvironments;
  }

  /** For an element; without --references K is the paper's, or what there is. */
  private OaMlmSettings settings(ElementEnvironments environments, long seed) {
    return settings(
        references == null
            ? Math.max(1, environments.distinct(Math.min(PAPER_REFERENCES, wanted())))
            : references,
        seed);
  }

  private OaMlmSettings settings(int count, long seed) {
    return new OaMlmSettings(
        count,
        trainingEnvironments == null ? count : trainingEnvironments,
        selection.selection(seed),
        regression(),
        fit.settings(),
        new LossSettings(sigma1 == null ? LossSettings.PAPER.sigma1() : sigma1, sigma2),
        solver.solver().orElse(SequentialQuadratic.DEFAULT),
        seed);
  }

  private Regression regression() {
    switch (loss == null ? "squared" : loss) {
      case "squared":
        if (epsilon != null || huber.isGiven()) {
          throw new UsageException(
              "found settings of Huber regression with --loss squared, expected --loss huber");
        }
        return new Regression.Ordinary();
      case "huber":
        return new Regression.Robust(huber.settings(epsilon == null ? 1.1 : epsilon));
      default:
        throw new UsageException("--loss: found '" + loss + "', expected squared or huber");
    }
  }
}
