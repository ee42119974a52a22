package vane.network;

import vane.InputException;

/**
 * How many networks are trained together, of what shape and for how long.
 *
 * @param shape the shape of each
 * @param nominalSeconds the processor time to train all of them, on the machine that costs were
 *     measured on ({@link TrainingSettings#withNominalSeconds}): the clock is not asked
 * @param members how many; 0 for as many as get enough epochs each, up to three
 * @param seed of the first; the others count on from it
 */
public record CommitteeSettings(
    NetworkSettings shape, double nominalSeconds, int members, long seed) {
  private static final int MOST = 16;

  /**
   * Checks the settings.
   *
   * @throws InputException if a number is out of range
   */
  public CommitteeSettings {
    if (!(nominalSeconds > 0 && nominalSeconds <= 1e7)) {
      throw new InputException(
          "found " + nominalSeconds + " seconds to train networks, expected above 0, up to 1e7");
    }
    if (members < 0 || members > MOST) {
      throw new InputException(
          "found " + members + " networks, expected 0 (by the data) to " + MOST);
    }
  }
}
