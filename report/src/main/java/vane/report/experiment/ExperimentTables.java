package vane.report.experiment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import vane.evaluation.ErrorSummary;
import vane.experiment.ElementResult;
import vane.experiment.ExperimentResults;
import vane.experiment.ModelResult;
import vane.experiment.PaperFigures;
import vane.experiment.RobustResult;
import vane.report.page.NumberFormats;
import vane.report.page.Table;

/**
 * The tables on the page of the paper's experiment.
 *
 * @param results the results of the experiment
 */
record ExperimentTables(ExperimentResults results) {
  /** The average angles beside the paper's. */
  Table besidePaper() {
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
          symbol + ", least squares",
          result.regular(),
          optional(paper.map(PaperFigures::regularTrainDeg)),
          optional(paper.map(PaperFigures::regularTestDeg)));
      Optional<RobustResult> best = result.bestRobust();
      if (best.isPresent()) {
        String theirs =
            paper.map(p -> " (paper: " + NumberFormats.epsilon(p.robustEpsilon()) + ")").orElse("");
        beside(
            table,
            symbol + ", best Huber, ε = " + NumberFormats.epsilon(best.get().epsilon()) + theirs,
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
        NumberFormats.decimals(model.training().weightedMeanAngleDeg(), 1),
        NumberFormats.decimals(paperTraining, 1),
        NumberFormats.decimals(model.test().weightedMeanAngleDeg(), 1),
        NumberFormats.decimals(paperTest, 1),
        NumberFormats.difference(model.test().weightedMeanAngleDeg(), paperTest, 1),
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
      models.add(new Named(symbol + ", least squares", result.regular(), result));
      result.robust().stream()
          .sorted(Comparator.comparingDouble(RobustResult::epsilon))
          .forEach(
              robust ->
                  models.add(
                      new Named(
                          symbol + ", Huber, ε = " + NumberFormats.epsilon(robust.epsilon()),
                          robust.model(),
                          result)));
    }
    return models;
  }

  /** The angles of all models. */
  Table allModels() {
    Table table =
        new Table(
            "model", "train (°)", "test (°)", "change (°)", "mean (°)", "median (°)", "cosine");
    for (Named named : models()) {
      ModelResult model = named.model();
      OptionalDouble regular = named.result().regular().test().weightedMeanAngleDeg();
      table.row(
          named.name(),
          NumberFormats.decimals(model.training().weightedMeanAngleDeg(), 2),
          NumberFormats.decimals(model.test().weightedMeanAngleDeg(), 2),
          model == named.result().regular()
              ? NumberFormats.MISSING
              : NumberFormats.difference(model.test().weightedMeanAngleDeg(), regular, 2),
          NumberFormats.decimals(model.test().meanAngleDeg(), 2),
          NumberFormats.decimals(model.test().medianAngleDeg(), 2),
          NumberFormats.decimals(model.test().meanCosine(), 4));
    }
    return table;
  }

  /** The same models with other direction solvers: training and test angle of each. */
  Table solvers() {
    List<String> head = new ArrayList<>(List.of("model"));
    List<String> names = new ArrayList<>(List.of(results.settings().mlm().solver().name()));
    results.settings().otherSolvers().forEach(solver -> names.add(solver.name()));
    for (String name : names) {
      head.add(name + ", train (°)");
      head.add("test (°)");
    }
    Table table = new Table(head.toArray(new String[0]));
    for (Named named : models()) {
      List<String> row = new ArrayList<>(List.of(named.name()));
      angles(row, named.model().training(), named.model().test());
      named.model().otherSolvers().forEach(other -> angles(row, other.training(), other.test()));
      table.row(row);
    }
    return table;
  }

  private static void angles(List<String> row, ErrorSummary training, ErrorSummary test) {
    row.add(NumberFormats.decimals(training.weightedMeanAngleDeg(), 2));
    row.add(NumberFormats.decimals(test.weightedMeanAngleDeg(), 2));
  }

  /** How many references fit, and how many predictions have each status. */
  Table coverage() {
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
      row.add(NumberFormats.decimals(100 * model.coverage(), 2));
      row.add(NumberFormats.decimals(100 * model.meanAcceptedShare(), 2));
      row.add(String.valueOf(model.test().zeroForce()));
      row.add(String.valueOf(model.test().noDirection()));
      statuses.forEach(
          label -> row.add(String.valueOf(model.test().statuses().getOrDefault(label, 0L))));
      table.row(row);
    }
    return table;
  }

  /** How the regressions went. */
  Table regression() {
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
          NumberFormats.whole(model.regression().rank()),
          NumberFormats.scientific(model.regression().reciprocalCondition()),
          NumberFormats.whole(model.regression().iterations()),
          NumberFormats.whole(model.regression().convergedColumns()),
          model.regression().route());
    }
    return table;
  }

  /** The time of each stage. */
  Table times() {
    Table table = new Table("stage", "seconds");
    results.dataSeconds().forEach((stage, seconds) -> time(table, stage, seconds));
    for (ElementResult result : results.elements()) {
      String symbol = result.element().symbol();
      result
          .regular()
          .stageSeconds()
          .forEach((stage, seconds) -> time(table, symbol + ", least squares: " + stage, seconds));
      Map<String, Double> robust = new LinkedHashMap<>();
      for (RobustResult one : result.robust()) {
        one.model()
            .stageSeconds()
            .forEach((stage, seconds) -> robust.merge(stage, seconds, Double::sum));
      }
      String models = String.valueOf(result.robust().size());
      robust.forEach(
          (stage, seconds) ->
              time(table, symbol + ", " + models + " Huber models: " + stage, seconds));
    }
    time(table, "total", results.totalSeconds());
    return table;
  }

  private static void time(Table table, String stage, double seconds) {
    table.row(stage, NumberFormats.decimals(seconds, 1));
  }
}
