package vane.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import picocli.CommandLine.Option;
import vane.PlainNumber;
import vane.equivariant.EquivariantPreset;
import vane.io.xyz.EnergyKey;
import vane.io.xyz.ForceColumn;
import vane.io.xyz.FrameLabels;
import vane.io.xyz.StressKeys;
import vane.model.EquivariantForceSettings;

/** How {@code train --method equivariant} trains: its presets, and what can be set in them. */
final class EquivariantOptions {
  static final List<String> PRESETS = List.of("default", "fast", "accurate");

  @Option(
      names = "--cutoff",
      paramLabel = "Å",
      description =
          "Cutoff distance of neighbours in Å (equivariant; default: chosen on held-out frames).")
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

  @Option(
      names = "--networks",
      paramLabel = "N",
      description = {
        "How many networks learn what the functions leave, 0 for none (equivariant; default: 0;",
        "--preset accurate: 1 to 3, as time allows)."
      })
  private Integer networks;

  @Option(
      names = "--energy-key",
      paramLabel = "NAME",
      description = {
        "The key that holds the energy of each frame in eV, such as REF_energy",
        "(equivariant; default: energy, for the frames that have it)."
      })
  private String energyKey;

  @Option(
      names = "--stress-key",
      paramLabel = "NAME",
      description = {
        "The key that holds the stress of each periodic frame in eV/Å³, such as REF_stress, or its",
        "virial in eV, such as REF_virials (equivariant; default: stress or virial, for the frames",
        "that have it)."
      })
  private String stressKey;

  @Option(
      names = "--forces-only",
      description = "Learn from forces alone, not from energies and stresses (equivariant).")
  private boolean forcesOnly;

  /**
   * Where the frames have what is learnt.
   *
   * @param forces the column of the forces
   * @return the labels
   */
  FrameLabels labels(ForceColumn forces) {
    if (forcesOnly) {
      if (energyKey != null || stressKey != null) {
        throw new UsageException(
            "--forces-only: found with "
                + (energyKey != null ? "--energy-key" : "--stress-key")
                + ", expected only one of them");
      }
      return FrameLabels.forcesAlone(forces);
    }
    return new FrameLabels(
        forces,
        Optional.of(energyKey == null ? EnergyKey.byDefault() : EnergyKey.named(energyKey)),
        Optional.of(stressKey == null ? StressKeys.byDefault() : StressKeys.named(stressKey)));
  }

  /**
   * The settings.
   *
   * @param preset the preset
   * @param trainingEnvironments how many atoms of an element to learn from at most; null for the
   *     preset's number
   * @param seed the seed, for the provenance
   * @return the settings
   * @throws vane.InputException if an option is not what it must be
   */
  EquivariantForceSettings settings(String preset, Integer trainingEnvironments, long seed) {
    return new EquivariantForceSettings(
        EquivariantPreset.valueOf(preset.toUpperCase(Locale.ROOT)),
        cutoff == null ? OptionalDouble.empty() : OptionalDouble.of(cutoff),
        degrees == null ? Optional.empty() : Optional.of(degrees(degrees)),
        angularWeight == null ? OptionalDouble.empty() : OptionalDouble.of(angularWeight),
        largestL == null ? OptionalInt.empty() : OptionalInt.of(largestL),
        ridge == null ? OptionalDouble.empty() : OptionalDouble.of(ridge),
        trainingEnvironments == null ? OptionalInt.empty() : OptionalInt.of(trainingEnvironments),
        networks == null ? OptionalInt.empty() : OptionalInt.of(networks),
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
