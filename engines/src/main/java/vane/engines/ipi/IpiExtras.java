package vane.engines.ipi;

import java.util.Arrays;
import java.util.stream.Collectors;
import vane.engines.ForceEvaluation;

/** What Vane knows beyond energy, forces and virial, as a JSON text. */
final class IpiExtras {
  /** Whether there is an energy. */
  static final String ENERGY = "hasEnergy";

  /** Whether there is a virial. */
  static final String VIRIAL = "hasVirial";

  private IpiExtras() {}

  /**
   * Whether a text of Vane says that something is not there, so that a zero stands in its place.
   *
   * @param text the extras of a client; other programs than Vane write others
   * @param key what is asked for
   */
  static boolean denies(String text, String key) {
    return text.contains("\"" + key + "\":false");
  }

  /**
   * The text: {@code hasEnergy}, {@code hasVirial}, {@code extrapolating} (a number of atoms) and,
   * where it is known, {@code uncertainty} (one number per atom in eV/Å).
   */
  static String json(ForceEvaluation evaluation) {
    String flags =
        "{\""
            + ENERGY
            + "\":"
            + evaluation.energy().isPresent()
            + ",\""
            + VIRIAL
            + "\":"
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
