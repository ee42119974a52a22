package vane.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeSet;
import vane.experiment.AlkaneTrajectories;
import vane.experiment.ElementResult;
import vane.experiment.ExperimentResults;
import vane.experiment.ExperimentSettings;
import vane.experiment.ModelResult;
import vane.experiment.PaperFigures;
import vane.experiment.RobustResult;
import vane.mlm.CosineSettings;
import vane.report.drawing.Drawing;
import vane.report.drawing.PngPainter;
import vane.report.drawing.SvgWriter;
import vane.report.page.Facts;
import vane.report.page.HtmlPage;
import vane.report.page.Table;

/** The page and the figure of the paper's experiment. */
public final class ExperimentReport {
  private static final double DOTS_PER_PX = 3;

  private final ExperimentResults results;
  private final Figure1 figure;
  private final HtmlPage page;

  private ExperimentReport(ExperimentResults results) {
    this.results = results;
    this.figure = new Figure1(results);
    this.page =
        new HtmlPage("Directions of atomic forces: the alkane experiment, " + scaleWords(results));
  }

  /**
   * Writes {@code report.html}, {@code figure1.svg} and {@code figure1.png}. The same results give
   * the same files, on the same machine.
   *
   * @param results the results of the experiment
   * @param vaneVersion the version of Vane that made them
   * @param folder where to; it is made if it is not there
   * @return the page
   * @throws vane.io.output.OutputFileException if a file cannot be written
   */
  public static Path write(ExperimentResults results, String vaneVersion, Path folder) {
    ReportFolder target = ReportFolder.create(folder);
    ExperimentReport report = new ExperimentReport(results);
    Drawing drawing = report.figure.drawing();
    target.write("figure1.svg", SvgWriter.file(drawing, Figure1.WIDTH_MM));
    target.write("figure1.png", PngPainter.png(drawing, DOTS_PER_PX, Figure1.WIDTH_MM));
    target.write("report.html", report.html(vaneVersion));
    return target.page();
  }

  private static String scaleWords(ExperimentResults results) {
    return "scale "
        + results.settings().scale()
        + ", K = "
        + results.settings().mlm().sample().references();
  }

  private String html(String vaneVersion) {
    page.paragraph(
        "The OA-MLM of Pihlajamäki et al. (ESANN 2021) learns the direction of the force on an atom"
            + " from its surroundings. Runs 1 and 2 of six alkanes train one model an element, run"
            + " 3 tests. Angles are between predicted and true force, in degrees; averages are"
            + " weighted by the squared norm of the true force unless another is named.");
    page.heading("Beside the paper");
    page.table(besidePaper());
    page.remark("The paper's figures are for K = 7500 and all test environments.");
    page.heading("Figure 1");
    page.panels(figure.upper(), 3);
    page.panels(figure.lower(), 4);
    page.remark(figure.caption());
    figure.remarks().forEach(page::remark);
    page.remark("The whole figure for print: figure1.svg and figure1.png, beside this page.");
    page.heading("All models");
    page.table(allModels());
    page.remark(
        "Change: test error against that of the regular model. Mean, median and cosine are"
            + " unweighted, on the test environments.");
    page.heading("How predictions came about");
    page.table(coverage());
    page.remark(
        "Coverage: the share of test environments for which Γ, the set of references that fit at"
            + " least as well as expected, is not empty. Size of Γ: the mean share of the"
            + " references that it holds. The last columns count test predictions by status.");
    page.heading("Regression");
    page.table(regression());
    page.heading("Settings");
    page.facts(settings());
    page.heading("Data");
    page.facts(data());
    page.heading("Machine");
    page.facts(machine(vaneVersion));
    page.heading("Time");
    page.table(times());
    return page.html();
  }

