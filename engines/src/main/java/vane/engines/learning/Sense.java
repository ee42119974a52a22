package vane.engines.learning;

import java.util.OptionalDouble;

/**
 * Which labelled frames are worth learning. A poor model leads a replica now and then to a place
 * where no motion at these temperatures comes: a single frame of broken bonds or with a force of 50
 * eV/Å spoils a fit of a hundred usual ones. Such a frame is kept, but not learnt.
 *
 * <p>Not learnt are frames with a force above {@link #FORCES} times the largest of seeds and
 * probes, and those whose energy is above the least by {@link #ENERGIES} times what equipartition
 * gives harmonic atoms, 3/2 k T each.
 */
final class Sense {
  private static final double FORCES = 2.5;
  private static final double ENERGIES = 4;
  private static final double BOLTZMANN_EV_PER_KELVIN = 8.617333e-5;

  private final double mostEnergy;
  private double largestForce;
  private double leastEnergy = Double.POSITIVE_INFINITY;

  Sense(int atoms, LearningSettings settings) {
    double kelvin = settings.hottest() * settings.highestKelvin();
    this.mostEnergy = ENERGIES * 1.5 * atoms * BOLTZMANN_EV_PER_KELVIN * kelvin;
  }

  /** Looks at a frame; those of all rounds come in order. */
  boolean isSensible(LearntFrame frame) {
    double force = 0;
    for (int atom = 0; atom < frame.structure().size(); atom++) {
      force = Math.max(force, frame.example().forceNorm(atom));
    }
    OptionalDouble energy = frame.energy();
    boolean seed = frame.purpose() == LearntFrame.Purpose.SEED;
    boolean sensible =
        seed
            || force <= FORCES * largestForce
                && (energy.isEmpty() || energy.getAsDouble() - leastEnergy <= mostEnergy);
    if (sensible) {
      if (frame.purpose() != LearntFrame.Purpose.CHOSEN) {
        largestForce = Math.max(largestForce, force);
      }
      leastEnergy = Math.min(leastEnergy, energy.orElse(Double.POSITIVE_INFINITY));
    }
    return sensible;
  }
}
