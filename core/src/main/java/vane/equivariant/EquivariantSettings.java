package vane.equivariant;

import java.util.OptionalDouble;
import vane.InputException;
import vane.equivariant.invariant.BasisSettings;

/**
 * How an equivariant model is trained.
 *
 * @param basis the functions of the neighbourhood
 * @param trainingEnvironments how many atoms of each element to learn from at most, taken as whole
 *     frames evenly spread over the data; 0 for all
 * @param ridge the ridge λ relative to the mean square of a feature; empty to choose it on held-out
 *     frames
 */
public record EquivariantSettings(
    BasisSettings basis, int trainingEnvironments, OptionalDouble ridge) {

  /**
   * Checks the settings.
   *
   * @throws InputException if a number is out of range
   */
  public EquivariantSettings {
    if (trainingEnvironments < 0) {
      throw new InputException(
          "found " + trainingEnvironments + " training environments, expected 0 (all) or more");
    }
    if (ridge.isPresent() && !(ridge.getAsDouble() > 0 && ridge.getAsDouble() < 1e6)) {
      throw new InputException(
          "found a ridge of " + ridge.getAsDouble() + ", expected above 0 and below 1e6");
    }
  }
}
