package vane.cli.training;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import picocli.CommandLine.Option;
import vane.PlainNumber;
import vane.cli.program.UsageException;
import vane.equivariant.EquivariantPreset;
import vane.model.EquivariantForceSettings;

/** How {@code train --method equivariant} trains: its presets, and what can be set in them. */
public final class EquivariantOptions {
  /** The names that {@code --preset} takes. */
  public static final List<String> PRESETS = List.of("default", "fast", "accurate");

  @Option(
      names = "--cutoff",
      paramLabel = "Å",
      description =
          "Cutoff distance of neighbours in Å (equivariant; default: chosen on held-out frames; learn: 3.5).")
  private Double cutoff;

  @Option(
      names = "--degrees",
      paramLabel = "D1,D2,D3[,D4]",
      split = ",",
      description = {
        "Highest degrees of products of one, two, three and four densities, -1 for none",
        "(equivariant; default: those of the preset)."
      })
  private List<Double> degrees;

  @Option(
      names = "--angular-weight",
      paramLabel = "W",
      description = {
        "How much of a degree an angular degree l counts: the degree of a density is n + W l",
        "(equivariant; default: that of the preset)."
      })
  private Double angularWeight;

  @Option(
      names = "--largest-l",
      paramLabel = "L",
      description = "Highest angular degree l (equivariant; default: that of the preset).")
  private Integer largestL;

  @Option(
      names = "--ridge",
      paramLabel = "L",
      description =
          "Ridge relative to the mean square of the simplest features (equivariant; default: chosen on"
              + " held-out frames).")
  private Double ridge;

  /** Options as picocli fills them in. */
  public EquivariantOptions() {}

  /**
   * Refuses presets that there are not.
   *
   * @param preset what was given
   * @return the same
   * @throws UsageException if it is none of the presets
   */
  public static String requirePreset(String preset) {
    if (!PRESETS.contains(preset)) {
      throw new UsageException(
          "--preset: found '" + preset + "', expected " + String.join(" or ", PRESETS));
    }
    return preset;
  }

  /**
   * The settings.
   *
   * @param preset the preset
   * @param trainingEnvironments how many atoms of an element to learn from at most; empty for the
   *     preset's number
   * @param networks how many networks are mixed with the functions; empty for the preset's choice
   * @param seed the seed, for the provenance
   * @return the settings
   * @throws vane.InputException if an option is not what it must be
   */
  public EquivariantForceSettings settings(
      String preset, OptionalInt trainingEnvironments, OptionalInt networks, long seed) {
    return new EquivariantForceSettings(
        EquivariantPreset.valueOf(preset.toUpperCase(Locale.ROOT)),
        cutoff == null ? OptionalDouble.empty() : OptionalDouble.of(cutoff),
        degrees == null ? Optional.empty() : Optional.of(degrees(degrees)),
        angularWeight == null ? OptionalDouble.empty() : OptionalDouble.of(angularWeight),
        largestL == null ? OptionalInt.empty() : OptionalInt.of(largestL),
        ridge == null ? OptionalDouble.empty() : OptionalDouble.of(ridge),
        trainingEnvironments,
        networks,
        seed);
  }

  private static EquivariantForceSettings.Degrees degrees(List<Double> found) {
    if (found.size() < 3 || found.size() > 4) {
      throw new UsageException(
          "--degrees: found "
              + found.stream().map(PlainNumber::of).toList()
              + ", expected three or four numbers");
    }
    return new EquivariantForceSettings.Degrees(
        found.get(0), found.get(1), found.get(2), found.size() == 4 ? found.get(3) : -1);
  }
}
