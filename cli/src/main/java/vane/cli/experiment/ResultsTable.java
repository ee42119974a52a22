package vane.cli.experiment;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import vane.evaluation.ErrorSummary;
import vane.experiment.ElementResult;
import vane.experiment.ExperimentResults;
import vane.experiment.ModelResult;
import vane.experiment.PaperFigures;
import vane.experiment.RobustResult;

/** Prints the results of the experiment beside the paper's figures. */
final class ResultsTable {
  private final PrintWriter out;

  ResultsTable(PrintWriter out) {
    this.out = out;
  }

  void print(ExperimentResults results) {
    out.printf(
        "OA-MLM, scale %s: K = %d references per element, %s, %s, solver %s%n%n",
        results.settings().scale(),
        results.settings().mlm().sample().references(),
        results.settings().mlm().sample().selection().methodName(),
        results.settings().mlm().fit().rotations().label() + " rotations",
        results.settings().mlm().solver().name());
    out.printf(
        "%-8s %-14s %8s %8s %8s %12s %12s %10s %10s%n",
        "element",
        "model",
        "train",
        "test",
        "tests",
        "Γ not empty",
        "mean share",
        "paper",
        "paper");
    out.printf(
        "%-8s %-14s %8s %8s %8s %12s %12s %10s %10s%n",
        "", "", "deg", "deg", "", "of tests", "in Γ", "train deg", "test deg");
    for (ElementResult result : results.elements()) {
      rows(result);
    }
    out.println();
    out.println(
        "Angles between predicted and true force, weighted by the squared norm of the force.");
    out.println(
        "The paper's figures are for K = 7500 and all test environments; * marks the best ε.");
    out.println();
    if (!results.settings().otherSolvers().isEmpty()) {
      solvers(results);
    }
    out.println("seconds  stage");
    results.dataSeconds().forEach(this::stage);
    for (ElementResult result : results.elements()) {
      stages(result.element() + ": ", List.of(result.regular()));
      stages(
          result.element() + ", Huber: ",
          result.robust().stream().map(RobustResult::model).toList());
    }
    if (results.modelsFromCheckpoints() > 0) {
      out.printf(
          "%d models were taken from the checkpoints of an earlier run; --fresh trains them again.%n",
          results.modelsFromCheckpoints());
    }
    stage("in all, with " + results.threads() + " threads", results.totalSeconds());
  }

  private void rows(ElementResult result) {
    Optional<PaperFigures> paper = PaperFigures.of(result.element());
    row(
        result.element().symbol(),
        "least squares",
        result.regular(),
        paper.map(PaperFigures::regularTrainDeg),
        paper.map(PaperFigures::regularTestDeg));
    Optional<RobustResult> best = result.bestRobust();
    for (RobustResult robust : result.robust()) {
      boolean inPaper =
          paper.map(figures -> figures.robustEpsilon() == robust.epsilon()).orElse(false);
      String mark = best.filter(robust::equals).isPresent() ? " *" : "";
      row(
          result.element().symbol(),
          "Huber ε " + robust.epsilon() + mark,
          robust.model(),
          Optional.empty(),
          inPaper ? paper.map(PaperFigures::robustTestDeg) : Optional.empty());
    }
  }

  private void row(
      String element,
      String name,
      ModelResult model,
      Optional<Double> paperTrain,
      Optional<Double> paperTest) {
    out.printf(
        "%-8s %-14s %8s %8s %8d %12s %12s %10s %10s%n",
        element,
        name,
        degrees(model.training().weightedMeanAngleDeg()),
        degrees(model.test().weightedMeanAngleDeg()),
        model.test().environments(),
        String.format(Locale.ROOT, "%.2f%%", 100 * model.coverage()),
        String.format(Locale.ROOT, "%.0f%%", 100 * model.meanAcceptedShare()),
        paperTrain.map(angle -> String.format(Locale.ROOT, "%.1f", angle)).orElse(""),
        paperTest.map(angle -> String.format(Locale.ROOT, "%.1f", angle)).orElse(""));
  }

  /** The models with other solvers: train and test angle of each. */
  private void solvers(ExperimentResults results) {
    out.println("The same models with other solvers, train/test in degrees:");
    out.printf("%-8s %-14s %15s", "element", "model", results.settings().mlm().solver().name());
    results.settings().otherSolvers().forEach(solver -> out.printf(" %15s", solver.name()));
    out.println();
    for (ElementResult result : results.elements()) {
      solvers(result, "least squares", result.regular());
      for (RobustResult robust : result.robust()) {
        solvers(result, "Huber ε " + robust.epsilon(), robust.model());
      }
    }
    out.println();
  }

  private void solvers(ElementResult result, String name, ModelResult model) {
    out.printf("%-8s %-14s %15s", result.element(), name, both(model.training(), model.test()));
    model
        .otherSolvers()
        .forEach(other -> out.printf(" %15s", both(other.training(), other.test())));
    out.println();
  }

  private static String both(ErrorSummary training, ErrorSummary test) {
    return degrees(training.weightedMeanAngleDeg()) + "/" + degrees(test.weightedMeanAngleDeg());
  }

  /** The seconds of each stage, added up over models. */
  private void stages(String prefix, List<ModelResult> models) {
    Map<String, Double> sums = new LinkedHashMap<>();
    for (ModelResult model : models) {
      model.stageSeconds().forEach((name, seconds) -> sums.merge(name, seconds, Double::sum));
    }
    sums.forEach((name, seconds) -> stage(prefix + name, seconds));
  }

  private void stage(String name, double seconds) {
    out.printf(Locale.ROOT, "%7.1f  %s%n", seconds, name);
  }

  private static String degrees(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.1f", value.getAsDouble()) : "-";
  }
}
