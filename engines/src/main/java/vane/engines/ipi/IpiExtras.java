package vane.engines.ipi;

import java.util.Arrays;
import java.util.stream.Collectors;
import vane.engines.ForceEvaluation;

/** What Vane knows beyond energy, forces and virial, as a JSON text. */
final class IpiExtras {
  private IpiExtras() {}

  /**
   * The text: {@code hasEnergy}, {@code hasVirial}, {@code extrapolating} (a number of atoms) and,
   * where it is known, {@code uncertainty} (one number per atom in eV/Å).
   */
  static String json(ForceEvaluation evaluation) {
    String flags =
        "{\"hasEnergy\":"
            + evaluation.energy().isPresent()
            + ",\"hasVirial\":"
            + evaluation.virial().isPresent()
            + ",\"extrapolating\":"
            + evaluation.extrapolating();
    return flags
        + evaluation
            .uncertainties()
            .map(
                each ->
                    Arrays.stream(each)
                        .mapToObj(IpiExtras::number)
                        .collect(Collectors.joining(",", ",\"uncertainty\":[", "]")))
            .orElse("")
        + "}";
  }

  private static String number(double value) {
    return Double.isFinite(value) ? Double.toString(value) : "null";
  }
}
