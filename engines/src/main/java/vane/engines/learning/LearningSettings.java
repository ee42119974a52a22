package vane.engines.learning;

import java.util.List;
import java.util.OptionalDouble;
import vane.InputException;
import vane.engines.dynamics.DynamicsSettings;
import vane.model.EquivariantForceSettings;

/**
 * How a potential is learnt actively.
 *
 * @param budget how often the engine may be called, failed calls included
 * @param temperaturesKelvin the temperatures at which the potential shall hold, in K; replicas
 *     share them
 * @param hottest the hottest replicas move at so many times these temperatures, 1 or more
 * @param replicas how many replicas explore in a round
 * @param timestepFs the time of a step in fs
 * @param steps how many steps a replica must stay inside of what is known
 * @param seedFrames how many frames are labelled before the first model
 * @param uncertainty from which uncertainty of an atom a frame is outside of what is known, in
 *     eV/Å; empty for {@link #TIMES_HELD_OUT} times the error on held-out frames
 * @param failuresInARow after so many failed calls of the engine one after the other the run ends
 * @param training how the model is trained
 * @param seed of every random choice
 */
public record LearningSettings(
    int budget,
    List<Double> temperaturesKelvin,
    double hottest,
    int replicas,
    double timestepFs,
    long steps,
    int seedFrames,
    OptionalDouble uncertainty,
    int failuresInARow,
    EquivariantForceSettings training,
    long seed) {

  /** How many times the held-out error an uncertainty may be, where no limit is given. */
  public static final double TIMES_HELD_OUT = 3;

  /** How many times the temperatures the hottest replicas have, unless told otherwise. */
  public static final double USUAL_HOTTEST = 1.2;

  private static final int MOST_SEED_FRAMES = 30;

  /** Failed calls in a row that end a run, unless told otherwise. */
  public static final int USUAL_FAILURES = 10;

  /**
   * Checks the settings and copies the list.
   *
   * @throws InputException if a number is out of range
   */
  public LearningSettings {
    temperaturesKelvin = List.copyOf(temperaturesKelvin);
    requireAtLeastOne("engine calls", budget);
    requireAtLeastOne("replicas", replicas);
    requireAtLeastOne("steps", steps);
    requireAtLeastOne("frames to begin with", seedFrames);
    requireAtLeastOne("failures in a row", failuresInARow);
    if (temperaturesKelvin.isEmpty()) {
      throw new InputException("found no temperature, expected at least one");
    }
    for (double kelvin : temperaturesKelvin) {
      DynamicsSettings.requireTemperature(kelvin);
      if (kelvin == 0) {
        throw new InputException("found a temperature of 0 K, expected more: nothing would move");
      }
    }
    if (temperaturesKelvin.size() > replicas) {
      throw new InputException(
          "found "
              + temperaturesKelvin.size()
              + " temperatures for "
              + replicas
              + " replicas, expected at least one replica for each");
    }
    if (!(hottest >= 1 && hottest <= 10)) {
      throw new InputException(
          "found " + hottest + " times the temperature for the hottest, expected 1 to 10");
    }
    if (!(timestepFs > 0) || Double.isInfinite(timestepFs)) {
      throw new InputException(
          "found a time step of " + timestepFs + " fs, expected a number above 0");
    }
    if (uncertainty.isPresent()
        && !(uncertainty.getAsDouble() > 0 && Double.isFinite(uncertainty.getAsDouble()))) {
      throw new InputException(
          "found a limit of uncertainty of "
              + uncertainty.getAsDouble()
              + " eV/Å, expected a number above 0");
    }
  }

  /**
   * How many frames are labelled before the first model, unless told otherwise.
   *
   * @param budget how often the engine may be called
   * @return a third of them, thirty at most
   */
  public static int usualSeedFrames(int budget) {
    return Math.max(1, Math.min(MOST_SEED_FRAMES, budget / 3));
  }

  private static void requireAtLeastOne(String what, long found) {
    if (found < 1) {
      throw new InputException("found " + found + " " + what + ", expected at least 1");
    }
  }

  /**
   * The temperature of a replica. The first ones have those asked for, later ones hotter ones.
   *
   * @param replica its number, from zero
   * @return in K
   */
  double temperatureKelvin(int replica) {
    int kinds = temperaturesKelvin.size();
    int last = (replicas - 1) / kinds;
    double share = last == 0 ? 0 : (double) (replica / kinds) / last;
    return temperaturesKelvin.get(replica % kinds) * (1 + share * (hottest - 1));
  }

  /** The highest of the temperatures asked for, in K. */
  double highestKelvin() {
    return temperaturesKelvin.stream().mapToDouble(each -> each).max().orElseThrow();
  }
}
