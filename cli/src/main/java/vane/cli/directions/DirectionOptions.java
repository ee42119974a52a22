package vane.cli.directions;

import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import vane.cli.mlm.FitOptions;
import vane.cli.mlm.LossOptions;
import vane.cli.mlm.SelectionOptions;
import vane.cli.mlm.SolverOption;
import vane.cli.program.UsageException;
import vane.directions.DirectionSettings;

/** How {@code directions train} trains: its two presets, and what can be set in them. */
final class DirectionOptions {
  private static final List<String> PRESETS = List.of("paper", "accurate");

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      defaultValue = "paper",
      description =
          "paper (cosines, as published) or accurate (projections, with expected errors; needs"
              + " points; default: ${DEFAULT-VALUE}).")
  private String preset;

  @Option(
      names = {"-k", "--references"},
      paramLabel = "K",
      description =
          "References to compare with (default: 7500, or all rows if there are fewer;"
              + " --preset accurate: 1000).")
  private Integer references;

  @Option(
      names = "--training-rows",
      paramLabel = "N",
      description =
          "Rows to learn from, at least K (default: K; --preset accurate: 30000, or all if there are fewer).")
  private Integer trainingRows;

  @Option(
      names = "--sigma1",
      paramLabel = "S",
      description = "Width of the loss in the cosine (default: 0.25; --preset paper only).")
  private Double sigma1;

  @Option(
      names = "--sigma2",
      paramLabel = "S",
      description =
          "Width of the loss in the goodness of fit, in the unit of the points (default: 0.5).")
  private Double sigma2;

  @Mixin private LossOptions loss;
  @Mixin private SelectionOptions selection;
  @Mixin private FitOptions fit;
  @Mixin private SolverOption solver;

  /**
   * The settings.
   *
   * @param seed the seed of every random choice
   * @return the settings
   * @throws vane.InputException if an option is not what it must be
   */
  DirectionSettings settings(long seed) {
    if (!PRESETS.contains(preset)) {
      throw new UsageException("--preset: found '" + preset + "', expected paper or accurate");
    }
    DirectionSettings usual =
        preset.equals("paper") ? DirectionSettings.paper(seed) : DirectionSettings.accurate(seed);
    return new DirectionSettings(
        references == null ? usual.references() : OptionalInt.of(references),
        trainingRows == null ? usual.trainingRows() : OptionalInt.of(trainingRows),
        selection.selection(seed, usual.selection().methodName()),
        fit.settings(usual.fit()),
        sigma2 == null ? usual.sigma2() : sigma2,
        outputs(usual.outputs()),
        seed);
  }

  private DirectionSettings.Outputs outputs(DirectionSettings.Outputs usual) {
    if (usual instanceof DirectionSettings.Cosines cosines) {
      return new DirectionSettings.Cosines(
          loss.regression(), sigma1 == null ? cosines.sigma1() : sigma1, solver.solver());
    }
    if (sigma1 != null || loss.isGiven() || solver.solver().isPresent()) {
      throw new UsageException(
          "found --sigma1, --loss, --solver or a setting of Huber regression with --preset"
              + " accurate, expected them with --preset paper only");
    }
    return usual;
  }
}
