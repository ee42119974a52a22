package vane.cli.experiment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vane.Version;
import vane.cli.data.DescriptorOptions;
import vane.cli.mlm.FitOptions;
import vane.cli.mlm.RegressionOptions;
import vane.cli.mlm.SelectionOptions;
import vane.cli.program.ExitStatus;
import vane.cli.program.ForceOption;
import vane.cli.program.RunOptions;
import vane.cli.program.StageProgress;
import vane.cli.program.UsageException;
import vane.descriptor.SoapParameters;
import vane.descriptor.SoapSettings;
import vane.direction.DirectionSolver;
import vane.environment.DescriptorSettings;
import vane.experiment.AlkaneTrajectories;
import vane.experiment.Checkpoints;
import vane.experiment.ExperimentResults;
import vane.experiment.ExperimentSettings;
import vane.experiment.PaperExperiment;
import vane.experiment.ResultsJson;
import vane.experiment.Scale;
import vane.io.output.EarlierOutput;
import vane.io.output.PendingFile;
import vane.io.output.WriteCheck;
import vane.mlm.CosineSettings;
import vane.mlm.reference.ComparisonPrecision;
import vane.mlm.reference.SampleSettings;
import vane.model.OaMlmPreset;
import vane.model.Provenance;
import vane.parallel.WorkerPool;
import vane.regression.huber.HuberSettings;
import vane.report.experiment.ExperimentReport;
import vane.report.page.ReportFolder;
import vane.structure.Element;

/** {@code vane reproduce}: the paper's experiment on the bundled trajectories. */
@Command(
    name = "reproduce",
    description = "Runs the ESANN 2021 paper's experiment on the bundled alkane trajectories.",
    footer = {
      "",
      "Runs 1 and 2 of six alkanes are the training data, run 3 is the test. The table compares with",
      "the paper's numbers. results.json holds all figures, settings and times, report.html and figure1",
      "show them.",
      "Each finished model leaves a checkpoint in the folder, so a run that was stopped continues from",
      "there; --fresh ignores checkpoints.",
      "",
      "  scale    K      tests per element",
      "  quick    500    1500",
      "  medium   2000   6000",
      "  paper    7500   all (27000 carbon, 33000 hydrogen)",
      "",
      "Each scale trains eleven Huber models per element beside the least squares model. At scale paper",
      "this takes about two processor hours; --no-robust trains the least squares models alone.",
      "",
      "Examples:",
      "  vane reproduce",
      "  vane reproduce --scale paper --out results",
      "  vane reproduce --scale paper --elements C --epsilon 1.1 --out results",
      "  vane reproduce --references 1000 --test-environments 1000 --solver closed-form",
      "  vane reproduce --scale paper --solver sqp,sqp-sphere,global,closed-form --out results"
    })
public final class ReproduceCommand implements Callable<Integer> {
  private static final EarlierOutput RESULTS =
      EarlierOutput.json("the results of reproduce", "scale", "modelsFromCheckpoints", "elements");
  private static final EarlierOutput CHECKPOINT =
      EarlierOutput.json("a checkpoint of reproduce", "conditions");

