package vane.cli.mlm;

import picocli.CommandLine.Option;
import vane.alignment.FitSettings;
import vane.alignment.PermutationRule;
import vane.alignment.RotationGroup;

/**
 * How a reference neighbourhood is fitted on another; the defaults are the paper's, or those of a
 * preset.
 *
 * <p>Several commands share the options, so their words fit neighbours and points.
 */
public final class FitOptions {
  @Option(
      names = "--rotations",
      paramLabel = "GROUP",
      description =
          "How the neighbours or points of a reference are turned: orthogonal (reflections too, as"
              + " the paper writes it) or proper (default: orthogonal).")
  private String rotations;

  @Option(
      names = "--permutations",
      paramLabel = "RULE",
      description =
          "Which orders of the neighbours or points are tried: all, or same-species, only those"
              + " with the fewest mismatched elements or kinds (default: all; same-species with"
              + " --preset accurate of a train command).")
  private String permutations;

  /** Options as picocli fills them in. */
  public FitOptions() {}

  /**
   * The settings, by default the paper's.
   *
   * @return the settings
   * @throws vane.InputException if a name is not known
   */
  public FitSettings settings() {
    return settings(new FitSettings(RotationGroup.ORTHOGONAL, PermutationRule.ALL));
  }

  /**
   * The settings.
   *
   * @param usual what stands for a name that is not given
   * @return the settings
   * @throws vane.InputException if a name is not known
   */
  public FitSettings settings(FitSettings usual) {
    return new FitSettings(
        rotations == null ? usual.rotations() : RotationGroup.parse(rotations),
        permutations == null ? usual.permutations() : PermutationRule.parse(permutations));
  }
}
