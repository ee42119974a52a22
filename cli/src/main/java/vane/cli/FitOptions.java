package vane.cli;

import picocli.CommandLine.Option;
import vane.alignment.FitSettings;
import vane.alignment.PermutationRule;
import vane.alignment.RotationGroup;

/** How a reference neighbourhood is fitted on another; the defaults are the paper's. */
final class FitOptions {
  @Option(
      names = "--rotations",
      paramLabel = "GROUP",
      defaultValue = "orthogonal",
      description =
          "orthogonal (reflections too, as the paper writes it) or proper (default:"
              + " ${DEFAULT-VALUE}).")
  private String rotations;

  @Option(
      names = "--permutations",
      paramLabel = "RULE",
      defaultValue = "all",
      description =
          "Which orders of the neighbours are tried: all, or same-species, those with the fewest"
              + " elements out of place (default: ${DEFAULT-VALUE}).")
  private String permutations;

  /**
   * The settings.
   *
   * @return the settings
   * @throws vane.InputException if a name is not known
   */
  FitSettings settings() {
    return new FitSettings(RotationGroup.parse(rotations), PermutationRule.parse(permutations));
  }
}
