package vane.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import vane.experiment.ElementResult;
import vane.experiment.ExperimentResults;
import vane.experiment.ModelResult;
import vane.experiment.PaperFigures;

/** Prints the results of the experiment beside the paper's figures. */
final class ResultsTable {
  private final PrintWriter out;

  ResultsTable(PrintWriter out) {
    this.out = out;
  }

  void print(ExperimentResults results) {
    out.printf(
        "OA-MLM, scale %s: K = %d references an element, %s, %s, solver %s%n%n",
        results.settings().scale(),
        results.settings().mlm().references(),
        results.settings().mlm().selection().methodName(),
        results.settings().mlm().fit().rotations().label() + " rotations",
        results.settings().mlm().solver().name());
    out.printf(
        "%-8s %-8s %8s %8s %8s %12s %12s %10s %10s%n",
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
        "%-8s %-8s %8s %8s %8s %12s %12s %10s %10s%n",
        "", "", "deg", "deg", "", "of tests", "in Γ", "train deg", "test deg");
    for (ElementResult result : results.elements()) {
      row(result);
    }
    out.println();
    out.println(
        "Angles between predicted and true force, weighted by the squared norm of the force.");
    out.println("The paper's figures are for K = 7500 and all test environments.");
    out.println();
    out.println("seconds  stage");
    results.dataSeconds().forEach(this::stage);
    for (ElementResult result : results.elements()) {
      for (Map.Entry<String, Double> entry : result.regular().stageSeconds().entrySet()) {
        stage(result.element() + ": " + entry.getKey(), entry.getValue());
      }
    }
    stage("in all, with " + results.threads() + " threads", results.totalSeconds());
  }

  private void row(ElementResult result) {
    ModelResult model = result.regular();
    Optional<PaperFigures> paper = PaperFigures.of(result.element());
    out.printf(
        "%-8s %-8s %8s %8s %8d %12s %12s %10s %10s%n",
        result.element(),
        "regular",
        degrees(model.training().weightedMeanAngleDeg()),
        degrees(model.test().weightedMeanAngleDeg()),
        model.test().environments(),
        String.format(Locale.ROOT, "%.2f%%", 100 * model.coverage()),
        String.format(Locale.ROOT, "%.0f%%", 100 * model.meanAcceptedShare()),
        paper.map(p -> String.format(Locale.ROOT, "%.1f", p.regularTrainDeg())).orElse("-"),
        paper.map(p -> String.format(Locale.ROOT, "%.1f", p.regularTestDeg())).orElse("-"));
  }

  private void stage(String name, double seconds) {
    out.printf(Locale.ROOT, "%7.1f  %s%n", seconds, name);
  }

  private static String degrees(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.1f", value.getAsDouble()) : "-";
  }
}
