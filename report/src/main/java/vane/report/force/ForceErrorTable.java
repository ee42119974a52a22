package vane.report.force;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import vane.evaluation.ErrorSummary;
import vane.evaluation.Evaluation;
import vane.evaluation.PlacedError;
import vane.evaluation.UncertaintySummary;
import vane.report.page.NumberFormats;
import vane.report.page.Page;
import vane.report.page.Table;

/** The table of force errors and uncertainties. */
public final class ForceErrorTable {
  private ForceErrorTable() {}

  /**
   * Adds the table, a remark that explains it, and where the largest errors are.
   *
   * @param page what it is added to
   * @param evaluation the evaluation
   */
  public static void addWithPlaces(Page page, Evaluation evaluation) {
    add(page, evaluation);
    addPlaces(page, evaluation);
  }

  /**
   * Adds the table, and a remark that explains it.
   *
   * @param page what it is added to
   * @param evaluation the evaluation
   */
  public static void add(Page page, Evaluation evaluation) {
    Table table =
        new Table(
            "element",
            "flagged (%)",
            "largest error (eV/Å)",
            "unflagged (eV/Å)",
            "RMS u (eV/Å)",
            "within u (%)",
            "within 2u (%)",
            "RMS error/u",
            "rank correlation",
            "worst found");
    evaluation.elements().forEach((element, summary) -> table.row(row(element.symbol(), summary)));
    table.row(row("all", evaluation.all()));
    page.table(table);
    page.remark(
        "Flagged atoms have environments outside of the range of the training data. Errors are norms"
            + " of predicted minus true force: the largest of all atoms, and the largest of the atoms"
            + " that are not flagged. u is the uncertainty (the expected error of a force component)"
            + " that the model gives for each atom. Of Gaussian errors 68.3 % are within u and 95.4 % within 2u, and the root mean"
            + " square (RMS) of error/u is 1. The rank correlation (Spearman) is between u and the"
            + " norm of the error. Worst found: how many of the "
            + UncertaintySummary.WORST
            + " largest errors are among the 5 % of the atoms that have the largest u.");
  }

  private static void addPlaces(Page page, Evaluation evaluation) {
    evaluation
        .all()
        .largestError()
        .ifPresent(
            error ->
                page.remark(
                    "The largest error is at "
                        + error
                        + evaluation
                            .all()
                            .largestUnflaggedError()
                            .map(
                                unflagged ->
                                    "; the largest of the atoms that are not flagged is at "
                                        + unflagged)
                            .orElse("")
                        + " (frames and atoms count from zero)."));
  }

  private static List<String> row(String name, ErrorSummary summary) {
    Optional<UncertaintySummary> uncertainty = summary.uncertainty();
    return List.of(
        name,
        NumberFormats.decimals(100.0 * summary.extrapolating() / summary.environments(), 2),
        size(summary.largestError()),
        size(summary.largestUnflaggedError()),
        decimals(uncertainty, UncertaintySummary::rmsUncertaintyEvPerAngstrom, 4),
        decimals(uncertainty, u -> 100 * u.fractionWithinOne(), 1),
        decimals(uncertainty, u -> 100 * u.fractionWithinTwo(), 1),
        decimals(uncertainty, UncertaintySummary::rmsErrorOverUncertainty, 3),
        NumberFormats.decimals(
            uncertainty.map(UncertaintySummary::rankCorrelation).orElse(OptionalDouble.empty()), 3),
        uncertainty
            .map(u -> u.worstErrorsAmongMostUncertain() + " of " + u.worstErrors())
            .orElse(NumberFormats.MISSING));
  }

  private static String size(Optional<PlacedError> error) {
    return error
        .map(e -> NumberFormats.decimals(e.normEvPerAngstrom(), 4))
        .orElse(NumberFormats.MISSING);
  }

  private static String decimals(
      Optional<UncertaintySummary> summary,
      ToDoubleFunction<UncertaintySummary> figure,
      int decimals) {
    return summary
        .map(u -> NumberFormats.decimals(figure.applyAsDouble(u), decimals))
        .orElse(NumberFormats.MISSING);
  }
}
