package vane.cli.training;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vane.cli.data.DescriptorOptions;
import vane.cli.mlm.FitOptions;
import vane.cli.mlm.LossOptions;
import vane.cli.mlm.SelectionOptions;
import vane.cli.mlm.SolverOption;
import vane.cli.program.UsageException;
import vane.model.OaMlmForceSettings;
import vane.model.OaMlmPreset;

/** How {@code train --method oa-mlm} trains: its presets, and what can be set in them. */
final class OaMlmOptions {
  static final List<String> PRESETS = List.of("paper", "accurate", "clusters");

  @Option(
      names = {"-k", "--references"},
      paramLabel = "K",
      description =
          "References per element (default: 7500, or all if there are fewer; --preset accurate: 1000;"
              + " --preset clusters: 1000, or all if there are fewer).")
  private Integer references;

  @Option(
      names = "--neighbours",
      paramLabel = "M",
      description =
          "Nearest neighbours that are fitted, 1 to 6 (default: 4; --preset accurate: 5).")
  private Integer neighbours;

  @Option(
      names = "--sigma1",
      paramLabel = "S",
      description = "Width of the loss in the cosine (default: 0.25; --preset paper only).")
  private Double sigma1;

  @Option(
      names = "--sigma2",
      paramLabel = "Å",
      description = "Width of the loss in the goodness of fit (default: 0.5).")
  private Double sigma2;

  @Mixin private LossOptions loss;
  @Mixin private DescriptorOptions descriptor;
  @Mixin private SelectionOptions selection;
  @Mixin private FitOptions fit;
  @Mixin private SolverOption solver;

  /**
   * The settings.
   *
   * @param preset the preset
   * @param trainingEnvironments how many environments of an element to learn from; null for the
   *     usual
   * @param seed the seed of every random choice
   * @return the settings
   * @throws vane.InputException if an option is not what it must be
   */
  OaMlmForceSettings settings(String preset, Integer trainingEnvironments, long seed) {
    OaMlmForceSettings usual = OaMlmPreset.valueOf(preset.toUpperCase(Locale.ROOT)).settings(seed);
    return new OaMlmForceSettings(
        descriptor.parameters(usual.soap()),
        neighbours == null ? usual.neighbours() : neighbours,
        given(references, usual.references()),
        given(trainingEnvironments, usual.trainingEnvironments()),
        selection.selection(seed, usual.selection().methodName()),
        fit.settings(usual.fit()),
        sigma2 == null ? usual.sigma2() : sigma2,
        outputs(usual.outputs()),
        seed);
  }

  private static OptionalInt given(Integer option, OptionalInt usual) {
    return option == null ? usual : OptionalInt.of(option);
  }

  private OaMlmForceSettings.Outputs outputs(OaMlmForceSettings.Outputs usual) {
    if (usual instanceof OaMlmForceSettings.Directions directions) {
      return directions(directions);
    }
    if (usual instanceof OaMlmForceSettings.DirectionsAndNorms both) {
      return new OaMlmForceSettings.DirectionsAndNorms(directions(both.directions()));
    }
    if (sigma1 != null || loss.isGiven() || solver.solver().isPresent()) {
      throw new UsageException(
          "found --sigma1, --loss, --solver or a setting of Huber regression with --preset"
              + " accurate, expected them with --preset paper or clusters only");
    }
    return usual;
  }

  private OaMlmForceSettings.Directions directions(OaMlmForceSettings.Directions usual) {
    return new OaMlmForceSettings.Directions(
        loss.regression(),
        sigma1 == null ? usual.sigma1() : sigma1,
        solver.solver().orElse(usual.solver()));
  }
}
