package vane.equivariant;

import java.util.Optional;
import java.util.OptionalDouble;
import vane.InputException;
import vane.equivariant.invariant.BasisSettings;
import vane.network.CommitteeSettings;

/**
 * How an equivariant model is trained.
 *
 * @param basis the functions of the neighbourhood
 * @param trainingEnvironments how many atoms of each element to learn from at most, taken as whole
 *     frames evenly spread over the data; 0 for all
 * @param ridge the ridge λ relative to the mean square of a feature; empty to choose it on held-out
 *     frames
 * @param contactCost how much worse held-out frames may become for the sake of contacts between
 *     molecules, as a part of their mean absolute error
 * @param networks the networks that are mixed with the functions; empty for none
 */
public record EquivariantSettings(
    BasisSettings basis,
    int trainingEnvironments,
    OptionalDouble ridge,
    double contactCost,
    Optional<CommitteeSettings> networks) {

  /** The cost of contacts that most presets have. */
  public static final double USUAL_CONTACT_COST = 0.03;

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
    if (!(contactCost >= 0 && contactCost <= 1)) {
      throw new InputException(
          "found a cost of contacts of " + contactCost + ", expected from 0 to 1");
    }
  }

  /**
   * Settings with {@link #USUAL_CONTACT_COST} and without networks.
   *
   * @param basis the functions of the neighbourhood
   * @param trainingEnvironments how many atoms of each element to learn from at most; 0 for all
   * @param ridge the ridge λ; empty to choose it on held-out frames
   * @throws InputException if a number is out of range
   */
  public EquivariantSettings(BasisSettings basis, int trainingEnvironments, OptionalDouble ridge) {
    this(basis, trainingEnvironments, ridge, USUAL_CONTACT_COST, Optional.empty());
  }
}