  @Option(
      names = "--scale",
      paramLabel = "SCALE",
      defaultValue = "quick",
      description = "quick, medium or paper (default: ${DEFAULT-VALUE}).")
  private String scaleName;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      defaultValue = "vane-results",
      description =
          "The folder for results.json, report.html and figure1, created if missing (default:"
              + " ${DEFAULT-VALUE}).")
  private Path out;

  @Option(
      names = {"-k", "--references"},
      paramLabel = "K",
      description = "References per element, instead of the scale's.")
  private Integer references;

  @Option(
      names = "--test-environments",
      paramLabel = "T",
      description = "Test environments per element at most, instead of the scale's.")
  private Integer testEnvironments;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The folder of the trajectories (default: the bundled ones).")
  private Path data;

  @Option(
      names = "--elements",
      split = ",",
      paramLabel = "E",
      defaultValue = "C,H",
      description = "Elements to train models for (default: ${DEFAULT-VALUE}).")
  private List<String> elements;

  @Option(
      names = "--epsilon",
      split = ",",
      paramLabel = "E",
      description =
          "Parameters epsilon of the Huber models, such as 1.0,1.1 (default: 1.0, 1.1, … 2.0).")
  private List<Double> epsilons;

  @Option(
      names = "--solver",
      split = ",",
      paramLabel = "NAME",
      description =
          "How directions are found: sqp (default: the paper's), sqp-sphere, sqp-hipparchus, global,"
              + " closed-form; see vane train --help. More than one, such as sqp,global: each model is"
              + " also tested with the others, which costs little.")
  private List<String> solverNames;

  @Option(names = "--fresh", description = "Train every model anew; read and write no checkpoints.")
  private boolean fresh;

  @Option(names = "--no-robust", description = "Train the least squares models alone.")
  private boolean noRobust;

  @Option(
      names = "--precision",
      paramLabel = "NAME",
      defaultValue = "double",
      description =
          "Digits that distances, cosines and goodness of fit keep: double, or single as a program"
              + " with 32-bit numbers would (default: ${DEFAULT-VALUE}).")
  private String precision;

  @Mixin private DescriptorOptions descriptor;
  @Mixin private RegressionOptions huber;
  @Mixin private SelectionOptions selection;
  @Mixin private FitOptions fit;
  @Mixin private ForceOption force;
  @Mixin private RunOptions run;

  /** The command as picocli makes it. */
  public ReproduceCommand() {}

  @Override
  public Integer call() throws IOException {
    ExperimentSettings settings = settings();
    Path folder = data == null ? bundled() : data;
    requireOutputs(AlkaneTrajectories.files(folder, List.of(1, 2, 3)));
    try (WorkerPool pool = run.pool();
        StageProgress progress = new StageProgress(run)) {
      ExperimentResults results =
          new PaperExperiment(settings, pool, progress, checkpoints(folder, settings)).run(folder);
      progress.close();
      new ResultsTable(run.out()).print(results);
      run.out().println();
      ReportFolder.create(out);
      Path file = out.resolve("results.json");
      PendingFile.write(file, ResultsJson.text(results, Version.text()));
      Path page = ExperimentReport.write(results, Version.text(), out);
      run.out().println("All figures are in " + file + ", the report is " + page);
    }
    return ExitStatus.DONE;
  }

  /** Nothing else is in the way of the results, and the data are not. */
  private void requireOutputs(List<Path> read) {
    WriteCheck check = force.check(read);
    check.require(out.resolve("results.json"), RESULTS);
    ExperimentReport.files(out).forEach(check::require);
    for (Path file : Checkpoints.files(out.resolve("checkpoints"))) {
      check.require(file, CHECKPOINT);
    }
    ReportFolder.requireWritable(out);
  }

  private ExperimentSettings settings() {
    Scale scale = Scale.parse(scaleName);
    int k = references == null ? scale.references() : references;
    int tests = testEnvironments == null ? scale.testEnvironments() : testEnvironments;
    CosineSettings paper = CosineSettings.paper(k);
    List<DirectionSolver> solvers = solvers(paper);
    CosineSettings mlm =
        new CosineSettings(
            new SampleSettings(k, k, selection.selection(run.seed()), run.seed()),
            paper.regression(),
            fit.settings(),
            paper.loss(),
            solvers.get(0),
            precision());
    ExperimentSettings chosen =
        settings(
            "custom",
            elements(),
            tests,
            descriptor.parameters(SoapParameters.PAPER),
            mlm,
            others(solvers),
            robust());
    ExperimentSettings usual =
        settings(
            "custom",
            List.of(Element.of(6), Element.of(1)),
            scale.testEnvironments(),
            SoapParameters.PAPER,
            CosineSettings.paper(scale.references()),
            chosen.otherSolvers(),
            usualRobust().stream().map(HuberSettings::earlyStopped).toList());
    return chosen.equals(usual)
        ? settings(
            scale.label(),
            chosen.elements(),
            tests,
            SoapParameters.PAPER,
            chosen.mlm(),
            chosen.otherSolvers(),
            chosen.robust())
        : chosen;
  }

  private static ExperimentSettings settings(
      String scale,
      List<Element> elements,
      int tests,
      SoapParameters soap,
      CosineSettings mlm,
      List<DirectionSolver> otherSolvers,
      List<HuberSettings> robust) {
    return new ExperimentSettings(
        scale,
        elements,
        tests,
        new DescriptorSettings(
            soap.of(List.of(Element.of(1), Element.of(6)), false, SoapSettings.Average.OFF),
            OaMlmPreset.PAPER_NEIGHBOURS),
        mlm,
        otherSolvers,
        robust);
  }

  private ComparisonPrecision precision() {
    return Arrays.stream(ComparisonPrecision.values())
        .filter(value -> value.label().equals(precision))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "--precision: found '" + precision + "', expected double or single"));
  }

  /** The solver of the models, then others to test them with. */
  private List<DirectionSolver> solvers(CosineSettings paper) {
    if (solverNames == null) {
      return List.of(paper.solver());
    }
    List<DirectionSolver> solvers = new ArrayList<>();
    for (String name : solverNames) {
      DirectionSolver solver = DirectionSolver.parse(name);
      if (solvers.contains(solver)) {
        throw new UsageException("--solver: found " + name + " twice, expected it once");
      }
      solvers.add(solver);
    }
    return solvers;
  }

  private static List<DirectionSolver> others(List<DirectionSolver> solvers) {
    return solvers.subList(1, solvers.size());
  }

  private List<Element> elements() {
    List<Element> chosen = new ArrayList<>();
    for (String name : elements) {
      if (!name.equals("C") && !name.equals("H")) {
        throw new UsageException("--elements: found '" + name + "', expected C, H or C,H");
      }
      Element element = Element.parse(name).orElseThrow();
      if (chosen.contains(element)) {
        throw new UsageException("--elements: found " + name + " twice, expected it once");
      }
      chosen.add(element);
    }
    return chosen;
  }

  private List<HuberSettings> robust() {
    if (noRobust && (epsilons != null || huber.isGiven())) {
      throw new UsageException(
          "--no-robust, and settings of Huber regression: found both, expected one or the other");
    }
    List<Double> chosen = noRobust ? List.of() : epsilons == null ? usualRobust() : epsilons;
    return chosen.stream().distinct().map(huber::settings).toList();
  }

  /** The paper's eleven. */
  private static List<Double> usualRobust() {
    return IntStream.rangeClosed(0, 10).mapToObj(i -> (10 + i) / 10.0).toList();
  }

  /** The checkpoints of this experiment, which know the data by their checksums. */
  private Checkpoints checkpoints(Path folder, ExperimentSettings settings) throws IOException {
    if (fresh) {
      return Checkpoints.none();
    }
    List<String> sha256 = new ArrayList<>();
    for (Path file : AlkaneTrajectories.files(folder, List.of(1, 2, 3))) {
      sha256.add(Provenance.DataFile.of(file, file.toString(), 0).sha256());
    }
    return Checkpoints.in(out.resolve("checkpoints"), settings, sha256);
  }

  private static Path bundled() {
    String home =
        Optional.ofNullable(System.getProperty("vane.home"))
            .orElseThrow(
                () ->
                    new UsageException(
                        "the bundled trajectories are found through the launcher ./vane; without it"
                            + " name their folder with --data"));
    return Path.of(home, "data", "alkanes");
  }
}
