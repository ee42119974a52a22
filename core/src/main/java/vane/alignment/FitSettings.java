package vane.alignment;

import java.util.Objects;

/**
 * How neighbourhoods are fitted.
 *
 * @param rotations the matrices to choose from
 * @param permutations the permutations to choose from
 */
public record FitSettings(RotationGroup rotations, PermutationRule permutations) {
  /**
   * Checks the settings.
   *
   * @param rotations the matrices to choose from
   * @param permutations the permutations to choose from
   */
  public FitSettings {
    Objects.requireNonNull(rotations, "rotations");
    Objects.requireNonNull(permutations, "permutations");
  }
}