  private Table besidePaper() {
    Table table =
        new Table(
            "model",
            "train (°)",
            "paper (°)",
            "test (°)",
            "paper (°)",
            "test \u2212 paper (°)",
            "test atoms");
    for (ElementResult result : results.elements()) {
      Optional<PaperFigures> paper = PaperFigures.of(result.element());
      String symbol = result.element().symbol();
      beside(
          table,
          symbol + ", regular",
          result.regular(),
          optional(paper.map(PaperFigures::regularTrainDeg)),
          optional(paper.map(PaperFigures::regularTestDeg)));
      Optional<RobustResult> best = result.bestRobust();
      if (best.isPresent()) {
        String theirs =
            paper.map(p -> " (paper: " + EpsilonPanel.epsilon(p.robustEpsilon()) + ")").orElse("");
        beside(
            table,
            symbol + ", best robust, ε = " + EpsilonPanel.epsilon(best.get().epsilon()) + theirs,
            best.get().model(),
            OptionalDouble.empty(),
            optional(paper.map(PaperFigures::robustTestDeg)));
      }
    }
    return table;
  }

  private static void beside(
      Table table,
      String name,
      ModelResult model,
      OptionalDouble paperTraining,
      OptionalDouble paperTest) {
    table.row(
        name,
        Words.decimals(model.training().weightedMeanAngleDeg(), 1),
        Words.decimals(paperTraining, 1),
        Words.decimals(model.test().weightedMeanAngleDeg(), 1),
        Words.decimals(paperTest, 1),
        Words.difference(model.test().weightedMeanAngleDeg(), paperTest, 1),
        String.valueOf(model.test().environments()));
  }

  private static OptionalDouble optional(Optional<Double> value) {
    return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }

  /** A model with its name. */
  private record Named(String name, ModelResult model, ElementResult result) {}

  private List<Named> models() {
    List<Named> models = new ArrayList<>();
    for (ElementResult result : results.elements()) {
      String symbol = result.element().symbol();
      models.add(new Named(symbol + ", regular", result.regular(), result));
      result.robust().stream()
          .sorted(Comparator.comparingDouble(RobustResult::epsilon))
          .forEach(
              robust ->
                  models.add(
                      new Named(
                          symbol + ", ε = " + EpsilonPanel.epsilon(robust.epsilon()),
                          robust.model(),
                          result)));
    }
    return models;
  }

  private Table allModels() {
    Table table =
        new Table(
            "model", "train (°)", "test (°)", "change (°)", "mean (°)", "median (°)", "cosine");
    for (Named named : models()) {
      ModelResult model = named.model();
      OptionalDouble regular = named.result().regular().test().weightedMeanAngleDeg();
      table.row(
          named.name(),
          Words.decimals(model.training().weightedMeanAngleDeg(), 2),
          Words.decimals(model.test().weightedMeanAngleDeg(), 2),
          model == named.result().regular()
              ? Words.NONE
              : Words.difference(model.test().weightedMeanAngleDeg(), regular, 2),
          Words.decimals(model.test().meanAngleDeg(), 2),
          Words.decimals(model.test().medianAngleDeg(), 2),
          Words.decimals(model.test().meanCosine(), 4));
    }
    return table;
  }

  private Table coverage() {
    TreeSet<String> statuses = new TreeSet<>();
    models().forEach(named -> statuses.addAll(named.model().test().statuses().keySet()));
    List<String> head = new ArrayList<>(List.of("model", "coverage (%)", "size of Γ (%)"));
    head.addAll(List.of("zero force", "no direction"));
    head.addAll(statuses);
    Table table = new Table(head.toArray(new String[0]));
    for (Named named : models()) {
      ModelResult model = named.model();
      List<String> row = new ArrayList<>();
      row.add(named.name());
      row.add(Words.decimals(100 * model.coverage(), 2));
      row.add(Words.decimals(100 * model.meanAcceptedShare(), 2));
      row.add(String.valueOf(model.test().zeroForce()));
      row.add(String.valueOf(model.test().noDirection()));
      statuses.forEach(
          label -> row.add(String.valueOf(model.test().statuses().getOrDefault(label, 0L))));
      table.row(row);
    }
    return table;
  }

