package vane.engines.dynamics;

import java.util.Locale;
import java.util.Optional;
import vane.InputException;
import vane.engines.ForceEvaluation;

/**
 * The uncertainty of some atom is above a limit.
 *
 * @param limit in eV/Å
 */
public record UncertaintyAbove(double limit) implements StopCondition {

  /**
   * Checks the limit.
   *
   * @throws InputException if it is not a number above 0
   */
  public UncertaintyAbove {
    if (!(limit > 0) || Double.isInfinite(limit)) {
      throw new InputException(
          "found a limit of uncertainty of " + limit + " eV/Å, expected a number above 0");
    }
  }

  @Override
  public Optional<String> metBy(ForceEvaluation evaluation) {
    double[] uncertainties =
        evaluation
            .uncertainties()
            .orElseThrow(
                () ->
                    new InputException(
                        "found a limit of uncertainty and forces without uncertainties, expected a"
                            + " model that has them"));
    int worst = 0;
    for (int atom = 1; atom < uncertainties.length; atom++) {
      worst = uncertainties[atom] > uncertainties[worst] ? atom : worst;
    }
    return uncertainties[worst] > limit
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "the uncertainty of atom %d is %.4g eV/Å, above %s",
                worst,
                uncertainties[worst],
                limit))
        : Optional.empty();
  }
}
