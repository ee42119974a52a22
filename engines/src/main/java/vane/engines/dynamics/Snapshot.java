package vane.engines.dynamics;

import java.util.OptionalDouble;
import vane.engines.ForceEvaluation;

/**
 * A point of a motion and what is known of it.
 *
 * @param replica which replica it is, from zero
 * @param point positions, momenta and step
 * @param evaluation its forces
 * @param kineticEnergy in eV
 * @param temperatureKelvin that of the kinetic energy in K; zero where nothing can move
 */
public record Snapshot(
    int replica,
    PhasePoint point,
    ForceEvaluation evaluation,
    double kineticEnergy,
    double temperatureKelvin) {

  /**
   * Potential and kinetic energy together.
   *
   * @return in eV; empty where the forces come without an energy
   */
  public OptionalDouble totalEnergy() {
    return evaluation.energy().isPresent()
        ? OptionalDouble.of(evaluation.energy().getAsDouble() + kineticEnergy)
        : OptionalDouble.empty();
  }
}