  private Table regression() {
    Table table =
        new Table(
            "model",
            "environments",
            "references",
            "rank",
            "1/condition",
            "most iterations",
            "columns converged",
            "algorithm");
    for (Named named : models()) {
      ModelResult model = named.model();
      table.row(
          named.name(),
          String.valueOf(model.regression().trainingEnvironments()),
          String.valueOf(model.regression().references()),
          whole(model.regression().rank()),
          model.regression().reciprocalCondition().isPresent()
              ? String.format(
                  Locale.ROOT, "%.1e", model.regression().reciprocalCondition().getAsDouble())
              : "–",
          whole(model.regression().iterations()),
          whole(model.regression().convergedColumns()),
          model.regression().route());
    }
    return table;
  }

  private static String whole(OptionalInt number) {
    return number.isPresent() ? String.valueOf(number.getAsInt()) : "–";
  }

  private Facts settings() {
    ExperimentSettings experiment = results.settings();
    CosineSettings mlm = experiment.mlm();
    return new Facts()
        .add("scale", experiment.scale())
        .add("references K, an element", String.valueOf(mlm.sample().references()))
        .add(
            "training environments N, an element",
            String.valueOf(mlm.sample().trainingEnvironments()))
        .add("choice of references", mlm.sample().selection().methodName())
        .add("fits", mlm.fit().rotations().label() + " matrices")
        .add("permutations", mlm.fit().permutations().label())
        .add("neighbours M", String.valueOf(experiment.descriptor().neighbours()))
        .add("loss", "σ₁ = " + mlm.loss().sigma1() + ", σ₂ = " + mlm.loss().sigma2())
        .add("solver", mlm.solver().name())
        .add("seed", String.valueOf(mlm.sample().seed()))
        .add(
            "SOAP",
            String.format(
                Locale.ROOT,
                "cutoff %s Å, n_max %d, l_max %d, σ %s Å",
                experiment.descriptor().soap().cutoffAngstrom(),
                experiment.descriptor().soap().nMax(),
                experiment.descriptor().soap().lMax(),
                experiment.descriptor().soap().sigmaAngstrom()))
        .add(
            "test environments, an element",
            experiment.testEnvironments() == Integer.MAX_VALUE
                ? "all"
                : "at most " + experiment.testEnvironments());
  }

  private Facts data() {
    Facts facts =
        new Facts()
            .add("trajectories", String.join(", ", AlkaneTrajectories.MOLECULES))
            .add("training", "runs 1 and 2")
            .add("test", "run 3; of hydrogen every second configuration");
    for (ElementResult result : results.elements()) {
      facts.add(
          result.element().symbol() + " environments",
          String.format(
              Locale.ROOT,
              "%d to choose references from, %d to test, %d tested",
              result.trainingPool(),
              result.testPool(),
              result.regular().test().environments()));
    }
    return facts;
  }

  private Facts machine(String vaneVersion) {
    return new Facts()
        .add("Vane", vaneVersion)
        .add(
            "Java",
            System.getProperty("java.vm.version") + ", " + System.getProperty("java.vm.name"))
        .add(
            "system",
            System.getProperty("os.name")
                + " "
                + System.getProperty("os.version")
                + ", "
                + System.getProperty("os.arch"))
        .add("processors", String.valueOf(Runtime.getRuntime().availableProcessors()))
        .add("threads used", String.valueOf(results.threads()))
        .add("time in all", Words.duration(results.totalSeconds()));
  }

  private Table times() {
    Table table = new Table("stage", "seconds");
    results.dataSeconds().forEach((stage, seconds) -> time(table, stage, seconds));
    for (ElementResult result : results.elements()) {
      String symbol = result.element().symbol();
      result
          .regular()
          .stageSeconds()
          .forEach((stage, seconds) -> time(table, symbol + ", regular: " + stage, seconds));
      Map<String, Double> robust = new LinkedHashMap<>();
      for (RobustResult one : result.robust()) {
        one.model()
            .stageSeconds()
            .forEach((stage, seconds) -> robust.merge(stage, seconds, Double::sum));
      }
      String models = String.valueOf(result.robust().size());
      robust.forEach(
          (stage, seconds) -> time(table, symbol + ", " + models + " robust: " + stage, seconds));
    }
    time(table, "in all", results.totalSeconds());
    return table;
  }

  private static void time(Table table, String stage, double seconds) {
    table.row(stage, Words.decimals(seconds, 1));
  }
}
