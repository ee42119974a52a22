package vane.cli.prediction;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import vane.Plural;
import vane.evaluation.EnergySummary;
import vane.evaluation.ErrorSummary;
import vane.evaluation.Evaluation;
import vane.evaluation.PlacedError;
import vane.evaluation.StressSummary;
import vane.evaluation.UncertaintySummary;
import vane.model.AtomStatus;
import vane.structure.Element;

/** The figures of an evaluation as text. */
final class ErrorTable {
  private static final String FIGURES = "%-8s %12s %12s %12s %14s %10s %10s %10s%n";
  private static final String ERRORS = "%-8s %12s %14s %10s %10s %10s %12s %12s %12s%n";
  private static final String ENERGIES = "%-8s %12s %14s %10s%s%n";

  private ErrorTable() {}

  /**
   * Prints all figures.
   *
   * @param evaluation the figures
   * @param out where to
   */
  static void print(Evaluation evaluation, PrintWriter out) {
    ErrorSummary all = evaluation.all();
    out.printf(
        FIGURES,
        "element",
        "force RMSE",
        "force MAE",
        "atoms",
        "weighted mean",
        "mean",
        "median",
        "cosine");
    out.printf(FIGURES, "", "eV/Å", "eV/Å", "", "deg", "deg", "deg", "");
    evaluation.elements().forEach((element, errors) -> figures(element.symbol(), errors, out));
    figures("all", all, out);
    note(all.zeroForce(), "zero force, left out of the angles", out);
    note(all.noDirection(), "no predicted direction, left out of the angles", out);
    note(evaluation.skippedAtoms(), "unknown elements, left out of everything", out);
    all.statuses()
        .forEach(
            (label, count) -> {
              if (!label.equals(AtomStatus.OK.label())) {
                note(count, "status " + label, out);
              }
            });
    if (all.largestError().isPresent()) {
      out.println();
      forces(evaluation, out);
    }
    if (evaluation.energies().frames() + evaluation.energies().framesAlone() > 0
        || evaluation.stresses().frames() > 0) {
      out.println();
      energies(evaluation.energies(), evaluation.stresses(), out);
    }
  }

  private static void energies(EnergySummary energies, StressSummary stresses, PrintWriter out) {
    out.printf(ENERGIES, "", "frames", "RMSE", "MAE", "");
    energies
        .absolute()
        .ifPresent(
            absolute ->
                out.printf(
                    ENERGIES,
                    "energy",
                    absolute.frames(),
                    decimals(absolute.rmseMevPerAtom(), 3),
                    decimals(absolute.maeMevPerAtom(), 3),
                    "  meV/atom"));
    boolean differences = energies.absolute().isPresent();
    if (energies.frames() > 0) {
      out.printf(
          ENERGIES,
          differences ? "  without" : "energy",
          energies.frames(),
          number(energies.rmseMevPerAtom(), 3),
          number(energies.maeMevPerAtom(), 3),
          "  meV/atom");
    }
    if (stresses.frames() > 0) {
      out.printf(
          ENERGIES, "stress", stresses.frames(), number(stresses.rmseGpa(), 4), "-", "  GPa");
    }
    if (energies.framesAlone() > 0) {
      out.printf(
          "%s: %s left out, each alone of its formula%n",
          differences ? "without" : "energy", Plural.of(energies.framesAlone(), "frame"));
    }
    if (energies.frames() > 0) {
      out.printf(
          differences
              ? "without: energy without the mean difference of the frames of each formula%n"
              : "energy: without the mean difference of the frames of each formula, as its zero is"
                  + " arbitrary%n");
    }
  }

  private static void figures(String name, ErrorSummary errors, PrintWriter out) {
    out.printf(
        FIGURES,
        name,
        number(errors.forceRmseEvPerAngstrom(), 4),
        number(errors.forceMaeEvPerAngstrom(), 4),
        errors.environments(),
        number(errors.weightedMeanAngleDeg(), 2),
        number(errors.meanAngleDeg(), 2),
        number(errors.medianAngleDeg(), 2),
        number(errors.meanCosine(), 4));
  }

  private static void note(long atoms, String what, PrintWriter out) {
    if (atoms > 0) {
      // Under the atoms, the third figure.
      out.printf("%-8s %38d %s%n", "", atoms, what);
    }
  }

  /** Single errors and uncertainties (u), and where the largest errors are. */
  private static void forces(Evaluation evaluation, PrintWriter out) {
    out.printf(
        ERRORS,
        "element",
        "flagged",
        "largest error",
        "unflagged",
        "within u",
        "within 2u",
        "rms error/u",
        "rank corr.",
        "worst found");
    out.printf(ERRORS, "", "atoms", "eV/Å", "eV/Å", "%", "%", "", "", "");
    evaluation.elements().forEach((element, errors) -> forces(element.symbol(), errors, out));
    forces("all", evaluation.all(), out);
    if (evaluation.all().uncertainty().isPresent()) {
      out.printf(
          Locale.ROOT,
          "u: the uncertainty of a force component; 68.3 %% and 95.4 %% if errors are Gaussian%n"
              + "worst found: of the %d largest errors, those among the %.0f %% largest"
              + " uncertainties%n",
          UncertaintySummary.WORST,
          100 * UncertaintySummary.MOST_UNCERTAIN);
    }
    place("largest error", evaluation, ErrorSummary::largestError, out);
    place("largest unflagged error", evaluation, ErrorSummary::largestUnflaggedError, out);
  }

  private static void forces(String name, ErrorSummary errors, PrintWriter out) {
    Optional<UncertaintySummary> uncertainty = errors.uncertainty();
    out.printf(
        ERRORS,
        name,
        errors.extrapolating(),
        size(errors.largestError()),
        size(errors.largestUnflaggedError()),
        uncertainty.map(u -> decimals(100 * u.fractionWithinOne(), 1)).orElse("-"),
        uncertainty.map(u -> decimals(100 * u.fractionWithinTwo(), 1)).orElse("-"),
        uncertainty.map(u -> decimals(u.rmsErrorOverUncertainty(), 3)).orElse("-"),
        uncertainty.map(u -> number(u.rankCorrelation(), 3)).orElse("-"),
        uncertainty
            .map(u -> u.worstErrorsAmongMostUncertain() + " of " + u.worstErrors())
            .orElse("-"));
  }

  private static void place(
      String what,
      Evaluation evaluation,
      Function<ErrorSummary, Optional<PlacedError>> of,
      PrintWriter out) {
    Optional<PlacedError> largest = of.apply(evaluation.all());
    if (largest.isEmpty()) {
      return;
    }
    String symbol =
        evaluation.elements().entrySet().stream()
            .filter(entry -> of.apply(entry.getValue()).equals(largest))
            .map(Map.Entry::getKey)
            .map(Element::symbol)
            .findFirst()
            .orElseThrow();
    out.printf("%s: %s (%s)%n", what, largest.get(), symbol);
  }

  private static String size(Optional<PlacedError> error) {
    return error.map(e -> decimals(e.normEvPerAngstrom(), 4)).orElse("-");
  }

  private static String number(OptionalDouble value, int decimals) {
    return value.isPresent() ? decimals(value.getAsDouble(), decimals) : "-";
  }

  static String decimals(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
